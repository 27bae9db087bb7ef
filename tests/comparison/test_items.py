"""How a person would say that two values differ; matching.py and essences.py are tested here too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalegen.choices import Choice, build_model
from avtalegen.comparison.essences import find_essence, unify
from avtalegen.comparison.items import Sides, compare_values, name_items
from avtalegen.comparison.matching import merge

NB = Sides("nb", "nb")
SEAT = {"type": "liste", "av": "plass"}
AREAS = {
    "type": "liste",
    "av": {
        "type": "objekt",
        "felt": {
            "tittel": {"type": "tekst", "hjelp": "H."},
            "tekst": {"type": "tekst", "hjelp": "H.", "valgfri": "ja"},
            "hos": {"type": "liste", "av": "tekst", "hjelp": "H.", "valgfri": "ja"},
            "mest": {"type": "ja_nei", "hjelp": "H."},
        },
    },
}


def declare(declared: dict) -> Choice:
    return Choice.model_validate({"hjelp": "H.", **declared})


def make(choice: Choice, written: object):
    return build_model("prøve", {"valg": choice}).model_validate({"valg": written}).valg


def compare(declared: dict, first: object, second: object) -> list[str]:
    """The changes that are no equality, as short sentences."""
    choice = declare(declared)
    one, other = make(choice, first), make(choice, second)
    changes = compare_values(one, other, choice, NB)
    equal = find_essence(one, choice) == find_essence(other, choice)
    assert equal == all(change.kind == "equal" for change in changes)
    back = compare_values(other, one, choice, NB)
    mirror = {"first": "second", "second": "first"}
    assert sorted(
        (mirror.get(c.kind, c.kind), c.second or "", c.first or "") for c in back
    ) == sorted((c.kind, c.first or "", c.second or "") for c in changes)
    return [
        f"{c.kind} {c.label + ': ' if c.label else ''}{c.first or '–'} / {c.second or '–'}"
        + (f" {c.places}" if c.places else "")
        for c in changes
        if c.kind != "equal"
    ]  # fmt: skip


def seat(role: str, part: str = "kommune", **more: object) -> dict:
    return {"rolle": role, "part": part, **more}


MAYOR, CHIEF = seat("ordfører"), seat("politistasjonssjef", "politi")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ([MAYOR, CHIEF], [MAYOR, CHIEF], []),
        # The order of members says nothing.
        ([MAYOR, CHIEF], [CHIEF, MAYOR], []),
        ([MAYOR], [MAYOR, CHIEF], ["second – / Politistasjonssjef"]),
        ([MAYOR], [seat("ordfører", stedfortreder="varaordfører")], ["different Ordfører / Ordfører (varaordfører)"]),
        # A role with another name is another role, unless all that is known of it is the same.
        ([MAYOR, seat("rådmann")], [MAYOR, seat("kommunedirektør")], ["first Rådmann / –", "second – / Kommunedirektør"]),
        ([seat("rådmann", person="Kari")], [seat("kommunedirektør", person="Kari")], ["different Rådmann (Kari) / Kommunedirektør (Kari)"]),
        ([seat("representanter", antall=3)], [seat("representanter", antall=4)], ["different Tre representanter / Fire representanter"]),
        # The same role for another party has changed sides, if nobody else has the role.
        ([seat("leder", "politi")], [seat("leder", "annen")], ["different Leder (politi) / Leder (annen)"]),
        ([seat("SLT-koordinator")], [seat("SLT koordinator")], ["different SLT-koordinator / SLT koordinator"]),
        # Two with the same role are matched in order.
        ([seat("leder", person="A"), seat("leder", person="B")], [seat("leder", person="B"), seat("leder", person="C")], ["different Leder (A) / Leder (C)"]),
    ],
)  # fmt: skip
def test_members_are_matched_by_their_role(first, second, told):
    assert compare(SEAT, [*map(_texts, first)], [*map(_texts, second)]) == told


def _texts(given: dict) -> dict:
    return {key: str(value) if isinstance(value, int) else value for key, value in given.items()}


def area(title: str, text: str = "", **more: object) -> dict:
    return {"tittel": title, **({"tekst": text} if text else {}), **more}


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ([area("Rus"), area("Vold")], [area("Vold"), area("Rus")], []),
        ([area("Rus", "Vi forebygger.")], [area("Rus", "Vi stopper det.")], ["different Rus › Tekst: Vi forebygger. / Vi stopper det."]),
        ([area("Rus", hos=["a", "b"])], [area("Rus", hos=["b", "c"])], ["first Rus › Hos: a / –", "second Rus › Hos: – / c"]),
        ([area("Rus", mest="ja")], [area("Rus")], ["different Rus › Mest: ja / nei"]),
        ([area("Rus"), area("Vold", "Vi hjelper.")], [area("Rus")], ["first Vold\nTekst: Vi hjelper. / –"]),
        # Renamed, with all else the same: a person would say so.
        ([area("Rus", "Vi forebygger rusbruk.")], [area("Rusmidler", "Vi forebygger rusbruk.")], ["different Rus / Rusmidler"]),
    ],
)  # fmt: skip
def test_areas_are_matched_by_their_title_and_compared_field_by_field(first, second, told):
    assert compare(AREAS, first, second) == told


def test_what_has_moved_is_told_where_order_matters():
    ordered = {**AREAS, "ordnet": "ja"}
    first, second = (
        [area("Rus"), area("Vold"), area("Nett")],
        [area("Nett"), area("Rus"), area("Vold")],
    )
    assert compare(ordered, first, second) == ["moved Nett / Nett (3, 1)"]
    changed = [area("Nett", "Vi er der."), area("Rus"), area("Vold")]
    assert compare(ordered, first, changed) == [
        "moved Nett: Nett / Nett\nTekst: Vi er der. (3, 1)",
        "second Nett › Tekst: – / Vi er der.",
    ]
    texts = {"type": "liste", "av": "tekst", "ordnet": "ja"}
    assert compare(texts, ["a", "b"], ["b", "a"])[0].startswith("moved")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (
            ["næringslivet", "skoler"],
            ["næringsliv", "skoler"],
            ["different næringslivet / næringsliv"],
        ),
        (["Troms"], ["Rana"], ["first Troms / –", "second – / Rana"]),
        (["a", "b"], ["b", "a"], []),
        (["Skoler"], ["skoler"], ["different Skoler / skoler"]),
    ],
)
def test_texts_are_the_same_if_they_are_spelt_almost_alike(first, second, told):
    assert compare({"type": "liste", "av": "tekst"}, first, second) == told


def test_opening_hours_are_told_by_weekday():
    declared = {"type": "liste", "av": "åpningstid"}
    week = {"dager": "mandag–fredag", "fra": "08.00", "til": "15.00"}
    late = {"dager": "torsdag", "fra": "08.00", "til": "18.00"}
    short = {**week, "dager": "mandag–onsdag, fredag"}
    told = compare(declared, [week], [short, late])
    assert [text.replace("\xa0", " ") for text in told] == [
        "different torsdag: kl. 08.00–15.00 / kl. 08.00–18.00"
    ]


def test_objects_are_compared_field_by_field():
    fields = {
        "andel": {"type": "heltall", "hjelp": "H."},
        "sekunder": {"type": "heltall", "hjelp": "H."},
    }
    told = compare(
        {"type": "objekt", "felt": fields},
        {"andel": "95", "sekunder": "20"},
        {"andel": "95", "sekunder": "30"},
    )
    assert told == ["different Sekunder: 20 / 30"]


def test_numbers_are_what_they_are_however_alike():
    assert compare({"type": "liste", "av": "telefon"}, ["22345678"], ["22345679"]) == [
        "first 22\xa034\xa056\xa078 / –", "second – / 22\xa034\xa056\xa079",
    ]  # fmt: skip


items = st.lists(
    st.sampled_from(["rus", "ruS", "vold", "skole", "skoler", "nett", "nettet"]),
    max_size=5,
    unique=True,
)


@given(items, items, st.booleans())
def test_every_item_is_told_once(first, second, ordered):
    choice = declare(
        {"type": "liste", "av": "tekst", "valgfri": "ja", "ordnet": "ja" if ordered else "nei"}
    )
    compare(
        {"type": "liste", "av": "tekst", "valgfri": "ja", "ordnet": "ja" if ordered else "nei"},
        first,
        second,
    )
    changes = compare_values(make(choice, first), make(choice, second), choice, NB)
    assert sorted(c.first for c in changes if c.first) == sorted(first)
    assert sorted(c.second for c in changes if c.second) == sorted(second)


def test_items_have_names_and_what_is_said_of_them():
    choice = declare(SEAT)
    made = make(choice, [MAYOR, seat("leder", person="A"), seat("leder", person="B")])
    assert name_items(made, choice, "nb") == {
        "ordfører (kommune)": "", "leder (kommune)": "Leder (A)", "leder (kommune) (2)": "Leder (B)",
    }  # fmt: skip
    choice = declare({"type": "liste", "av": "tekst"})
    assert name_items(make(choice, ["a"]), choice, "nb") == {"a": ""}
    assert name_items((), choice, "nb") == {}


def test_two_orders_become_one():
    assert merge(2, 3, [(0, 0), (1, 2)]) == [(0, 0), (None, 1), (1, 2)]
    assert merge(2, 1, [(0, 0)]) == [(0, 0), (1, None)]
    assert merge(2, 2, [(0, 0)]) == [(0, 0), (1, None), (None, 1)]
    assert merge(0, 1, []) == [(None, 0)]


def test_a_choice_that_was_declared_in_another_way_is_still_compared():
    old, new = declare(AREAS), declare({**AREAS, "ordnet": "ja"})
    both = unify(old, new)
    assert both is not None
    assert both.ordnet
    assert unify(old, old) is old
    assert unify(old, declare(SEAT)) is None
    fewer = {key: of for key, of in AREAS["av"]["felt"].items() if key != "mest"}
    assert unify(old, declare({**AREAS, "av": {"type": "objekt", "felt": fewer}})) is None
    names = [{"stor": "Stor"}, {"liten": "Liten"}]
    first, second = (declare({"type": "ett_av", "alternativer": each}) for each in names)
    assert unify(first, second).alternativer == {"stor": "Stor", "liten": "Liten"}
