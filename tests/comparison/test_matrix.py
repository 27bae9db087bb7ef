import pytest

from avtalegen.comparison.answers import Answers, collect
from avtalegen.comparison.matrix import HAS, Matrix, MatrixRow, make_matrix
from tests.support import MUNICIPALITIES, SMALLEST, assemble_text, read

FIVE = [collect(name, read(name)) for name in MUNICIPALITIES]


def make(**texts: str) -> Matrix:
    return make_matrix([collect(name, assemble_text(text)[1]) for name, text in texts.items()])


def find_row(matrix: Matrix, clause: str, name: str) -> MatrixRow:
    (row,) = [r for r in matrix.rows if (r.question.clause, r.question.name) == (clause, name)]
    return row


def tell(matrix: Matrix, row: MatrixRow) -> list[str]:
    return [
        f"{group.said or '–'}: {' '.join(matrix.sides[at].name for at in group.members)}"
        for group in row.groups
    ]


TWICE, THRICE = SMALLEST, SMALLEST.replace("{minst: 2}", "{minst: 3}")
SHORT = SMALLEST.replace("  saksliste_uker: 1\n", "  saksliste_uker: 1\n  kort_varsel: ja\n")


def test_what_most_chose_comes_first_and_who_departs_after_it():
    matrix = make(a=TWICE, b=THRICE, c=TWICE)
    row = find_row(matrix, "politirådets_møter", "møter")
    assert tell(matrix, row) == ["minst to ganger i året: a c", "minst tre ganger i året: b"]
    assert row.common is row.groups[0]
    assert row.departures == 1
    assert row.find_group(1) is row.groups[1]


def test_without_a_majority_there_is_no_common_ground():
    two = make(a=TWICE, b=TWICE, c=THRICE, d=THRICE)
    assert find_row(two, "politirådets_møter", "møter").common is None
    each = make(a=TWICE, b=THRICE, c=SMALLEST.replace("{minst: 2}", "{minst: 4}"))
    row = find_row(each, "politirådets_møter", "møter")
    assert (row.common, row.departures) == (None, 3)


def test_defaults_are_counted_apart():
    matrix = make(a=SHORT, b=TWICE, c=SHORT.replace("kort_varsel: ja", "kort_varsel: nei"))
    row = find_row(matrix, "politirådets_møter", "kort_varsel")
    assert [(group.said, group.members, group.defaults) for group in row.groups] == [
        ("nei", (1, 2), 1), ("ja", (0,), 0),
    ]  # fmt: skip


def test_who_is_without_a_clause_departs_once_and_not_in_each_of_its_choices():
    lacking = SMALLEST.replace("varighet: ja\n", "")
    long = SMALLEST.replace("varighet: ja", "varighet: {varighet_år: 3}")
    matrix = make(a=long, b=long, c=lacking)
    assert find_row(matrix, "varighet", "").groups[0].said == "ja"
    row = find_row(matrix, "varighet", "varighet_år")
    assert (row.without, row.departures) == ((2,), 0)
    assert row.find_group(2) is None
    assert [standing.departures for standing in matrix.standings] == [0, 0, 1]
    assert (matrix.standings[2].apart, matrix.standings[2].together) == (2, 19)


def test_rows_with_the_fewest_departures_come_first():
    rows = make_matrix(FIVE).list_rows("politirådets_møter")
    order = [(row.common is None, row.departures) for row in rows]
    assert order == sorted(order)
    assert order[0] < order[-1]


def test_agreements_that_chose_the_same_are_one_column_whoever_they_are():
    other = TWICE.replace("Eksempel kommune", "Andre kommune")
    assert make(a=TWICE, b=other, c=THRICE).columns == ((0, 1), (2,))


def test_the_nearest_are_those_who_differ_in_the_fewest_choices():
    both = SHORT.replace("{minst: 2}", "{minst: 3}")
    matrix = make(a=TWICE, b=TWICE, c=SHORT, d=both)
    near = {s.member: (s.nearest, s.apart, s.departures) for s in matrix.standings}
    assert near[0] == ((1,), 0, 0)
    assert near[2] == ((0, 1, 3), 1, 0), "there is no common ground in it"
    assert near[3] == ((2,), 1, 1)


