import shutil

import pytest

from avtalegen.differences import Asked, diff
from avtalegen.workspace import Workspace
from tests.support import ROOT, SMALLEST

WORKSPACE = Workspace(ROOT)


def make(folder, **texts: str) -> Workspace:
    (folder / "kommuner").mkdir()
    for name, text in texts.items():
        (folder / "kommuner" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Workspace(folder)


def find_codes(workspace: Workspace, asked: Asked) -> list[str]:
    found = diff(workspace, asked)
    assert found.comparison is found.matrix is None
    assert not found.explained
    return [problem.code for problem in found.listing.problems]


def test_two_are_a_pair_and_more_are_a_matrix():
    pair = diff(WORKSPACE, Asked(("tromso", "harstad")))
    assert pair.comparison is not None
    assert pair.explained
    assert pair.matrix is None
    more = diff(WORKSPACE, Asked(("tromso", "harstad", "rana")))
    assert [side.name for side in more.matrix.sides] == ["tromso", "harstad", "rana"]
    assert len(diff(WORKSPACE, Asked()).matrix.sides) == 5


@pytest.mark.parametrize("asked", ["Troms", "troms politidistrikt", " Troms "])
def test_a_district_has_the_agreements_with_its_police(asked):
    found = diff(WORKSPACE, Asked(district=asked))
    assert [s.name for s in (found.comparison.first, found.comparison.second)] == [
        "harstad",
        "tromso",
    ]


def test_a_municipality_is_with_its_district_where_the_agreement_names_none(tmp_path):
    text = SMALLEST.replace("navn: Eksempel kommune,", "navn: Rana kommune, kommunenummer: 1833,")
    workspace = make(tmp_path, rana=text, rana2=text, annen=SMALLEST)
    found = diff(workspace, Asked(district="Nordland"))
    assert [s.name for s in (found.comparison.first, found.comparison.second)] == ["rana", "rana2"]
    assert len(diff(workspace, Asked(district="Eksempel")).matrix.sides) == 3


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (Asked(("tromso", "harstd")), ["name-unknown"]),
        (Asked(("trmso", "harstd")), ["name-unknown", "name-unknown"]),
        (Asked(district="Tromsø"), ["district-unknown"]),
        (Asked(district="Trøndelag"), ["name-alone"]),
        (Asked(("tromso", "rana"), clause="politikontaken"), ["clause-unknown"]),
        (Asked(("tromso", "rana"), clause="egen_politirådsavtale"), ["clause-in-none"]),
    ],
)
def test_what_cannot_be_compared_is_told(asked, codes):
    assert find_codes(WORKSPACE, asked) == codes


def test_mistakes_in_all_files_are_told_at_once_and_nothing_is_compared(tmp_path):
    wrong = SMALLEST.replace("{minst: 2}", "{minst: to}")
    dangling = SMALLEST + "lokalt:\n  - {tillegg: slt, tekst: Mer., grunn: G}\n"
    workspace = make(tmp_path, a=wrong, b=dangling, c="- a\n")
    assert find_codes(workspace, Asked()) == [
        "value-not-integer",
        "clause-absent",
        "yaml-not-mapping",
    ]


def test_a_reference_that_leads_nowhere_is_told(tmp_path):
    dangling = SMALLEST + "lokalt:\n  - {tillegg: varighet, tekst: 'Se [](#slt).', grunn: G}\n"
    workspace = make(tmp_path, a=dangling, b=SMALLEST)
    assert find_codes(workspace, Asked()) == ["reference-unknown"]


def test_warnings_do_not_stand_in_the_way(tmp_path):
    past = SMALLEST.replace("{fra: 2027, til: 2030}", "{fra: 2020, til: 2021}")
    found = diff(make(tmp_path, a=past, b=past), Asked())
    assert found.listing.problems == ()
    assert not found.differs


def test_an_empty_workspace_has_nothing_to_compare(tmp_path):
    assert find_codes(make(tmp_path), Asked()) == ["name-alone"]
    shutil.rmtree(tmp_path / "kommuner")
    assert find_codes(Workspace(tmp_path), Asked()) == ["file-missing"]


