"""Opening hours by weekday: when a place is open on each day, and how two weeks differ.

Takes rows of opening hours, in which one row may stand for several days; it must never know which
place they are those of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from avtalegen import language as words
from avtalegen.comparison.saying import say_hours
from avtalegen.records import OpeningHours, Period
from avtalegen.values import Weekdays

# A season (None for the whole year) and a day from 0 for Monday (None where no day is named).
Day = tuple[Period | None, int | None]


def spread_hours(rows: tuple[OpeningHours, ...], language: str) -> dict[Day, str]:
    """What is said of each day that has opening hours, the earliest first."""
    spread: dict[Day, list[OpeningHours]] = {}
    for row in rows:
        for day in row.dager.days if row.dager else (None,):
            spread.setdefault((row.sesong, day), []).append(row)
    return {day: _say_day(found, language) for day, found in spread.items()}


def _say_day(rows: list[OpeningHours], language: str) -> str:
    def begins(row: OpeningHours) -> tuple[Any, ...]:
        return (row.fra is None, row.fra.hour if row.fra else 0, row.fra.minute if row.fra else 0)

    return ", ".join(say_hours(row, language) for row in sorted(rows, key=begins))


def compare_hours(
    first: tuple[OpeningHours, ...], second: tuple[OpeningHours, ...], languages: tuple[str, str]
) -> Iterator[tuple[str, str | None, str | None]]:
    """What is said of each day in both: days in a row that differ in the same way stand together.

    Gives the days and the season in words, and what each says of them, None for nothing.
    """
    one, other = spread_hours(first, languages[0]), spread_hours(second, languages[1])
    days = dict.fromkeys([*one, *other])
    for season in dict.fromkeys(season for season, _day in days):
        inside = sorted((d for s, d in days if s == season and d is not None))
        runs: list[list[int]] = []
        for day in inside:
            last = runs[-1][-1] if runs else None
            same = last is not None and all(
                side.get((season, last)) == side.get((season, day)) for side in (one, other)
            )
            if same:
                runs[-1].append(day)
            else:
                runs.append([day])
        if (season, None) in days:
            yield (
                _say_when(None, season, languages[0]),
                one.get((season, None)),
                other.get((season, None)),
            )
        for run in runs:
            when = _say_when(tuple(run), season, languages[0])
            yield when, one.get((season, run[0])), other.get((season, run[0]))


def _say_when(days: tuple[int, ...] | None, season: Period | None, language: str) -> str:
    said = words.say_weekdays(Weekdays(days), language) if days else ""
    during = words.say_period(season, language) if season else ""
    return ", ".join(part for part in (said, during) if part)
