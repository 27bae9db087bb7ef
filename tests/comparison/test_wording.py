"""What differs in the words of two documents, and why; reasons.py is tested here too."""

from dataclasses import replace

import pytest

from avtalegen.comparison.answers import collect
from avtalegen.comparison.changes import compare
from avtalegen.comparison.reasons import STRUCTURE, TEMPLATE, Explained, explain
from avtalegen.comparison.wording import FRONT, SIGNATURES, SectionChange, compare_documents
from avtalegen.document import (
    Contact,
    Detail,
    Document,
    Figure,
    Level,
    Section,
    Text,
    Value,
)
from tests.support import MUNICIPALITIES, SMALLEST, assemble_text, build_document, read

PAIRS = [(a, b) for a in MUNICIPALITIES for b in MUNICIPALITIES if a < b]
DOCUMENTS = {name: build_document(name) for name in MUNICIPALITIES}


def find_changes(first: str, second: str) -> dict[str, Explained]:
    """The parts that differ by id, with their reasons, when one text of YAML becomes the other."""
    sides = [assemble_text(text) for text in (first, second)]
    comparison = compare(*(collect(name, side[1]) for name, side in zip("ab", sides, strict=True)))
    changes = compare_documents(*(side[0].document for side in sides))
    return {
        next(filter(None, each.change.ids)): each
        for each in explain(changes, comparison)
        if each.change.differs
    }


def show(change: SectionChange) -> list[str]:
    signs = {"same": "{}", "removed": "[{}]", "added": "{{{}}}"}
    return [
        "".join(signs[run.tag].format(run.text) for run in passage.runs)
        for passage in change.passages
        if passage.differs
    ]


def say(explained: Explained) -> list[str]:
    return [str(reason) for reason in explained.reasons]


def test_a_contact_and_a_figure_are_a_unit_for_each_line_that_is_read():
    def document(phone: str) -> Document:
        details = (
            Detail("Telefon", (Value(phone, ("a", "telefon", 0)),)),
            Detail("", (Text("her"),)),
        )
        named = (Text("Vakta"),)
        blocks = (Contact(named, details), Figure("Alt", (Level(named, details),)))
        return Document("nb", "T", (), (Section("a", (Text("A"),), blocks),))

    same = compare_documents(document("112"), document("112"))
    assert [(p.kind, p.depth, p.runs[0].text.strip()) for p in same[1].passages] == [
        ("title", 0, "A"),
        ("paragraph", 0, "Vakta"), ("item", 1, "Telefon: 112"), ("item", 1, "her"),
        ("item", 1, "Vakta"), ("item", 2, "Telefon: 112"), ("item", 2, "her"),
    ]  # fmt: skip
    changed = compare_documents(document("112"), document("113"))
    assert show(changed[1]) == [" Telefon:[ 112]{ 113}"] * 2
    assert changed[1].list_paths() == {("a", "telefon", 0)}


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_a_document_does_not_differ_from_itself(name):
    changes = compare_documents(DOCUMENTS[name], DOCUMENTS[name])
    assert not any(change.differs for change in changes)
    assert len(changes) > 10


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_every_word_of_both_documents_is_there_once(first, second):
    def list_words(document: Document) -> list[str]:
        changes = compare_documents(document, document)
        return sorted(_read(changes, "same").split())

    changes = compare_documents(DOCUMENTS[first], DOCUMENTS[second])
    for name, tag in ((first, "removed"), (second, "added")):
        assert sorted(_read(changes, "same", tag).split()) == list_words(DOCUMENTS[name])


def _read(changes: list[SectionChange], *tags: str) -> str:
    return " ".join(
        "".join(run.text for run in passage.runs if run.tag in tags)
        for change in changes
        for passage in change.passages
    )


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_every_difference_has_a_reason(first, second):
    comparison = compare(collect(first, read(first)), collect(second, read(second)))
    changes = compare_documents(DOCUMENTS[first], DOCUMENTS[second])
    explained = explain(changes, comparison)
    assert [each.change for each in explained] == changes
    assert all(bool(each.reasons) == each.change.differs for each in explained)


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_other_way_round_exchanges_what_is_removed_and_added(first, second):
    def list_runs(changes: list[SectionChange], mirror: dict[str, str]) -> list:
        return sorted(
            (mirror.get(run.tag, run.tag), run.text.strip())
            for change in changes
            for passage in change.passages
            for run in passage.runs
        )

    there = compare_documents(DOCUMENTS[first], DOCUMENTS[second])
    back = compare_documents(DOCUMENTS[second], DOCUMENTS[first])
    assert list_runs(there, {}) == list_runs(back, {"removed": "added", "added": "removed"})


