"""The part of a municipality's file that every agreement has, whatever its clauses.

Field names are the Norwegian words that stand in the YAML. Descriptions and examples are the only
documentation of a field: messages and the reference are made from them.
This module must never know a clause.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Self

from avtalegen.messages import phrase
from avtalegen.problems import quote
from avtalegen.records import Logo, Period, Title, TitleOrWord, join_names
from avtalegen.strict import (
    AfterValidator,
    Field,
    PlainValidator,
    Strict,
    is_taken,
    model_validator,
)
from avtalegen.values import (
    KINDS_OF_PARTY,
    Alternative,
    Date,
    Line,
    OneOf,
    Paragraphs,
    parse_line,
    refuse,
    refuse_alone,
)


def parse_municipality_number(read: object) -> str:
    """The four digits of a municipality's number, such as 0301."""
    if not isinstance(read, str) or not re.fullmatch(r"[0-9]{4}", read):
        raise refuse("value-not-number", read=quote(read))
    return read


def parse_identifier(read: object) -> str:
    """The id of a clause, a choice or an agreement template."""
    text = parse_line(read)
    # The names of pydantic's own methods cannot be those of fields.
    usable = re.fullmatch(r"(?!model_)[a-zæøå][a-zæøå0-9_]{0,39}", text)
    if not usable or is_taken(text):
        raise refuse("value-not-name", read=quote(read))
    return text


Identifier = Annotated[str, PlainValidator(parse_identifier)]
MunicipalityNumber = Annotated[str, PlainValidator(parse_municipality_number)]


class Adoption(Strict):
    """How a party adopted the agreement."""

    organ: Line = Field(description="Organet som vedtok avtalen", examples=["kommunestyret"])
    dato: Date | None = Field(None, description="Datoen for vedtaket", examples=["2024-06-19"])
    saksnummer: Line | None = Field(None, description="Saksnummeret", examples=["PS 45/24"])


class Signatory(Strict):
    """Who signs for a party."""

    tittel: Line = Field(description="Tittelen til den som underskriver", examples=["Ordfører"])
    navn: Line | None = Field(None, description="Navnet, hvis avtalen skal nevne det")
    enhet: Line | None = Field(None, description="Enheten under tittelen")


class Party(Strict):
    """Who signs the agreement."""

    slag: Annotated[Alternative, OneOf(KINDS_OF_PARTY)] = Field(description="Hva slags part det er")
    navn: Line = Field(description="Partens fulle navn", examples=["Rana kommune"])
    kortnavn: Line | None = Field(
        None, description="Navnet uten «kommune» eller «politidistrikt»", examples=["Rana"]
    )
    kommunenummer: MunicipalityNumber | None = Field(
        None, description="Kommunens nummer, fire sifre", examples=["1833"]
    )
    politidistrikt: Line | None = Field(
        None, description="Politidistriktet, når parten er en enhet i det"
    )
    enhet: Line | None = Field(
        None,
        description="Den lokale enheten, når parten er politidistriktet",
        examples=["Varanger politistasjonsdistrikt"],
    )
    vedtak: Adoption | None = Field(None, description="Hvordan parten vedtok avtalen")
    underskrift: Signatory = Field(
        description="Hvem som skriver under", examples=[{"tittel": "Ordfører"}]
    )
    medunderskrivere: tuple[Signatory, ...] = Field(
        (),
        description="Andre som skriver under for parten, etter den første",
        examples=[[{"tittel": "Kommunedirektør"}]],
    )

    logo: Logo | None = Field(
        None,
        description="Logoen på forsiden, når den er en annen enn stilens",
        examples=[{"fil": "logoer/rana.png", "alt": "Kommunevåpenet til Rana"}],
    )

    @property
    def signatories(self) -> tuple[Signatory, ...]:
        """All who sign for the party, in order."""
        return (self.underskrift, *self.medunderskrivere)

    @property
    def short_name(self) -> str:
        """The name without the word that says what the party is."""
        return self.kortnavn or re.sub(
            r" (fylkes)?kommune$| politi(stasjons)?distrikt$", "", self.navn
        )


