import pytest

from avtalegen.problems import AvtalegenError
from tests.support import parse

GOOD = """\
mal: samarbeidsavtale
parter:
  - slag: kommune
    navn: Eksempel kommune
    underskrift: {tittel: Ordfører}
  - slag: politi
    navn: Eksempel
periode: {fra: 2027, til: 2030}
råd:
  oppgaver:
    - samhandling
    - felles
  kort: ja
varighet: ja
"""


def told(old: str, new: str) -> list[str]:
    assert old in GOOD
    try:
        problems = parse(GOOD.replace(old, new, 1), "x").warnings
    except AvtalegenError as error:
        problems = error.problems
    return [f"{problem.location} {problem.code}" for problem in problems]


def test_the_sample_is_right():
    assert told("mal", "mal") == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        # Quotation marks
        ("navn: Eksempel kommune", 'navn: "Eksempel kommune', "x:4:11 yaml-unclosed"),
        ("navn: Eksempel\n", "navn: 'Eksempel\n", "x:7:11 yaml-unclosed"),
        ("navn: Eksempel kommune", 'navn: "Ordet "vold" er"', "x:4:19 yaml-after-quote"),
        ("navn: Eksempel kommune", 'navn: "Vold" er viktig.', "x:4:18 yaml-after-quote"),
        ("navn: Eksempel kommune", "navn: “Eksempel kommune”", "x:4:11 yaml-quotes"),
        ("{fra: 2027, til: 2030}", "[“a, b”, c]", "x:8:11 yaml-quotes"),
        # Hyphens
        ("    - felles", "    – felles", "x:12:5 yaml-no-dash"),
        ("    - felles", "    • felles", "x:12:5 yaml-no-dash"),
        ("    - felles", "    -- felles", "x:12:5 yaml-no-dash"),
        ("    - felles", "    felles", "x:12:5 yaml-no-dash"),
        ("    - felles", "    -\u00a0felles", "x:12:6 yaml-space"),
        ("    - felles", "    -felles", "x:12:5 yaml-dash-space"),
        ("  - slag: kommune", "  -slag: kommune", "x:3:3 yaml-dash-space"),
        ("  - slag: kommune", "    slag: kommune", "x:3:5 yaml-no-dash"),
        ("    - samhandling", "    samhandling", "x:12:5 yaml-joined"),
        ("    - felles", "     - felles", "x:12:6 yaml-joined"),
        ("    - felles", "      – felles", "x:12:7 yaml-joined"),
        # Colons
        ("- slag: kommune", "- slag:kommune", "x:3:5 yaml-no-space"),
        ("mal: samarbeidsavtale", "mal:samarbeidsavtale", "x:1:1 yaml-no-space"),
        ("varighet: ja", "varighet: ja\n  år: 2", "x:15:3 yaml-nested"),
        ("periode: {fra: 2027, til: 2030}", "periode: (fra: 2027)", "x:8:10 yaml-parenthesis"),
        ("navn: Eksempel kommune", "navn: Avtale: Eksempel", "x:4:17 yaml-colon"),
        ("varighet: ja", "varighet ja", "x:14:1 yaml-no-colon"),
        # Indentation
        ("mal: samarbeidsavtale", " mal: samarbeidsavtale", "x:1:2 yaml-indent"),
        ("    navn: Eksempel kommune", "   navn: Eksempel kommune", "x:4:4 yaml-indent"),
        ("    navn: Eksempel kommune", "     navn: Eksempel kommune", "x:4:6 yaml-nested"),
        ("navn: Eksempel kommune", "navn: Eksempel kommune\n      nr 5501", "x:5:7 yaml-continued"),
        # Brackets and commas
        ("{tittel: Ordfører}", "{tittel: Ordfører}}", "x:5:36 yaml-bracket"),
        ("{fra: 2027, til: 2030}", "[a, b]]", "x:8:16 yaml-bracket"),
        ("{fra: 2027, til: 2030}", "{fra: 2027, til: 2030", "x:8:10 yaml-unclosed"),
        ("{fra: 2027, til: 2030}", "{fra: 08,15, til: 10}", "x:8:19 yaml-comma"),
        ("{fra: 2027, til: 2030}", "{dager: mandag, tirsdag}", "x:8:26 yaml-comma"),
        ("varighet: ja", 'varighet: "P:\\q"', "x:14:14 yaml-escape"),
    ],
)
def test_a_mistake_is_placed_where_it_begins_and_named_for_what_it_is(old, new, problem):
    assert told(old, new) == [problem]


def test_an_address_and_a_time_are_no_key_without_a_space():
    assert told("navn: Eksempel kommune", "navn: https://a.no/b:c") == []
    assert told("navn: Eksempel kommune", "navn: 08:15") == []