def test_a_comparison_of_one_clause_has_nothing_else():
    found = diff(WORKSPACE, Asked(("tromso", "stjordal"), clause="slt"))
    assert {row.question.clause for row in found.comparison.rows} == {"slt"}
    assert [each.change.ids for each in found.explained] == [("slt", "slt")]
    assert found.explained[0].reasons
    more = diff(WORKSPACE, Asked(clause="slt"))
    assert {row.question.clause for row in more.matrix.rows} == {"slt"}


@pytest.mark.parametrize(
    ("right", "other"),
    [
        ("{minst: 2}", "{minst: 3}"),
        ("tittel: Ordfører", "tittel: Varaordfører"),
        ("varighet: ja", "varighet: ja\ntittel: Avtale"),
        ("varighet: ja\n", ""),
        ("- {rolle: ordfører, part: kommune}\n", "- {rolle: rådmann, part: kommune}\n    - {rolle: ordfører, part: kommune}\n"),
        ("varighet: ja", "varighet: ja\nlokalt:\n  - {tillegg: varighet, tekst: Mer., grunn: G}"),
    ],
)  # fmt: skip
def test_anything_that_is_not_the_same_is_a_difference(tmp_path, right, other):
    workspace = make(tmp_path, a=SMALLEST, b=SMALLEST.replace(right, other), c=SMALLEST)
    assert diff(workspace, Asked(("a", "b"))).differs
    assert not diff(workspace, Asked(("a", "c"))).differs


def test_another_order_that_a_reader_sees_is_a_difference(tmp_path):
    seats = "    - {rolle: ordfører, part: kommune}\n"
    rector = "    - {rolle: rektor, part: kommune}\n"
    first, second = (SMALLEST.replace(seats, each) for each in (seats + rector, rector + seats))
    found = diff(make(tmp_path, a=first, b=second), Asked())
    assert not found.comparison.differs
    assert found.differs


OWN = "lokalt:\n  - {ny: unge, overskrift: Unge, tekst: Vi spør de unge., grunn: A}\n"


@pytest.mark.parametrize(
    ("right", "other", "told"),
    [
        ("overskrift: Unge", "overskrift: Ungdom", ["Unge / Ungdom"]),
        ("grunn: A", "grunn: B", ["A / B"]),
        ("Vi spør de unge.", "Vi lytter.", ["Vi spør de unge. / Vi lytter."]),
    ],
)
def test_all_of_an_own_clause_is_compared(tmp_path, right, other, told):
    workspace = make(tmp_path, a=SMALLEST + OWN, b=SMALLEST + OWN.replace(right, other))
    found = diff(workspace, Asked())
    assert found.differs
    changes = [c for row in found.comparison.words if row.differs for c in row.changes]
    assert [f"{change.first} / {change.second}" for change in changes] == told
    assert all(each.reasons for each in found.explained if each.change.differs)


def test_an_own_clause_in_another_place_has_moved(tmp_path):
    later = OWN.replace("overskrift: Unge", "overskrift: Unge, etter: bakgrunn")
    found = diff(make(tmp_path, a=SMALLEST + OWN, b=SMALLEST + later), Asked())
    assert found.comparison.moved == ("unge",)
    assert found.differs


def test_the_mark_of_a_draft_is_a_word_of_the_document(tmp_path):
    adopted = SMALLEST.replace("tilstand: utkast", "tilstand: vedtatt")
    found = diff(make(tmp_path, a=SMALLEST, b=adopted), Asked())
    (front,) = [each for each in found.explained if each.change.differs]
    assert [str(reason) for reason in front.reasons] == ["Status"]


def test_each_has_one_voice_among_many():
    found = diff(WORKSPACE, Asked(("rana", "rana", "harstad", "tromso")))
    assert [side.name for side in found.matrix.sides] == ["rana", "harstad", "tromso"]
    assert find_codes(WORKSPACE, Asked(("rana", "rana", "rana"))) == ["name-alone"]


def test_an_own_clause_by_another_key_is_the_same_clause(tmp_path):
    renamed = OWN.replace("ny: unge", "ny: ungdom")
    workspace = make(
        tmp_path,
        a=SMALLEST + OWN,
        b=SMALLEST + renamed,
        c=SMALLEST + renamed.replace("Vi spør", "Vi lytter til"),
    )
    same = diff(workspace, Asked(("a", "b")))
    assert not same.differs
    (row,) = [row for row in diff(workspace, Asked(("a", "c"))).comparison.words if row.differs]
    assert (row.kind, row.question.clause) == ("different", "unge")
