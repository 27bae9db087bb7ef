"""What a person would say that two agreements chose differently; answers.py is tested here too."""

import pytest

from avtalegen.comparison.answers import Answers, collect
from avtalegen.comparison.changes import Comparison, compare, merge_names
from avtalegen.problems import Location
from tests.support import MUNICIPALITIES, SMALLEST, assemble_text, read

MIRROR = {"first": "second", "second": "first"}
PAIRS = [(a, b) for a in MUNICIPALITIES for b in MUNICIPALITIES if a < b]
OWN = "lokalt:\n  - {erstatt: varighet, tekst: Vår egen tekst., grunn: Rådet ba om det.}\n"


def make(text: str, name: str = "prøve") -> Answers:
    return collect(name, assemble_text(text)[1])


def compare_texts(first: str, second: str) -> Comparison:
    return compare(make(first), make(second))


def compare_names(first: str, second: str) -> Comparison:
    return compare(collect(first, read(first)), collect(second, read(second)))


def tell(comparison: Comparison) -> list[str]:
    """The rows that differ, as short sentences."""
    told = []
    for row in comparison.rows:
        if row.differs:
            changes = [
                f"{c.first or '–'} / {c.second or '–'}" for c in row.changes if c.kind != "equal"
            ]
            told.append(
                f"{row.kind} {row.question.clause or 'om'}.{row.question.name}: {'; '.join(changes)}"
            )
    return told  # fmt: skip


def test_an_agreement_does_not_differ_from_itself():
    for name in MUNICIPALITIES:
        comparison = compare_names(name, name)
        assert not comparison.differs
        assert {row.kind for row in comparison.rows} <= {"equal", "neither"}


@pytest.mark.parametrize(
    ("right", "other", "told"),
    [
        ("{minst: 2}", "{minst: 3}", "different politirådets_møter.møter: minst to ganger i året / minst tre ganger i året"),
        ("{minst: 2}", "{antall: 2}", "different politirådets_møter.møter: minst to ganger i året / to ganger i året"),
        ("rolle: ordfører", "rolle: borgermester", "different politirådets_medlemmer.medlemmer: Ordfører / –; – / Borgermester"),
        ("    - {rolle: politis", "    - {rolle: politikontakt, part: politi}\n    - {rolle: politis", "different politirådets_medlemmer.medlemmer: – / Politikontakt"),
        ("  saksliste_uker: 1\n", "", "first politirådets_møter.saksliste_uker: 1 / –"),
        ("  saksliste_uker: 1\n", "  saksliste_uker: 1\n  kort_varsel: ja\n", "different politirådets_møter.kort_varsel: nei / ja"),
        ("{fra: 2027, til: 2030}", "{fra: 2027, til: 2031}", "different om.periode: 2027–2030 / 2027–2031"),
        ("varighet: ja", "varighet: ja\noverskrifter: {varighet: Gyldighet}", "different varighet.overskrift: Varighet / Gyldighet"),
        ("tilstand: utkast", "tilstand: vedtatt", "different om.status: utkast / vedtatt"),
        ("Eksempel kommune", "Andre kommune", "different om.kommune 1: Eksempel kommune\nOrdfører / Andre kommune\nOrdfører"),
        ("varighet: ja\n", "varighet: ja\n" + OWN, ["second varighet.erstatt: – / Vår egen tekst.", "second varighet.erstatt grunn: – / Rådet ba om det."]),
    ],
)  # fmt: skip
def test_what_was_changed_is_what_is_told(right, other, told):
    assert SMALLEST.count(right) == 1
    expected = told if isinstance(told, list) else [told]
    assert tell(compare_texts(SMALLEST, SMALLEST.replace(right, other))) == expected


def test_a_swapped_order_is_no_difference_where_order_says_nothing():
    text = SMALLEST.replace(
        "[følge_opp_beslutninger, enighet]", "[enighet, følge_opp_beslutninger]"
    )
    comparison = compare_texts(SMALLEST, text)
    assert not comparison.differs
    (row,) = [row for row in comparison.choices if row.nuance]
    assert row.nuance == "order"
    assert (row.kind, row.question.name) == ("equal", "begge")


def test_defaults_are_told_apart_from_what_was_chosen():
    text = SMALLEST.replace("  saksliste_uker: 1\n", "  saksliste_uker: 1\n  kort_varsel: nei\n")
    (row,) = [r for r in compare_texts(SMALLEST, text).choices if r.question.name == "kort_varsel"]
    assert row.kind == "equal"
    assert (row.first.made, row.second.made) == (False, True)
    assert not compare_texts(SMALLEST, text).differs


def test_what_neither_chose_is_a_class_of_its_own():
    comparison = compare_texts(SMALLEST, SMALLEST)
    neither = {row.question.name for row in comparison.choices if row.kind == "neither"}
    assert {"kort_varsel", "sekretær"} <= neither
    assert not {"møter", "rolle"} & neither


