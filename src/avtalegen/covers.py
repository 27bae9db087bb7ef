"""What stands on the cover of an agreement, and who signs it: all that is no clause.

Takes a Reading; gives the title, the lines below it and the signatures, with the paths of their
values. It must never know a clause, nor how a cover looks.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtalegen import language as words
from avtalegen.agreements import Reading
from avtalegen.document import Inline, Path, Signature, Text, Value

Line = tuple[Inline, ...]


def find_title(reading: Reading) -> str:
    """The title of the agreement: its own, or that of its kind."""
    agreement = reading.agreement
    return agreement.tittel or reading.template.tittel.say(agreement.målform)


def find_subtitle(reading: Reading) -> str:
    """The line below the title: the agreement's own, or that of its kind; "" for none."""
    agreement, shared = reading.agreement, reading.template.undertittel
    return agreement.undertittel or (shared.say(agreement.målform) if shared else "")


def make_front(reading: Reading) -> tuple[Line, ...]:
    """The lines below the titles: the parties, the period, and how far the agreement has come."""
    return (_say_parties(reading), *_say_period(reading), *_say_adoption(reading))


def list_signatures(reading: Reading) -> tuple[Signature, ...]:
    """A signature for each who signs, party by party."""
    status = reading.agreement.status
    parts = [status.sted or "", words.say_date(status.dato) if status.dato else ""]
    signed = ", ".join(part for part in parts if part)
    return tuple(
        Signature(
            party=party.navn,
            title=signatory.tittel,
            name=signatory.navn or "",
            unit=signatory.enhet or "",
            place_and_date=signed,
        )
        for party in reading.agreement.parter
        for signatory in party.signatories
    )


def _say_parties(reading: Reading) -> Line:
    said = words.WORDS[reading.agreement.målform]
    content: list[Inline] = [Text(said["between"] + " ")]
    parties = reading.agreement.parter
    for position, party in enumerate(parties):
        if position:
            last = position == len(parties) - 1
            content.append(Text(f" {said['and']} " if last else ", "))
        content.append(Value(party.navn, ("parter", position, "navn")))
    return tuple(content)


def _say_period(reading: Reading) -> Iterator[Line]:
    language, period = reading.agreement.målform, reading.agreement.periode
    if period:
        said = Value(words.say_validity(period, language), ("periode",))
        yield (Text(f"{words.WORDS[language]['holds']} "), said)


def _say_adoption(reading: Reading) -> Iterator[Line]:
    """By whom the agreement was adopted, and when it was signed."""
    agreement = reading.agreement
    said = words.WORDS[agreement.målform]
    for position, party in enumerate(agreement.parter):
        if party.vedtak and agreement.status.tilstand != "utkast":
            path: Path = ("parter", position, "vedtak")
            line: list[Inline] = [
                Text(f"{said['adopted']} "), Value(party.vedtak.organ, (*path, "organ")),
                Text(f" {said['in']} "), Value(party.navn, ("parter", position, "navn")),
            ]  # fmt: skip
            if party.vedtak.dato:
                line += [Text(" "), Value(words.say_date(party.vedtak.dato), (*path, "dato"))]
            if party.vedtak.saksnummer:
                number = Value(party.vedtak.saksnummer, (*path, "saksnummer"))
                line += [Text(f" ({said['case']} "), number, Text(")")]
            yield tuple(line)
    if agreement.status.dato:
        day = Value(words.say_date(agreement.status.dato), ("status", "dato"))
        if agreement.status.sted:
            # A colon, since some places are signed i and others på.
            place = Value(agreement.status.sted, ("status", "sted"))
            yield (Text(f"{said['signed']}: "), place, Text(", "), day)
        else:
            yield (Text(f"{said['signed']} "), day)
