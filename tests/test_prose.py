from datetime import date

import pytest

from avtalegen import prose
from avtalegen.passages import Passage, Subject
from tests.support import SMALLEST, assemble_text

PERIOD = "periode: {fra: 2027, til: 2030}\n"


def told(words: str, *, period: str = PERIOD, extra: str = "") -> list[str]:
    """The codes and what was read, for an agreement that says the words."""
    local = f"lokalt: [{{tillegg: varighet, grunn: Grunn., tekst: {words!r}}}]\n"
    text = SMALLEST.replace(PERIOD, period) + local + extra
    assembled, reading = assemble_text(text)
    subject = Subject(reading, assembled.document, assembled.read, date(2026, 11, 22))
    return [f"{p.code} {p.details['read']}" for rule in prose.RULES for p in rule(subject)]


def test_the_smallest_agreement_has_the_period_that_these_tests_change():
    assert PERIOD in SMALLEST
    assert told("Partene møtes.") == []


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Planen skal vedtas innen 2025.", "2025"),
        ("Planen skal vedtas innen første halvdel av 2019.", "2019"),
        ("Planen skal vedtas i mars 2025.", "mars 2025"),
        ("Planen skal vedtas 1. mars 2025.", "1. mars 2025"),
        ("Fristen er 31.12.2026.", "31.12.2026"),
        ("Fristen er 2026-12-31.", "2026-12-31"),
        ("Fristen er 1/3-2019.", "1/3-2019"),
        ("Fristen er 30.6.26.", "30.6.26"),
        ("Planen skal vedtas 1. sept. 2025.", "1. sept. 2025"),
        ("Planen skal være klar til jul 2025.", "2025"),
        ("Planen skal være klar uke 12 2025.", "2025"),
    ],
)
def test_a_deadline_before_the_period_is_told(words, read):
    assert told(words) == [f"text-past-date {read}"]


@pytest.mark.parametrize(
    "words",
    [
        "Planen skal vedtas innen 1. mars 2027.",
        "Planen skal vedtas innen 2030.",
        "Fra 1. april 2018 har enheten tre kontorer.",
        "Partene skal følge lov av 4. august 1995.",
        "Det skal gjelde steder med 2000 innbyggere.",
        "Det skal gjelde for opptil 2000 personer.",
        "Det skal skje etter lov 22. juni 2018 nr. 83.",
        "Partene skal følge kommunestyrets vedtak 12.12.2022.",
        "Planen vedtatt i 2022 skal følges opp.",
        "Partene skal legge Ungdata fra 2024 til grunn.",
        "Det skal være klart innen 2026/2027.",
        "Vakta skal være åpen til 2000 hver kveld.",
        "Det skal vedtas i møtet 12.12.2022.",
    ],
)
def test_history_statutes_and_counts_are_no_deadlines(words):
    assert told(words) == []


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Fristen er 31.02.2019.", "31.02.2019"),
        ("Fristen er 00.03.2019.", "00.03.2019"),
        ("Partene møtes 31. februar 2028.", "31. februar 2028"),
        ("Partene møtes 2028-02-30.", "2028-02-30"),
        ("Partene møtes 31/4-2028.", "31/4-2028"),
    ],
)
def test_a_day_that_no_calendar_has_is_told(words, read):
    assert told(words) == [f"text-no-date {read}"]


def test_without_a_period_no_date_is_past():
    assert told("Planen skal vedtas innen 2019.", period="") == []


def test_a_title_that_was_replaced_is_told_when_the_agreement_begins_after_that():
    assert told("Lensmannen møter rådmannen.") == [
        "text-old-title Lensmannen", "text-old-title rådmannen"
    ]  # fmt: skip
    assert told("Lensmannen møter rådmannen.", period="periode: {fra: 2019, til: 2030}\n") == []
    assert told("Lensmannen møter.", period="") == []


