"""The filters of clause templates: how a value is said in its sentence.

Each takes a view and gives a view or a Fragment. Their names are Norwegian, like all that stands
in a template; FILTERS is the whole list, and the guide is made from the docstrings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from avtalegen import language as words
from avtalegen.messages import phrase
from avtalegen.quick import dataclass
from avtalegen.records import Contact, Frequency, OpeningHours, Period, Seat
from avtalegen.tokens import Card, Filling
from avtalegen.views import Fragment, Leaf, Record, SayingError, Series

_FROM_EACH = {"nb": "fra hver kommune", "nn": "frå kvar kommune"}
_OPTIONAL = {"nb": "valgfri plass", "nn": "valfri plass"}


def liste(series: Series) -> Fragment:
    """Flere verdier i en setning: a, b og c."""
    return _join(series, "and")


def eller_liste(series: Series) -> Fragment:
    """Flere verdier i en setning: a, b eller c."""
    return _join(series, "or")


def stor(value: Leaf | Series | str) -> Leaf | Series | Fragment:
    """Det samme med stor forbokstav; i en liste gjelder det den første verdien."""
    if isinstance(value, Leaf):
        return value.reword(words.capitalize(value.say()))
    if isinstance(value, Series):
        return Series(value.items, value.path, value.trace, capital=True)
    if not value[:1].isalpha():
        raise SayingError(phrase("a value inside other words cannot be given a capital letter"))
    return Fragment(words.capitalize(value))


def genitiv(value: Leaf) -> Leaf:
    """Et navn i genitiv: Rana kommunes."""
    return value.reword(words.say_genitive(value.say()))


def bestemt(value: Leaf) -> Leaf:
    """En tittel i bestemt form: kommunedirektøren."""
    definite = getattr(value.raw, "bestemt", None)
    return value.reword(definite or words.say_definite(value.say()))


def tallord(value: Leaf) -> Leaf:
    """Et tall med bokstaver til og med tolv: tre."""
    return value.reword(words.spell_number(value.raw, value.trace.language))


def antall(value: Leaf, singular: str, plural: str) -> Leaf:
    """Hvor mange av noe: ett møte, eller tre møter."""
    return value.reword(words.say_count(value.raw, singular, plural, value.trace.language))


def verb(value: Leaf, present: str, infinitive: str) -> Fragment:
    """Verbet foran en frekvens: møtes, eller bør møtes når det bare bør være så."""
    return Fragment(words.say_verb(value.raw, present, infinitive, value.trace.language))


def gyldighet(value: Leaf) -> Leaf:
    """Hvor lenge en periode gjelder: for perioden 2024–2026, fra og med 2024."""
    return value.reword(words.say_validity(value.raw, value.trace.language))


def når(value: Leaf) -> Leaf:
    """Når noe skjer: i 2019, i perioden 2018–2020, fra og med 2024."""
    return value.reword(words.say_when(value.raw, value.trace.language))


def tid(record: Record) -> Fragment:
    """Klokkeslettene i en åpningstid: kl. 08.15–15.00, eller teksten som står der."""
    hours: OpeningHours = record.model  # type: ignore[assignment]  # checked by the linter
    if hours.tekst:
        return _print(record, "tekst")
    return Fragment(f"kl.{words.NBSP}{_print(record, 'fra')}–{_print(record, 'til')}")


def plass(record: Record) -> Fragment:
    """En plass i et organ: Tre representanter fra formannskapet. Enhetene skrives for seg."""
    seat: Seat = record.model  # type: ignore[assignment]  # checked by the linter
    language = record.trace.language
    role = record.get("rolle")
    number = record.get("antall")
    if seat.antall and seat.antall > 1:
        said = f"{_print_capital(tallord(number))} {role.print()}"
    else:
        said = _print_capital(role)
    notes: list[str] = []
    if seat.person:
        notes.append(_print(record, "person"))
    if seat.stedfortreder:
        notes.append(_print(record, "stedfortreder"))
    if record.get("fra_hver"):
        notes.append(_FROM_EACH[language])
    if record.get("valgfri"):
        notes.append(_OPTIONAL[language])
    return Fragment(f"{said} ({'; '.join(notes)})" if notes else said)


def kontakt(record: Record) -> Fragment:
    """En kontakt. I eget avsnitt har hver opplysning sin linje; ellers står de etter hverandre."""
    name, joined = _print_capital(record.get("navn")), _join_details(_list_details(record))
    said = f"**{name}:** {joined}" if joined else f"**{name}**"
    details = ((detail.label, detail.words) for detail in _list_details(record, first=True))
    card = Card(said, name, tuple(details))
    return Fragment(record.trace.keep(Filling("", record.path, card=card)) + said)


def kontaktopplysninger(record: Record) -> Fragment:
    """En kontakt uten navnet: person, adresse, telefon og resten, eller en strek for ingenting."""
    said = _join_details(_list_details(record, first=True))
    # A token has no letter that could become a capital.
    return Fragment(words.capitalize(said) or "–")


def figur(value: Leaf) -> Fragment:
    """Først i hodet til en tabell: tabellen blir en figur med ett nivå for hver rad."""
    return value.trace.keep(Filling(value.say(), value.path, figure=value.trace.language))


@dataclass(frozen=True, slots=True)
class _Detail:
    """A detail of a contact; `named` says that its label is needed in a sentence too."""

    label: str
    words: str
    named: bool = False


def _list_details(record: Record, *, first: bool = False) -> Iterator[_Detail]:
    """What there is to say of a contact; `first` says that a line or a cell begins with it."""
    contact: Contact = record.model  # type: ignore[assignment]  # checked by the linter
    labels = words.CONTACT[record.trace.language]
    if contact.person:
        person = record.get("person")
        rank = person.get("tittel")
        said = [_print_capital(rank) if first else rank.print()] if rank else []
        yield _Detail("", " ".join([*said, person.get("navn").print()]))
    if contact.adresse:
        yield _Detail(labels["adresse"], _print(record, "adresse"))
    if contact.telefon:
        yield _Detail(labels["telefon"], eller_liste(record.get("telefon")), named=True)
    if contact.epost:
        yield _Detail(labels["epost"], _print(record, "epost"), named=True)
    if contact.nettadresse:
        yield _Detail(labels["nettadresse"], _print(record, "nettadresse"), named=True)
    if contact.merknad:
        yield _Detail("", _print(record, "merknad"))


def _join_details(details: Iterable[_Detail]) -> str:
    return ", ".join(f"{d.label.lower()} {d.words}" if d.named else d.words for d in details)


def _print_capital(leaf: Leaf) -> Fragment:
    return leaf.reword(words.capitalize(leaf.say())).print()


def _print(record: Record, name: str) -> Fragment:
    leaf: Leaf = record.get(name)
    return leaf.print()


def _join(series: Series, word: str) -> Fragment:
    tokens = [item.print() for item in series]
    return Fragment(words.join(tokens, series.trace.language, word))


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter, and the types of value that it can say; none means any text.

    `series` says that it also takes a list, and gives a list; `arguments` is how many texts it
    needs in parentheses.
    """

    function: Callable[..., Any]
    accepts: tuple[type, ...] = ()
    series: bool = False
    arguments: int = 0


FILTERS: Mapping[str, Filter] = {
    "liste": Filter(liste, (tuple,)),
    "eller_liste": Filter(eller_liste, (tuple,)),
    "stor": Filter(stor, series=True),
    "genitiv": Filter(genitiv),
    "bestemt": Filter(bestemt),
    "tallord": Filter(tallord, (int,)),
    "antall": Filter(antall, (int,), arguments=2),
    "verb": Filter(verb, (Frequency,), arguments=2),
    "når": Filter(når, (Period,)),
    "gyldighet": Filter(gyldighet, (Period,)),
    "tid": Filter(tid, (OpeningHours,)),
    "plass": Filter(plass, (Seat,)),
    "kontakt": Filter(kontakt, (Contact,)),
    "kontaktopplysninger": Filter(kontaktopplysninger, (Contact,)),
    "figur": Filter(figur),
}