class Status(Strict):
    """How far the agreement has come."""

    tilstand: Annotated[Alternative, OneOf(("utkast", "vedtatt", "signert"))] = Field(
        description="utkast, vedtatt eller signert", examples=["utkast"]
    )
    sted: Line | None = Field(None, description="Stedet der avtalen ble signert")
    dato: Date | None = Field(None, description="Datoen da avtalen ble signert")

    @model_validator(mode="after")
    def _only_signed_has_a_date(self) -> Self:
        if self.tilstand != "signert" and (self.sted or self.dato):
            raise refuse("signed-without-date")
        return self


# The defaults are not checked, so that no model is made before it is used.
class Titles(Strict):
    """What those are called whom many clauses speak of; the defaults are the titles of today."""

    politileder: TitleOrWord = Field(
        Title.model_construct(ubestemt="politistasjonssjef"),
        description="Lederen av det lokale politiet",
    )
    slt_koordinator: TitleOrWord = Field(
        Title.model_construct(ubestemt="SLT-koordinator"),
        description="Den som samordner SLT-arbeidet",
    )


class LocalWords(Strict):
    """The municipality's own words: in place of a clause, after one, or as a clause of its own."""

    erstatt: Identifier | None = Field(None, description="Klausulen som teksten erstatter")
    tillegg: Identifier | None = Field(None, description="Klausulen som teksten legges til")
    ny: Identifier | None = Field(None, description="Navnet på kommunens egen klausul")
    overskrift: Line | None = Field(None, description="Overskriften på den nye klausulen")
    etter: Identifier | None = Field(None, description="Klausulen som den nye kommer etter")
    tekst: Paragraphs = Field(description="Teksten, i Markdown", examples=["Partene …"])
    grunn: Line = Field(description="Hvorfor kommunen har egne ord her")

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        written = [kind for kind in ("erstatt", "tillegg", "ny") if getattr(self, kind)]
        if len(written) != 1:
            allowed = phrase("erstatt, tillegg and ny")
            raise refuse("value-one-of", allowed=allowed, read=join_names(written))
        if bool(self.ny) != bool(self.overskrift):
            raise refuse_alone("ny", "overskrift")
        if self.etter and not self.ny:
            raise refuse_alone("ny", "etter")
        return self


def check_parties(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties, if a municipality and the police are among them."""
    for kind in ("kommune", "politi"):
        if not any(party.slag == kind for party in parties):
            raise refuse("party-missing", read=kind)
    return parties


class Agreement(Strict):
    """One agreement: the facts that it has whatever its clauses. Clauses are added as fields."""

    mal: Identifier = Field(description="Hva slags avtale det er", examples=["samarbeidsavtale"])
    målform: Annotated[Alternative, OneOf(("nb", "nn"))] = Field(
        Alternative("nb"), description="nb for bokmål, nn for nynorsk"
    )
    tittel: Line | None = Field(None, description="Tittelen, når den er en annen enn malens")
    undertittel: Line | None = Field(
        None,
        description="Linja under tittelen, når den er en annen enn malens",
        examples=["Overordnet avtale"],
    )
    status: Status = Field(
        description="Hvor langt avtalen er kommet", examples=[{"tilstand": "utkast"}]
    )
    parter: Annotated[tuple[Party, ...], AfterValidator(check_parties)] = Field(
        description="De som underskriver avtalen"
    )
    periode: Period | None = Field(None, description="Tiden avtalen gjelder for")
    titler: Titles = Field(
        Titles.model_construct(), description="Titler som avviker fra de vanlige"
    )
    overskrifter: dict[Identifier, Line] = Field({}, description="Egne overskrifter på klausuler")
    rekkefølge: tuple[Identifier, ...] = Field((), description="Egen rekkefølge på klausulene")
    lokalt: tuple[LocalWords, ...] = Field((), description="Kommunens egne ord, med grunn")

    @property
    def dated(self) -> date | None:
        """The date of the agreement itself: when it was signed, else adopted, else begins."""
        adopted = [p.vedtak.dato for p in self.parter if p.vedtak and p.vedtak.dato]
        start = self.periode.fra if self.periode else None
        begins = start.first if start else None
        return self.status.dato or (max(adopted) if adopted else begins)