def test_the_title_of_a_signatory_is_read_too():
    text = SMALLEST.replace("tittel: Ordfører", "tittel: Rådmann")
    assembled, reading = assemble_text(text)
    subject = Subject(reading, assembled.document, assembled.read, None)
    (problem,) = prose.check_old_titles(subject)
    assert problem.field == "parter[1].underskrift.tittel"


def test_the_titles_of_others_who_sign_are_read_too():
    more = "underskrift: {tittel: Ordfører}, medunderskrivere: [{tittel: A}, {tittel: Rådmann}]"
    text = SMALLEST.replace("underskrift: {tittel: Ordfører}", more)
    assembled, reading = assemble_text(text)
    (problem,) = prose.check_old_titles(Subject(reading, assembled.document, assembled.read, None))
    assert problem.field == "parter[1].medunderskrivere[2].tittel"


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Partene inviterer PST.", ["PST"]),
        ("PPT-tjenesten og PPT deltar.", ["PPT"]),
        ("Politiets sikkerhetstjeneste (PST) deltar. PST møter fast.", []),
        ("PST (Politiets sikkerhetstjeneste) deltar.", []),
        ("PST står for Politiets sikkerhetstjeneste.", []),
        ("Politiets sikkerhetstjeneste (heretter kalt PST) deltar. PST møter.", []),
        ("PST-møter (møter med Politiets sikkerhetstjeneste) holdes.", []),
        ("Se kapittel II og del IV. NAV og OSLO kommune. Oslo.", []),
        ("Firma AS i EØS deltar på IKT.", []),
        ("Se www.SLT.no og post@PST.no.", []),
        ("Se https://a.no/PST/plan.", []),
        ("Dette er IKKE med, og MÅ ALDRI skje.", []),
        ("VIKTIG MELDING TIL ALLE.", []),
        ("Se HR-LOV.", []),
    ],
)
def test_an_abbreviation_that_is_never_spelt_out_is_told_once(words, read):
    assert told(words) == [f"text-abbreviation {short}" for short in read]


def test_streets_and_earlier_titles_are_no_titles():
    assert (
        told(
            "Lensmannsveien 4, Rådmannsplassen, Lensmannsbakken og Lensmannsgården. Det het tidligere rådmannen."
        )
        == []
    )


def test_a_word_that_stands_out_before_a_name_ends_no_sentence():
    assert told("Kontakt **politikontakt** Anita Hermandsen ved spørsmål.") == []


def test_an_annex_of_another_document_is_not_sought_here():
    assert told("Se vedlegg 1 til politiregisterforskriften.") == []
    assert told("Se forskriftens vedlegg 1.") == []
    assert told("Partene har 3 vedlegg. Vedlegg 2 er med.") == ["text-annex-missing Vedlegg 2"]


def test_an_annex_that_is_not_there_is_told():
    assert told("Se vedlegg 1.") == ["text-annex-missing vedlegg 1"]
    assert told("Se vedlegg.") == []
    assert told("Se vedlegg nr. 2.") == ["text-annex-missing vedlegg nr. 2"]
    assert told("Se vedleggene 1, 2 og 3.") == ["text-annex-missing vedleggene 1, 2 og 3"]


def test_a_value_that_does_not_end_before_the_next_sentence_is_told():
    work = "kommunens_bidrag: {{bidrag: [{{tittel: Rus, innhold: {}, leder: rektor}}]}}\n"
    assert told("Ord.", extra=work.format("Partene samarbeider.")) == []
    assert told("Ord.", extra=work.format("Partene samarbeider")) == [
        "text-no-full-stop Partene samarbeider"
    ]


def test_words_of_a_clause_are_placed_at_its_key():
    assembled, reading = assemble_text(SMALLEST)
    subject = Subject(reading, assembled.document, assembled.read, None)
    passage = Passage("formål", "Noe.")
    problem = subject.tell("text-abbreviation", passage, 0, 3)
    assert problem.location == reading.tree.locate_key(("formål",))
    assert problem.field == "formål"