def test_a_list_has_a_row_for_each_item_that_not_all_have():
    more = SMALLEST.replace("[samhandling]", "[samhandling, forplikte]")
    matrix = make(a=SMALLEST, b=more, c=more)
    (row,) = [r for r in matrix.rows if r.question.name == "oppgaver"]
    (item,) = matrix.items[row.question]
    assert str(item.title).startswith("Inngå avtale")
    assert tell(matrix, item) == [f"{HAS}: b c", "–: a"]


def test_an_item_with_other_words_beside_its_name_is_the_same_item():
    seat = "{rolle: ordfører, part: kommune}"
    deputy = seat.replace("}", ", stedfortreder: varaordfører}")
    matrix = make(a=SMALLEST, b=SMALLEST, c=SMALLEST.replace(seat, deputy))
    (row,) = [r for r in matrix.rows if r.question.name == "medlemmer"]
    (item,) = matrix.items[row.question]
    assert tell(matrix, item) == [f"{HAS}: a b", "Ordfører (varaordfører): c"]


def test_own_words_are_a_row():
    own = SMALLEST + "lokalt:\n  - {tillegg: varighet, tekst: Mer., grunn: G}\n"
    matrix = make(a=SMALLEST, b=own, c=SMALLEST)
    row = find_row(matrix, "varighet", "tillegg")
    assert tell(matrix, row) == ["–: a c", "Mer.: b"]


def test_what_nobody_says_has_no_row():
    names = {row.question.name for row in make(a=TWICE, b=TWICE, c=TWICE).rows}
    assert "sekretær" not in names
    assert "tittel" not in names


@pytest.mark.parametrize("clause", ["", "slt"])
def test_each_agreement_is_once_in_each_row(clause):
    matrix = make_matrix(FIVE, clause)
    assert {row.question.clause for row in matrix.rows} == {"slt"} or not clause
    for row in (*matrix.rows, *(item for items in matrix.items.values() for item in items)):
        members = [at for group in row.groups for at in group.members]
        assert sorted([*members, *row.without]) == [0, 1, 2, 3, 4]
        assert 0 <= row.departures <= 5


def test_the_order_of_the_agreements_changes_no_group():
    def list_groups(sides: list[Answers]) -> set:
        matrix = make_matrix(sides)
        names = [side.name for side in sides]
        return {
            (row.question, group.said, frozenset(names[at] for at in group.members))
            for row in matrix.rows
            for group in row.groups
            if row.question.kind == "choice"
        }

    assert {(q, g) for q, _said, g in list_groups(FIVE)} == {
        (q, g) for q, _said, g in list_groups(FIVE[::-1])
    }


def test_the_order_of_a_list_is_a_row_where_it_counts():
    slt = "slt: {omtale: [hva_slt_er], nivåer: [{navn: øverst}, {navn: nederst}]}\n"
    first, turned = (
        SMALLEST + slt,
        SMALLEST
        + slt.replace("{navn: øverst}, {navn: nederst}", "{navn: nederst}, {navn: øverst}"),
    )
    matrix = make(a=first, b=first, c=turned)
    (row,) = [r for r in matrix.rows if r.question.name == "nivåer"]
    (order,) = matrix.items[row.question]
    assert str(order.title) == "the order"
    assert tell(matrix, order) == ["øverst\nnederst: a b", "nederst\nøverst: c"]


def test_a_member_of_another_party_is_another_item():
    moved = SMALLEST.replace(
        "{rolle: politistasjonssjef, part: politi}", "{rolle: politistasjonssjef, part: annen}"
    )
    matrix = make(a=SMALLEST, b=SMALLEST, c=moved)
    (row,) = [r for r in matrix.rows if r.question.name == "medlemmer"]
    assert {str(item.title) for item in matrix.items[row.question]} == {
        "politistasjonssjef (politi)", "politistasjonssjef (annen)",
    }  # fmt: skip


def test_who_shares_few_clauses_is_not_near():
    """Of what either says, the share that differs counts, so that silence makes nobody alike."""
    matrix = make_matrix(FIVE)
    names = [side.name for side in matrix.sides]
    nearest = {names[s.member]: [names[at] for at in s.nearest] for s in matrix.standings}
    assert nearest["tromso"] == ["stjordal"]
    assert nearest["stjordal"] == ["tromso"]


def test_own_words_are_a_departure():
    own = SMALLEST + "lokalt:\n  - {tillegg: varighet, tekst: Mer., grunn: G}\n"
    matrix = make(a=SMALLEST, b=SMALLEST, c=own)
    assert [standing.departures for standing in matrix.standings] == [0, 0, 1]
    assert matrix.columns == ((0, 1), (2,))