def test_a_clause_that_one_has_alone_has_its_choices_there():
    text = SMALLEST.replace("varighet: ja\n", "varighet: {varighet_år: 3}\n")
    comparison = compare_texts(SMALLEST.replace("varighet: ja\n", ""), text)
    assert [clause.id for clause in comparison.list_clauses("second")] == ["varighet"]
    assert comparison.differs
    kinds = {
        row.question.name: row.kind
        for row in comparison.choices
        if row.question.clause == "varighet"
    }
    assert kinds["varighet_år"] == "second"
    assert kinds["revideres"] == "neither"


def test_where_own_words_replace_a_clause_its_choices_are_in_the_other_only():
    text = SMALLEST.replace("varighet: ja\n", "varighet: {varighet_år: 3}\n")
    comparison = compare_texts(SMALLEST + OWN, text)
    kinds = {
        row.question.name: row.kind for row in comparison.rows if row.question.clause == "varighet"
    }
    assert kinds["erstatt"] == "first"
    assert kinds["varighet_år"] == "second"


def test_each_kind_of_own_words_is_a_row_with_its_reason():
    text = SMALLEST + (
        "lokalt:\n"
        "  - {tillegg: varighet, tekst: Mer., grunn: A}\n"
        "  - {tillegg: varighet, tekst: Enda mer., grunn: B}\n"
        "  - {ny: ungdomsråd, overskrift: Ungdomsrådet, etter: formål, tekst: Vi spør., grunn: C}\n"
    )
    comparison = compare_texts(text, SMALLEST)
    assert [(row.question.clause, row.question.name, row.kind, row.first.say()) for row in comparison.words] == [
        ("varighet", "tillegg", "first", "Mer."),
        ("varighet", "tillegg grunn", "first", "A"),
        ("varighet", "tillegg 2", "first", "Enda mer."),
        ("varighet", "tillegg 2 grunn", "first", "B"),
        ("ungdomsråd", "ny", "first", "Vi spør."),
        ("ungdomsråd", "ny overskrift", "first", "Ungdomsrådet"),
        ("ungdomsråd", "ny grunn", "first", "C"),
    ]  # fmt: skip
    assert "ungdomsråd" not in [clause.id for clause in comparison.clauses], "it is told already"


def test_clauses_in_another_order_have_moved():
    names = "bakgrunn, formål, politirådet, forpliktelser, taushetsplikt, varighet"
    base = SMALLEST.replace("varighet: ja", "varighet: ja\ntaushetsplikt: {overholdes_av_alle: ja}")
    text = f"{base}rekkefølge: [{names.replace('bakgrunn, formål', 'formål, bakgrunn')}]\n"
    comparison = compare_texts(base, text)
    assert comparison.moved == ("bakgrunn", "formål")
    assert comparison.differs


def test_answers_know_where_they_stand():
    given = make(SMALLEST).given
    places = {
        q.name: answer.place for q, answer in given.items() if q.clause == "politirådets_møter"
    }
    assert places["møter"] == Location("kommuner/prøve.yaml", 21, 10)
    assert make(SMALLEST).title == "Eksempel"


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_every_choice_of_both_is_in_exactly_one_class(first, second):
    comparison = compare_names(first, second)
    questions = [row.question for row in comparison.rows]
    assert len(questions) == len(set(questions))
    assert set(questions) == {*comparison.first.given, *comparison.second.given}
    kinds = ("equal", "different", "first", "second", "neither")
    assert sum(comparison.count_choices(kind) for kind in kinds) == len(comparison.choices)
    for row in comparison.rows:
        sides = [answer is not None and answer.is_given for answer in (row.first, row.second)]
        possible = {
            "equal": [[True, True]], "different": [[True, True]], "first": [[True, False]],
            "second": [[False, True]],
        }  # fmt: skip
        assert row.kind == "neither" or sides in possible[row.kind]
        made = [a is not None and a.made and a.is_given for a in (row.first, row.second)]
        assert any(made) or row.kind in {"neither", "different", "first", "second"}


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_other_way_round_gives_the_same_rows_exchanged(first, second):
    def list_rows(comparison: Comparison, mirror: dict[str, str]) -> set:
        return {
            (row.question, mirror.get(row.kind, row.kind), row.nuance)
            for row in comparison.rows
        } | {(clause.id, mirror.get(clause.presence, clause.presence), clause.id in comparison.moved)
             for clause in comparison.clauses}  # fmt: skip

    there, back = compare_names(first, second), compare_names(second, first)
    assert list_rows(there, {}) == list_rows(back, MIRROR)


def test_a_comparison_of_one_clause_has_nothing_else():
    limited = compare_names("tromso", "stjordal").limit("slt")
    assert {row.question.clause for row in limited.rows} == {"slt"}
    assert limited.facts == ()


def test_names_of_both_are_merged_in_order():
    assert merge_names(["a", "b"], ["a", "x", "b", "y"]) == ["a", "x", "b", "y"]
    assert merge_names(["a", "b"], ["b", "a"]) == ["a", "b"]
    assert merge_names([], ["a"]) == ["a"]