@pytest.mark.parametrize(
    ("right", "other", "part", "shown", "reasons"),
    [
        ("{minst: 2}", "{minst: 3}", "politirådets_møter", " Politirådet møtes minst[ to]{ tre} ganger i året.", ["Rådet møtes"]),
        ("til: 2030", "til: 2031", "varighet", " Avtalen gjelder for perioden 2027–[2030]{2031}.", ["Period"]),
        ("navn: Eksempel kommune", "navn: Andre kommune", FRONT, " mellom[ Eksempel]{ Andre} kommune og Eksempel politidistrikt", ["Party: kommune"]),
        ("tittel: Politistasjonssjef", "tittel: Politimester", SIGNATURES, " Eksempel politidistrikt;[ Politistasjonssjef]{ Politimester}", ["Party: politi"]),
        ("varighet: ja", "varighet: ja\noverskrifter: {varighet: Gyldighet}", "varighet", "[ Varighet]{ Gyldighet}", ["Heading"]),
        ("varighet: ja", "varighet: ja\nlokalt:\n  - {erstatt: varighet, tekst: Avtalen gjelder for evig tid., grunn: G}", "varighet", " Avtalen gjelder for[ perioden 2027–2030]{ evig tid}.", ["In place of the clause “Varighet”"]),
    ],
)  # fmt: skip
def test_words_that_differ_are_shown_with_their_reason(right, other, part, shown, reasons):
    assert SMALLEST.count(right) == 1
    found = find_changes(SMALLEST, SMALLEST.replace(right, other))
    assert show(found[part].change) == [shown]
    assert say(found[part]) == reasons


def test_another_order_of_a_list_is_a_reason_too():
    seats = "    - {rolle: ordfører, part: kommune}\n"
    more = seats + "    - {rolle: rådmann, part: kommune}\n"
    turned = "    - {rolle: rådmann, part: kommune}\n" + seats
    found = find_changes(SMALLEST.replace(seats, more), SMALLEST.replace(seats, turned))
    assert say(found["politirådets_medlemmer"]) == ["Faste medlemmer"]


def test_a_reference_that_leads_elsewhere_differs_because_of_the_clauses():
    numbered = SMALLEST.replace("mal: samarbeidsavtale", "mal: tjenestetilbud_og_politiråd") + (
        "tjenestetilbud: {patruljer: patruljerer}\n"
        "tjenestesteder: {steder: [{navn: Kontoret}]}\n"
        "politikontakten: {hovedoppgaver: ja, oppgaver: [rådgiver]}\n"
        "evaluering: {første_møte: ja}\n"
        "lokalt:\n  - {tillegg: varighet, tekst: 'Se også [](#forpliktelser).', grunn: G}\n"
    )
    more = numbered + "kommunens_bidrag: {bidrag: [{tittel: A, innhold: Noe.}]}\n"
    found = find_changes(numbered, more)
    assert set(found) == {"kommunens_bidrag", "varighet"}
    assert show(found["varighet"].change) == [" Se også[ punkt\u00a05]{ punkt\u00a06}."]
    assert found["varighet"].reasons == (STRUCTURE,)


def test_a_clause_of_its_own_is_matched_by_its_words_if_not_by_its_name():
    words = (
        "tekst: Kommunen og politiet skal ta imot innspill fra ungdomsrådet hvert år., grunn: G}\n"
    )
    first = SMALLEST + "lokalt:\n  - {ny: unge, overskrift: Unge, " + words
    second = (
        SMALLEST
        + "lokalt:\n  - {ny: ungdomsråd, overskrift: Ungdom, "
        + words.replace("hvert år", "to ganger i året")
    )
    found = find_changes(first, second)
    assert found["unge"].change.ids == ("unge", "ungdomsråd")
    assert show(found["unge"].change) == [
        "[ Unge]{ Ungdom}",
        " Kommunen og politiet skal ta imot innspill fra ungdomsrådet[ hvert år]{ to ganger i året}.",
    ]
    assert found["unge"].reasons


