from datetime import date

import pytest

from avtalegen import slips
from avtalegen.passages import Subject
from tests.support import SMALLEST, assemble_text


def told(words: str, extra: str = "", text: str = SMALLEST) -> list[str]:
    """The place, the code and what was read, for an agreement that says the words."""
    lines = "".join(f"      {line}\n" for line in words.split("\n"))
    local = f"lokalt:\n  - tillegg: varighet\n    grunn: Grunn.\n    tekst: |\n{lines}"
    assembled, reading = assemble_text(text + extra + local)
    subject = Subject(reading, assembled.document, assembled.read, date(2026, 11, 22))
    return [
        f"{p.location.line}:{p.location.column} {p.code} {p.details['read']}"
        for rule in slips.RULES
        for p in rule(subject)
    ]


FIRST = SMALLEST.count("\n") + 5


def test_what_is_right_is_not_told():
    words = (
        "Partene møtes **ofte** og *lenge*.\n\n- et punkt\n- et punkt til\n\n"
        "1. En.\n2. To.\n\n| A | B |\n|---|---|\n| a | b |\n\nSe [avtalen](https://a.no)."
    )
    assert told(words) == []


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Avtalen gjelder {{ kommunen }}.", "{{ kommunen }}"),
        ("{% if x %}Ord.", "{% if x %}"),
        ("Se ()[#formål].", ")[#formål]"),
        ("Se [] (#formål).", "] (#formål)"),
        ("Møtene er **her.", "**"),
        ("Det er <b>her</b>.", "<b>"),
        ("Her.<br>", "<br>"),
        ("Det er ~~ikke~~ her.", "~~"),
        ("#Overskrift.", "#O"),
        ("-a og b.", "-a"),
        ("– a og b.", "– a"),
        ("• a og b.", "• a"),
        ("[ ] en ting.", "[ ] "),
        ("a) en og b) to.", "a) en og b) "),
        ("| A | B |\nOrd.", "| A | B |"),
    ],
)
def test_signs_that_stand_in_the_text_are_told(words, read):
    found = [each for each in told(words) if " text-markup " in each]
    assert f"text-markup {read}" in found[0]
    assert found[0].startswith(f"{FIRST}:")


@pytest.mark.parametrize(
    ("words", "read"),
    [("Partene møtes i ???.", "???"), ("TODO: møter.", "TODO"), ("Sted: [fyll inn sted].", "[fyll inn sted]"),
     ("Kontakt xxxx.", "xxxx")],
)  # fmt: skip
def test_what_was_to_be_filled_in_is_told(words, read):
    assert any(each.endswith(f"text-placeholder {read}") for each in told(words))


@pytest.mark.parametrize("value", ["null", "~", "?", "…", "-"])
def test_a_value_that_says_nothing_is_told(value):
    text = SMALLEST.replace("tittel: Ordfører", f'tittel: "{value}"')
    assert [each.split(" ", 1)[1] for each in told("Ord.", text=text)] == [
        f"text-placeholder {value}"
    ]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Partene  møtes.", f"{FIRST}:14"),
        ("Partene møtes.\nDe møtes igjen .", f"{FIRST + 1}:21"),
        ("Først dette. Så  det. Og  mer.", f"{FIRST}:22"),
    ],
)
def test_marks_out_of_place_are_told_on_their_line(words, place):
    assert told(words)[0].startswith(f"{place} text-punctuation")


def test_marks_that_meet_those_of_the_clause_are_told():
    text = SMALLEST.replace(
        "status: {tilstand: utkast}",
        'status: {tilstand: signert, sted: "Tromsø,", dato: 2026-01-01}',
    )
    assert [each.split(" ", 1)[1] for each in told("Ord.", text=text)] == ["text-punctuation ,,"]


def test_a_line_without_its_full_stop_is_told_where_a_sentence_begins_after_it():
    assert told("Vi møtes i byen\nPartene deltar. Alle partene vet det.") == [
        f"{FIRST}:18 text-no-full-stop byen"
    ]
    assert told("Vi møtes i byen med\nTromsø kommune og andre. Ord.")[:1] != [
        f"{FIRST}:18 text-no-full-stop med Tromsø"
    ]
    assert told("- et punkt\n- Partene deltar") == []


def test_a_paragraph_without_its_full_stop_is_told():
    assert told("Partene møtes i byen") == [f"{FIRST}:23 text-no-full-stop byen"]
    assert told("Partene møtes i byen:\n\n- her") == []
    assert told("# Overskrift\n\nOrd.") == []


def test_a_backslash_that_markdown_takes_away_is_told():
    assert told(r"Se \\server\felles.") == [rf"{FIRST}:10 text-backslash {2 * chr(92)}"]
    assert told(r"Det koster 5 \* 3.") == []


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (r"Se C:\Users\!foo for mer.", r"C:\Users\!"),
        (r"Det er sant\!", r"\!"),
        (r"Se C:\Felles\_maler for mer.", r"C:\Felles\_"),
        (r"Se C:\Felles\#maler for mer.", r"C:\Felles\#"),
        (r"Det er 5 \% av alt.", r"\%"),
    ],
)
def test_a_backslash_that_markdown_takes_away_before_a_sign_is_told(words, read):
    assert [each.split(" ", 1)[1] for each in told(words)] == [f"text-backslash {read}"]


@pytest.mark.parametrize("words", [r"Se C:\Users\foo for mer.", r"\!\[d\] og \*a\_b\* \[c\] \#."])
def test_a_backslash_that_stays_or_that_markdown_needs_is_not_told(words):
    assert told(words) == []


def test_another_municipality_is_told_unless_it_stands_beside_a_party():
    assert told("Møtene holdes hos Alta kommune.") == [f"{FIRST}:25 text-other-municipality Alta"]
    assert told("Møtene holdes hos Eksempel kommune og Alta kommune.") == []
    assert told("Møtene holdes hos Lilleby kommune.") == []
    assert told("Planen til Sør-Varanger kommune gjelder.") == [
        f"{FIRST}:18 text-other-municipality Sør-Varanger"
    ]
