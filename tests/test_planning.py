import pytest

from avtalegen.agreements import read_agreement
from avtalegen.document import Text, Value
from avtalegen.planning import plan
from tests.support import SMALLEST, WORKSPACE, parse

ORDER = ["bakgrunn", "formål", "politirådet", "forpliktelser", "taushetsplikt", "varighet"]


def planned(text: str):
    reading, problems = read_agreement(parse(text, "x.yaml"), WORKSPACE.library)
    assert reading, problems
    return plan(reading)


def ids(text: str) -> list[str]:
    made = planned(text)
    assert not made.problems, made.problems
    return [section.id for section in made.sections]


def told(text: str) -> list[str]:
    return [f"{p.location} {p.code}" for p in planned(text).problems]


def test_the_template_gives_the_order():
    made = planned(SMALLEST)
    assert [section.id for section in made.sections] == ORDER
    assert [s.id for s in made.sections[2].below] == [
        "politirådets_oppgaver", "politirådets_medlemmer", "politirådets_møter",
    ]  # fmt: skip
    assert made.annexes == []


def test_a_municipality_can_have_its_own_order():
    turned = ORDER[::-1]
    assert ids(f"{SMALLEST}rekkefølge: [{', '.join(turned)}]") == turned


@pytest.mark.parametrize(
    ("order", "problems"),
    [
        (ORDER[:-1], ["x.yaml:26:13 order-incomplete"]),
        ([*ORDER, "varighet"], ["x.yaml:26:85 clause-twice"]),
        ([*ORDER, "slt"], ["x.yaml:26:85 clause-absent"]),
    ],
)
def test_an_order_names_every_clause_once(order, problems):
    assert told(f"{SMALLEST}rekkefølge: [{', '.join(order)}]") == problems


def test_a_heading_can_be_changed():
    made = planned(SMALLEST + "overskrifter: {formål: Hva vi vil}\n")
    assert made.sections[1].title == Value("Hva vi vil", ("overskrifter", "formål"))
    assert made.sections[0].title == Text("Bakgrunn")
    assert told(SMALLEST + "overskrifter: {slt: SLT}\n") == ["x.yaml:26:16 clause-absent"]


LOCAL = "lokalt:\n  - {%s, tekst: Vi gjør det slik., grunn: Det er best for oss.}\n"


def test_local_words_replace_add_to_and_follow_clauses():
    made = planned(SMALLEST + LOCAL % "erstatt: varighet")
    assert [section.local for section in made.sections] == [[], [], [], [], [], [0]]
    assert ids(SMALLEST + LOCAL % "tillegg: formål") == ORDER
    new = "ny: tillit, overskrift: Tillit"
    assert ids(SMALLEST + LOCAL % new) == [*ORDER, "tillit"]
    assert ids(SMALLEST + LOCAL % f"{new}, etter: formål") == [*ORDER[:2], "tillit", *ORDER[2:]]


def test_a_new_clause_can_come_below_another():
    made = planned(SMALLEST + LOCAL % "ny: vara, overskrift: Vara, etter: politirådets_medlemmer")
    assert [s.id for s in made.sections[2].below][2] == "vara"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("tillegg: slt", "x.yaml:27:15 clause-absent"),
        ("ny: formål, overskrift: F", "x.yaml:27:10 clause-exists"),
        ("ny: periode, overskrift: P", "x.yaml:27:10 clause-exists"),
        ("ny: tillit, overskrift: T, etter: slt", "x.yaml:27:40 clause-absent"),
    ],
)
def test_local_words_that_have_no_place_are_told(words, problem):
    assert told(SMALLEST + LOCAL % words) == [problem]


def test_a_clause_can_be_replaced_only_once():
    local = SMALLEST + LOCAL % "erstatt: varighet" + (LOCAL % "erstatt: varighet").split("\n", 1)[1]
    assert told(local) == ["x.yaml:28:15 clause-replaced-twice"]


def test_a_clause_below_one_that_is_left_out_is_told():
    text = SMALLEST + "tjenestesteder:\n  steder: [{navn: Vakta}]\n"
    assert told(text) == ["x.yaml:27:3 clause-absent"]
