import pytest

from avtalegen.agreements import read_agreement
from tests.support import SMALLEST, WORKSPACE, codes, parse


def told(text: str) -> list[str]:
    reading, problems = read_agreement(parse(text, "x.yaml"), WORKSPACE.library)
    assert (reading is None) == any(p.severity == "error" for p in problems)
    return [f"{p.location} {p.field} {p.code}" for p in problems]


def test_the_smallest_example_has_no_problems():
    assert told(SMALLEST) == []


def test_an_agreement_knows_its_clauses_and_choices():
    reading, _ = read_agreement(parse(SMALLEST), WORKSPACE.library)
    assert reading.includes("taushetsplikt") and not reading.includes("slt")
    assert reading.choices("politirådets_møter").saksliste_uker == 1
    assert reading.choices("varighet").model_fields_set == set()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("mal: samarbeidsavtale", "mal: samarbeidsavtalen", "x.yaml:1:6 mal template-unknown"),
        ("mal: samarbeidsavtale", "mal:", "x.yaml:1:1 mal value-empty"),
        ("mal: samarbeidsavtale", 'mal: ""', "x.yaml:1:1 mal value-empty"),
        ("mal: samarbeidsavtale", "mal: [a]", "x.yaml:1:6 mal value-not-text"),
        ("mal: samarbeidsavtale", "# ingen", "x.yaml:2:1 mal value-missing"),
        ("  leder: [ordføreren]", "  ledere: [ordføreren]", "x.yaml:16:3 politirådets_medlemmer.ledere key-unknown"),
        ("  møter: {minst: 2}", "  møter: {minst: to}", "x.yaml:21:18 politirådets_møter.møter.minst value-not-integer"),
        ("  rolle: strategisk_organ", "  rolle: organ", "x.yaml:12:10 politirådet.rolle value-not-allowed"),
        ("politirådet:\n  rolle: strategisk_organ", "politirådet: nei", "x.yaml:11:14 politirådet clause-obligatory"),
        ("varighet: ja", "varigheten: ja", "x.yaml:25:1 varigheten key-unknown"),
        ("varighet: ja", "varighet:", "x.yaml:25:1 varighet value-empty"),
        ("forpliktelser:\n  begge: [følge_opp_beslutninger, enighet]", "", "x.yaml:1:6 forpliktelser clause-missing"),
        ("mal: samarbeidsavtale", "Mal: samarbeidsavtale", "x.yaml:1:1 Mal key-unknown"),
        ("mal: samarbeidsavtale", "mal: Samarbeids avtale", "x.yaml:1:6 mal template-unknown"),
        ("formål:", "formal:", "x.yaml:9:1 formal key-unknown"),
        ("varighet: ja", "  varighet: ja", "x.yaml:25:3 forpliktelser.varighet clause-indented"),
        ("varighet: ja", "varighet: yes", "x.yaml:25:11 varighet value-not-clause"),
        ("varighet: ja", "slt: kanskje", "x.yaml:25:6 slt value-not-clause"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_stands(old, new, problem):
    changed = SMALLEST.replace(old, new)
    found = told(changed)
    assert found == [problem]


@pytest.mark.parametrize(
    ("mal", "first"),
    [
        ("mal: samarbeid", "x.yaml:1:6 mal template-unknown"),
        ("# ingen", "x.yaml:2:1 mal value-missing"),
        ("mal:", "x.yaml:1:1 mal value-empty"),
        ("Mal: samarbeidsavtale", "x.yaml:1:1 Mal key-unknown"),
    ],
)
def test_a_wrong_kind_of_agreement_hides_no_mistake_in_what_every_agreement_has(mal, first):
    changed = (
        SMALLEST.replace("mal: samarbeidsavtale", mal)
        .replace("tilstand: utkast", "tilstand: ferdig")
        .replace("slag: politi,", "slag: politiet,")
        .replace("fra: 2027", "fra: 20227")
        .replace("varighet: ja", "varighet: kanskje\nrekkefolge: [varighet]\nminklausul: ja")
    )
    assert told(changed) == [
        first,
        "x.yaml:2:20 status.tilstand value-not-allowed",
        "x.yaml:5:12 parter[2].slag value-not-allowed",
        "x.yaml:6:16 periode.fra value-not-period-end",
        "x.yaml:26:1 rekkefolge key-unknown",
    ]


def test_several_mistakes_in_different_clauses_are_told_together():
    changed = SMALLEST.replace("{minst: 2}", "{minst: to}").replace("organ", "orgen")
    assert len(told(changed)) == 2


def test_a_missing_choice_is_told_with_its_help_and_an_example_to_paste():
    changed = SMALLEST.replace("  møter: {minst: 2}\n", "")
    _, problems = read_agreement(parse(changed), WORKSPACE.library)
    assert (
        str(problems[0].hint)
        == 'Hvor ofte politirådet møtes. Write for example "møter: {minst: 2}"'
    )


def test_a_clause_can_be_taken_out_and_put_in():
    assert not told(SMALLEST + "slt: nei\n")
    reading, _ = read_agreement(parse(SMALLEST + "slt: nei\n"), WORKSPACE.library)
    assert not reading.includes("slt")


def test_a_clause_without_nynorsk_says_so():
    _, problems = read_agreement(parse(SMALLEST + "målform: nn\n"), WORKSPACE.library)
    assert set(codes(problems)) == {"clause-language"}


def test_a_clause_with_words_of_its_own_has_no_choices():
    local = "lokalt:\n  - {erstatt: varighet, tekst: Alltid., grunn: Vi vil det.}\n"
    assert told(SMALLEST + local) == []
    with_choices = SMALLEST.replace("varighet: ja", "varighet: {varighet_år: 2}") + local
    assert told(with_choices) == ["x.yaml:25:11 varighet clause-replaced"]


def test_only_the_clauses_that_are_needed_are_read():
    library = type(WORKSPACE)(WORKSPACE.root).library
    read_agreement(parse(SMALLEST), library)
    assert ("slt", "nb") not in library._clauses
