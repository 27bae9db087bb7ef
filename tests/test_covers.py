import pytest

from avtalegen.document import Signature, Value, read_text
from avtalegen.workspace import Workspace
from tests.support import SMALLEST, WORKSPACE, assemble_text, plain

PERIOD = "periode: {fra: 2027, til: 2030}"
MAYOR = "underskrift: {tittel: Ordfører}"
OTHERS = "medunderskrivere: [{tittel: Rådmann, navn: A. Bø}, {tittel: Leder, enhet: SLT}]"
NO_VALIDITY = SMALLEST.replace("varighet: ja", "lokalt: [{erstatt: varighet, tekst: A., grunn: B.}]")  # fmt: skip


def read_front(text: str, workspace: Workspace = WORKSPACE) -> list[str]:
    document = assemble_text(text, workspace)[0].document
    return [plain(read_text(line)) for line in document.front]


@pytest.fixture
def nynorsk(tmp_path) -> Workspace:
    """A workspace with a kind of agreement in nynorsk, whose only clause has the text there."""
    for name, text in {
        "avtaler/egen.yaml": "tittel: {nb: Avtale}\nundertittel: {nb: Om rus, nn: Mot rus}\n"
        "beskrivelse: P.\nklausuler: [{klausul: en, obligatorisk: ja}]\n",
        "klausuler/en/klausul.yaml": "tittel: {nb: En}\nbeskrivelse: P.\n",
        "klausuler/en/nb.md": "Bokmål.\n",
        "klausuler/en/nn.md": "Nynorsk.\n",
    }.items():
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Workspace(tmp_path)


OWN = "mal: egen\nmålform: nn\n" + SMALLEST[SMALLEST.index("status") : SMALLEST.index("bakgrunn")]


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("{fra: 2024, til: 2026}", "Gjelder for perioden 2024–2026"),
        ("{fra: 2024}", "Gjelder fra og med 2024"),
        ("{til: 2026-05}", "Gjelder til og med mai 2026"),
        ("{fra: 2019, til: 2019}", "Gjelder for 2019"),
    ],
)
def test_the_cover_says_for_which_time_the_agreement_holds(period, said):
    text = SMALLEST.replace(PERIOD, f"periode: {period}")
    assert read_front(text) == ["mellom Eksempel kommune og Eksempel politidistrikt", said]
    _, line = assemble_text(text)[0].document.front
    assert [inline.path for inline in line if isinstance(inline, Value)] == [("periode",)]


def test_in_nynorsk_it_is_said_in_nynorsk(nynorsk):
    assert read_front(OWN, nynorsk)[1] == "Gjeld for perioden 2027–2030"
    since = OWN.replace(PERIOD, "periode: {fra: 2024}")
    assert read_front(since, nynorsk)[1] == "Gjeld frå og med 2024"


def test_without_a_period_the_cover_says_none():
    assert len(read_front(NO_VALIDITY.replace(f"{PERIOD}\n", ""))) == 1


def test_the_cover_says_how_far_the_agreement_has_come():
    signed = NO_VALIDITY.replace("utkast", "signert, sted: Meråker, dato: 2024-05-17")
    assert read_front(signed)[2:] == ["Inngått og signert: Meråker, 17. mai 2024"]
    adopted = NO_VALIDITY.replace("utkast", "vedtatt").replace(
        "Eksempel kommune,",
        "Eksempel kommune, vedtak: {organ: kommunestyret, dato: 2024-03-01, saksnummer: PS 7/24},",
    )
    assert read_front(adopted)[2:] == [
        "Vedtatt av kommunestyret i Eksempel kommune 1. mars 2024 (sak PS 7/24)"
    ]
    assert len(read_front(adopted.replace("vedtatt", "utkast"))) == 2


def test_the_subtitle_is_that_of_the_agreement_before_that_of_its_kind(nynorsk):
    def read(text: str) -> str:
        return assemble_text(text, nynorsk)[0].document.subtitle

    assert read(OWN) == "Mot rus"
    assert read(OWN.replace("målform: nn", "målform: nb")) == "Om rus"
    assert read(OWN + "undertittel: Del 1 av 2\n") == "Del 1 av 2"
    assert assemble_text(SMALLEST)[0].document.subtitle == ""


def test_a_draft_is_marked_and_its_signatures_are_open():
    draft = assemble_text(SMALLEST)[0].document
    assert draft.draft
    assert [s.place_and_date for s in draft.signatures] == ["", ""]
    signed = assemble_text(SMALLEST.replace("utkast", "signert, sted: Meråker"))[0].document
    assert [s.place_and_date for s in signed.signatures] == ["Meråker", "Meråker"]
    assert not signed.draft


def test_all_who_sign_for_a_party_sign_party_by_party():
    signed = SMALLEST.replace(MAYOR, f"{MAYOR}, {OTHERS}").replace("utkast", "signert, sted: Alta")
    assert assemble_text(signed)[0].document.signatures == (
        Signature("Eksempel kommune", "Ordfører", place_and_date="Alta"),
        Signature("Eksempel kommune", "Rådmann", "A. Bø", place_and_date="Alta"),
        Signature("Eksempel kommune", "Leder", "", "SLT", "Alta"),
        Signature("Eksempel politidistrikt", "Politistasjonssjef", place_and_date="Alta"),
    )
