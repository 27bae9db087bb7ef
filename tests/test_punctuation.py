import pytest

from avtalegen.punctuation import find_faults


def faults(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in find_faults(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Partene  møtes.", ["  "]),
        ("Partene møtes .", [" ."]),
        ("Barn , unge.", [" ,"]),
        ("Se ( avtalen ).", ["( ", " )"]),
        ("Se ().", ["()"]),
        ("Se « ordet ».", ["« ", " »"]),
        ("Tromsø,, i mai", [",,"]),
        ("Kunnskap., samarbeid", [".,"]),
        ("Partene møtes..", [".."]),
        ("Partene møtes.Kommunen kaller inn.", ["møtes.Ko"]),
    ],
)
def test_marks_out_of_place_are_found(text, found):
    assert faults(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Partene møtes … og så videre ...", "Barn, unge m.fl., møtes.", "Se nr., jf. § 3.",
        "Skriv til .no-adressen.", "Kl.\u00a008.15–15.00.", "Se www.Politiet.no.", "Er det så?",
        "Det gjelder skole mv., barnehage o.l., og f.eks., mer.", "post@sted.Tromso.no",
        "Beløpet er 1.000,50.", "Punkt 1.2.", "Se a.b.c., d.",
    ],
)  # fmt: skip
def test_what_is_right_is_not_found(text):
    assert faults(text) == []
