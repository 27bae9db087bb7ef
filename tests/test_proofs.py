import pytest

from avtalegen import commands
from avtalegen.clauses import Folder, Library
from avtalegen.combinations import combine
from avtalegen.problems import Location
from avtalegen.proofs import find_factors, list_cases, prove
from avtalegen.workspace import Workspace
from tests.support import WORKSPACE

ASKED = Location("prøve.yaml", 1, 1)
IDS = tuple(WORKSPACE.library.list_clauses())


def read_clause(tmp_path, choices: str, text: str):
    inside = tmp_path / "templates" / "klausuler" / "prøve"
    inside.mkdir(parents=True)
    declared = f"tittel: {{nb: Prøve}}\nbeskrivelse: En prøve.\nvalg:\n{choices}"
    (inside / "klausul.yaml").write_text(declared, encoding="utf-8")
    (inside / "nb.md").write_text(text, encoding="utf-8")
    folder = Folder(tmp_path / "templates", "templates")
    return Library((folder, *WORKSPACE.library.folders)).read_clause("prøve", "nb", ASKED)


def reasons(tmp_path, choices: str, text: str) -> list[str]:
    found = prove(read_clause(tmp_path, choices, text), "nb", ("prøve", "slt"))
    assert {problem.code for problem in found} <= {"clause-broken"}
    return [str(problem.details["reason"]) for problem in found]


@pytest.mark.parametrize("name", IDS)
def test_no_combination_of_choices_breaks_a_shipped_clause(name):
    clause = WORKSPACE.library.read_clause(name, "nb", ASKED)
    assert prove(clause, "nb", IDS) == []


NAME = "  navn: {type: tekst, hjelp: H., valgfri: ja}\n"
FLAGS = "  a: {type: ja_nei, hjelp: H.}\n  b: {type: ja_nei, hjelp: H.}\n"
LIST = "  liste: {type: liste, av: tekst, hjelp: H., valgfri: ja}\n"


@pytest.mark.parametrize(
    ("choices", "text", "reason"),
    [
        (NAME, "Det er {{ valg.navn }}.", "a choice that was left out is printed; guard it with if"),
        (NAME, "Det er {{ valg.navn | genitiv }}.", "a choice that was left out is used; guard it with if"),
        (NAME, "Det er {% if valg.navn %}{{ valg.navn }}{% endif %} her.", 'two spaces after each other in "Det er  her."'),
        (NAME, "Det er {% if valg.navn %}{{ valg.navn }}{% endif %}.", 'a space before a punctuation mark in "Det er ."'),
        (NAME, "Det er ({% if valg.navn %}{{ valg.navn }}{% endif %}).", 'a space inside brackets, or nothing in them in "Det er ()."'),
        (NAME, "Det er, {% if valg.navn %}{{ valg.navn }}{% endif %}.", 'a space before a punctuation mark in "Det er, ."'),
        (NAME, "# Om\n\n{% if valg.navn %}\n{{ valg.navn }}.\n{% endif %}\n", 'nothing below the heading "Om"'),
        (LIST, "Det gjelder:\n\n{% for x in valg.liste %}\n- {{ x }}\n{% endfor %}\n", 'nothing follows "Det gjelder:"'),
        (LIST, "| A |\n|---|\n{% for x in valg.liste %}\n| {{ x }} |\n{% endfor %}\n", "a table without rows"),
        (FLAGS, "Det er{% if valg.a %} slik{% endif %}{% if not valg.b %}.{% endif %}", 'no full stop after "Det er'),
        (FLAGS, "{% if valg.a and valg.b %}> sitat{% else %}Ord.{% endif %}", "an agreement cannot hold a quotation"),
    ],
)  # fmt: skip
def test_a_clause_that_some_combination_breaks_is_told(tmp_path, choices, text, reason):
    found = reasons(tmp_path, choices, text)
    assert any(reason in each for each in found), found


def test_the_combination_is_told_so_that_it_can_be_repeated(tmp_path):
    clause = read_clause(
        tmp_path,
        NAME + FLAGS,
        "Det er {% if valg.a and not valg.b %}{{ valg.navn }}{% endif %}her.",
    )
    problem = next(p for p in prove(clause, "nb", ("prøve",)) if "left out" in str(p.message))
    assert problem.details["choices"] == "{a: ja, b: nei}"
    assert problem.location.file == "templates/klausuler/prøve/nb.md"


