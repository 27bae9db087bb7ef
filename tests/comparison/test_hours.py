from avtalegen.choices import Choice, build_model
from avtalegen.comparison.hours import compare_hours, spread_hours

MODEL = build_model(
    "prøve",
    {"tider": Choice.model_validate({"hjelp": "H.", "type": "liste", "av": "åpningstid", "valgfri": "ja"})},
)  # fmt: skip


def make(*rows: dict) -> tuple:
    return MODEL.model_validate({"tider": list(rows)}).tider


def compare(first: tuple, second: tuple) -> list[str]:
    found = compare_hours(first, second, ("nb", "nb"))
    return [
        f"{when}: {one or '–'} / {other or '–'}".replace("\xa0", " ") for when, one, other in found
    ]


def row(days: str, opens: str, closes: str, **more: object) -> dict:
    return {"dager": days, "fra": opens, "til": closes, **more}


def test_each_day_has_its_own_hours_the_earliest_first():
    rows = make(row("mandag–tirsdag", "12.00", "15.00"), row("tirsdag", "08.00", "10.00"))
    said = {
        day: text.replace("\xa0", " ") for (_season, day), text in spread_hours(rows, "nb").items()
    }
    assert said == {0: "kl. 12.00–15.00", 1: "kl. 08.00–10.00, kl. 12.00–15.00"}


def test_days_that_differ_in_the_same_way_stand_together():
    first = make(row("mandag–fredag", "08.15", "15.00"))
    second = make(row("mandag–onsdag", "08.15", "15.00"), row("torsdag–fredag", "08.15", "18.00"))
    assert compare(first, second) == [
        "mandag–onsdag: kl. 08.15–15.00 / kl. 08.15–15.00",
        "torsdag og fredag: kl. 08.15–15.00 / kl. 08.15–18.00",
    ]


def test_weekdays_by_another_name_are_the_same_days():
    first, second = (
        make(row("hverdager", "08.00", "15.00")),
        make(row("mandag–fredag", "08.00", "15.00")),
    )
    assert spread_hours(first, "nb") == spread_hours(second, "nb")


def test_seasons_and_hours_without_days_stand_by_themselves():
    season = {"sesong": {"fra": "15.05.2027", "til": "15.09.2027"}}
    first = make({"fra": "08.00", "til": "15.00"}, row("mandag", "09.00", "12.00", **season))
    second = make(row("mandag", "09.00", "12.00"))
    assert compare(first, second) == [
        ": kl. 08.00–15.00 / –",
        "mandag: – / kl. 09.00–12.00",
        "mandag, 15. mai–15. september 2027: kl. 09.00–12.00 / –",
    ]
