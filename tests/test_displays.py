"""Contacts and figures, from a clause's text to the blocks that show them."""

import pytest

from avtalegen import markup, sandbox
from avtalegen.choices import build_model
from avtalegen.document import (
    Contact,
    Detail,
    Figure,
    Item,
    Level,
    Link,
    List,
    Paragraph,
    Strong,
    Table,
    Text,
    Value,
    read_text,
)
from avtalegen.validation import validate
from avtalegen.views import Record, Trace
from tests.support import declare, parse

CONTACT = "kontakt: {type: kontakt, hjelp: H.}\nnavn: {type: tekst, hjelp: H.}"
WHOLE = (
    "kontakt: {navn: vakta, person: {tittel: pob., navn: Navn}, adresse: Gata 1,"
    " telefon: [02800, 112], epost: a@b.no, nettadresse: b.no, merknad: døgnåpent}\nnavn: Leder"
)
NAMED = "kontakt: {navn: vakta}\nnavn: Leder"


def read(template: str, values: str, language: str = "nb") -> markup.Parsed:
    """The blocks of a clause with the template as its text."""
    made, problems = validate(parse(values), build_model("prøve", declare(CONTACT)))
    assert made, problems
    trace = Trace(language)
    filled = sandbox.fill(
        sandbox.compile_source(sandbox.read_source(template, "nb.md")),
        {"valg": Record(made, ("prøve",), trace)},
    )
    return markup.parse(filled, trace.fillings)


def blocks(template: str, values: str, language: str = "nb"):
    parsed = read(template, values, language)
    assert not parsed.findings, parsed.findings
    return parsed.blocks


def value(text: str, *path) -> Value:
    return Value(text, ("prøve", "kontakt", *path))


def test_a_contact_in_a_paragraph_of_its_own_has_a_line_for_each_detail():
    assert blocks("Før.\n\n{{ valg.kontakt | kontakt }}\n\nEtter.", WHOLE)[1] == Contact(
        (value("Vakta", "navn"),),
        (
            Detail("", (value("Pob.", "person", "tittel"), Text(" "), value("Navn", "person", "navn"))),
            Detail("Adresse", (value("Gata 1", "adresse"),)),
            Detail("Telefon", (value("02800", "telefon", 0), Text(" eller "), value("112", "telefon", 1))),
            Detail("E-post", (Link("mailto:a@b.no", (value("a@b.no", "epost"),)),)),
            Detail("Nettsted", (Link("https://b.no", (value("b.no", "nettadresse"),)),)),
            Detail("", (value("døgnåpent", "merknad"),)),
        ),
    )  # fmt: skip


def test_a_contact_without_details_is_a_name():
    assert blocks("{{ valg.kontakt | kontakt }}", NAMED) == (Contact((value("Vakta", "navn"),)),)


def test_labels_are_nynorsk_in_nynorsk():
    (contact,) = blocks("{{ valg.kontakt | kontakt }}", WHOLE, "nn")
    assert [detail.label for detail in contact.details] == [
        "", "Adresse", "Telefon", "E-post", "Nettstad", "",
    ]  # fmt: skip


SAID = "Vakta: pob. Navn, Gata 1, telefon 02800 eller 112, e-post a@b.no, nettsted b.no, døgnåpent"


@pytest.mark.parametrize(
    ("template", "find", "said"),
    [
        ("Ring {{ valg.kontakt | kontakt }}", lambda b: b[0].content, f"Ring {SAID}"),
        ("{{ valg.kontakt | kontakt }}\nog gå", lambda b: b[0].content, f"{SAID} og gå"),
        ("- {{ valg.kontakt | kontakt }}", lambda b: b[0].items[0].blocks[0].content, SAID),
        ("| A |\n|---|\n| {{ valg.kontakt | kontakt }} |\n", lambda b: b[0].rows[0][0], SAID),
    ],
)
def test_a_contact_among_other_words_stays_on_their_line(template, find, said):
    content = find(blocks(template, WHOLE))
    assert read_text(content) == said
    assert Strong((value("Vakta", "navn"), Text(":"))) in content


def test_two_contacts_in_a_row_are_two():
    made = blocks("{{ valg.kontakt | kontakt }}\n\n{{ valg.kontakt | kontakt }}", NAMED)
    assert [type(block) for block in made] == [Contact, Contact]


FIGURE = "| {{ valg.navn | figur }} | Deltakere | Møter |\n|---|---|---|\n"


def test_a_table_that_begins_with_the_filter_is_a_figure_with_a_level_for_each_row():
    rows = "| Rådet ({{ valg.kontakt.navn }}) | ledere | årlig |\n| Alle | | |\n"
    assert blocks(FIGURE + rows, NAMED) == (
        Figure(
            "Figur med to nivåer, ovenfra og ned: Rådet (vakta) og Alle.",
            (
                Level(
                    (Text("Rådet ("), value("vakta", "navn"), Text(")")),
                    (Detail("Deltakere", (Text("ledere"),)), Detail("Møter", (Text("årlig"),))),
                ),
                Level((Text("Alle"),)),
            ),
        ),
    )


def test_a_figure_is_described_in_nynorsk_in_nynorsk():
    (figure,) = blocks(FIGURE + "| Rådet | | |\n", NAMED, "nn")
    assert figure.alt == "Figur med eitt nivå: Rådet."


@pytest.mark.parametrize(
    ("text", "read_"),
    [
        (FIGURE, "a figure without levels"),
        (FIGURE + "|  | ledere | |\n", "a level of a figure without a name"),
        (FIGURE.replace("Møter", "**Møter**") + "| a | b | c |\n", "a figure with a label that is"),
        (FIGURE.replace("Møter", "") + "| a | b | c |\n", "a figure with a label that is"),
    ],
)
def test_what_a_figure_cannot_hold_is_told(text, read_):
    (finding,) = read(text, NAMED).findings
    assert finding.code == "markup-unsupported"
    assert str(finding.details["read"]).startswith(read_)


def test_the_words_of_a_figure_are_words_anywhere_else():
    said = Value("Leder", ("prøve", "navn"))
    assert blocks("| A | {{ valg.navn | figur }} |\n|---|---|\n| a | b |\n", NAMED) == (
        Table(((Text("A"),), (said,)), (((Text("a"),), (Text("b"),)),)),
    )
    assert blocks("- {{ valg.navn | figur }}", NAMED) == (
        List(ordered=False, items=(Item((Paragraph((said,)),)),)),
    )