def test_a_clause_that_one_has_alone_is_there_whole():
    found = find_changes(SMALLEST, SMALLEST + "administrative_forhold: {journal: ansvar}\n")
    assert found["administrative_forhold"].change.ids == ("", "administrative_forhold")
    assert {run.tag for p in found["administrative_forhold"].change.passages for run in p.runs} == {
        "added"
    }


def test_a_clause_with_another_text_is_told_as_that():
    (document, reading), (_, other) = assemble_text(SMALLEST), assemble_text(SMALLEST)
    clause = other.clauses["varighet"]
    source = replace(clause.source, text=clause.source.text + "Mer.\n")
    changed = replace(other, clauses={**other.clauses, "varighet": replace(clause, source=source)})
    comparison = compare(collect("a", reading), collect("b", changed))
    assert [_explain(document.document, "varighet", comparison)] == [(TEMPLATE,)]


def test_what_nothing_explains_is_unexplained():
    (assembled, reading) = assemble_text(SMALLEST)
    comparison = compare(collect("a", reading), collect("b", reading))
    assert _explain(assembled.document, "varighet", comparison) == ()


def _explain(document: Document, name: str, comparison) -> tuple:
    """The reasons for words that were put into a document behind the program's back."""

    def change(section: Section) -> Section:
        title = (Text("Noe annet"),)
        return replace(section, title=title) if section.id == name else section

    other = replace(document, sections=tuple(change(section) for section in document.sections))
    (found,) = [
        e for e in explain(compare_documents(document, other), comparison) if e.change.differs
    ]
    return found.reasons


def test_only_what_a_part_prints_of_a_fact_is_a_reason():
    slt = "slt: {omtale: [hva_slt_er]}\n"
    first = SMALLEST + slt + "titler: {politileder: stasjonssjef}\n"
    second = (
        first.replace("[hva_slt_er]", "[hva_slt_er, politiet_anbefaler]")
        .replace("politileder: stasjonssjef", "politileder: tjenesteenhetsleder")
        .replace("tittel: Ordfører", "tittel: Varaordfører")
    )
    found = find_changes(first, second)
    assert say(found["slt"]) == ["Omtale av SLT"]
    assert say(found[SIGNATURES]) == ["Party: kommune"]


MAYOR = "underskrift: {tittel: Ordfører}"
OTHER = f"{MAYOR}, medunderskrivere: [{{tittel: Leder}}]"


def test_another_who_signs_is_told_of_the_party_that_he_signs_for():
    changes = find_changes(SMALLEST, SMALLEST.replace(MAYOR, OTHER))
    assert list(changes) == [SIGNATURES]
    assert show(changes[SIGNATURES].change) == ["{ Eksempel kommune; Leder}"]
    assert say(changes[SIGNATURES]) == ["Party: kommune"]


def test_a_signatory_after_others_of_another_party_is_told_of_his_own_party():
    both = SMALLEST.replace(MAYOR, OTHER)
    changes = find_changes(both, both.replace("Politistasjonssjef", "Politimester"))
    assert "Party: politi" in say(changes[SIGNATURES])
    assert "Party: kommune" not in say(changes[SIGNATURES])


@pytest.mark.parametrize(
    ("before", "after", "shown", "reason"),
    [
        ("", "undertittel: Mot rus\n", "{ Mot rus}", "Subtitle"),
        ("undertittel: Om rus\n", "undertittel: Mot rus\n", "[ Om]{ Mot} rus", "Subtitle"),
    ],
)
def test_the_subtitle_is_compared(before, after, shown, reason):
    changes = find_changes(SMALLEST + before, SMALLEST + after)
    assert list(changes) == [FRONT]
    assert show(changes[FRONT].change) == [shown]
    assert say(changes[FRONT]) == [reason]


def test_the_period_on_the_cover_is_compared():
    changes = find_changes(SMALLEST, SMALLEST.replace("til: 2030", "til: 2031"))
    assert "Period" in say(changes[FRONT])