def test_other_clauses_and_several_municipalities_are_tried(tmp_path):
    text = '{% if "slt" in klausuler %}Om SLT .{% endif %}Ord{% if kommunen == "kommunene" %}  to{% endif %}.'
    found = reasons(tmp_path, FLAGS, text + "{% if valg.a or valg.b %}{% endif %}")
    assert {each.split(" in ")[0] for each in found} == {
        "a space before a punctuation mark", "two spaces after each other"
    }  # fmt: skip


def test_up_to_2000_combinations_are_all_tried_and_beyond_that_every_pair():
    two = [0, 1]
    assert len(list(combine([two] * 10))) == 1024
    rows = list(combine([two] * 11))
    assert len(rows) < 100
    for first in range(11):
        for second in range(first):
            assert {(row[first], row[second]) for row in rows} == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert rows == list(combine([two] * 11))


def test_what_is_too_much_for_pairs_is_tried_option_by_option():
    many = list(combine([list(range(300))] + [[0, 1]] * 20))
    assert len(many) < 200
    wide = list(combine([[0, 1]] * 100))
    assert len(wide) == 2 + 2 * 200
    assert all({row[at] for row in wide} == {0, 1} for at in range(100))
    # 26 choices of 26 have more pairs than can be tried, but every option is.
    square = list(combine([list(range(26))] * 26))
    assert len(square) == 2 + 2 * 26 * 26
    assert all({row[at] for row in square} == set(range(26)) for at in range(26))
    # So have 300 of 100, and then not every option is tried.
    assert len(list(combine([list(range(100))] * 300))) == 2 + 2 * 300 * 3


@pytest.mark.parametrize(
    "text",
    [
        "(Avtalen gjelder.)", "Partene sier: «Vi samarbeider.»", "Politiet\\\nGata 1\\\n9010 Tromsø",
        "Barn, unge m.fl., møtes.", "Skriv til .no-adressen.", "Avtalen gjelder …",
    ],
)  # fmt: skip
def test_what_is_right_is_not_told(tmp_path, text):
    assert reasons(tmp_path, FLAGS, text + "\n\n{% if valg.a or valg.b %}Ord.{% endif %}\n") == []


def test_a_reference_to_no_clause_at_all_is_told(tmp_path):
    text = "Se [](#finnesikke).{% if valg.a or valg.b %} Ord.{% endif %}"
    (reason,) = reasons(tmp_path, FLAGS, text)
    assert "finnesikke" in reason


@pytest.mark.parametrize("name", IDS)
def test_most_cases_are_choices_that_a_municipality_can_make(name):
    clause = WORKSPACE.library.read_clause(name, "nb", ASKED)
    cases = [raw for raw, _, _ in list_cases(clause.declaration.valg, (name,), IDS)]
    made = 0
    for raw in cases:
        try:
            clause.model.model_validate(raw)
        except ValueError:
            continue
        made += 1
    assert made >= len(cases) / 3


def test_every_alternative_and_every_optional_choice_varies():
    clause = WORKSPACE.library.read_clause("bakgrunn", "nb", ASKED)
    factors = {factor.path: len(factor.options) for factor in find_factors(clause.declaration.valg)}
    assert factors["begrunnelser", "kjede_av_tiltak"] == 2
    assert factors["prioritert_funksjon",] == 2
    assert factors["innføring",] == 2
    assert factors["innføring", "passert"] == 2


def test_a_check_proves_the_clauses_of_the_workspace(workspace):
    inside = workspace.root / "templates" / "klausuler" / "prøve"
    inside.mkdir(parents=True)
    (inside / "klausul.yaml").write_text(
        f"tittel: {{nb: Prøve}}\nbeskrivelse: En prøve.\nvalg:\n{NAME}", encoding="utf-8"
    )
    (inside / "nb.md").write_text("Det er {{ valg.navn }}.\n", encoding="utf-8")
    found = commands.check(Workspace(workspace.root))
    assert [problem.code for problem in found.problems] == ["clause-broken", "clause-unlisted"]
    assert commands.check(Workspace(workspace.root), ["eksempel"]).problems == []
