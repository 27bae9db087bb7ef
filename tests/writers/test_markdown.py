import pytest
from hypothesis import given, settings

from avtalegen import markup
from avtalegen.document import (
    Contact,
    Detail,
    Document,
    Emphasis,
    Figure,
    Heading,
    Item,
    Level,
    LineBreak,
    List,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
)
from avtalegen.writers import markdown
from avtalegen.writers.markdown import is_faithful, write_text
from avtalegen.writers.plain import Plain, make_plain
from tests.strategies import documents
from tests.support import MUNICIPALITIES, build_document, count_examples, read_look


@settings(max_examples=count_examples(120), deadline=None)
@given(documents)
def test_any_document_parses_back_to_all_that_it_says(document):
    text = write_text(document)
    parsed = markup.parse(text, deepest=6)
    assert parsed.findings == []
    assert Plain(parsed.blocks, tuple(parsed.notes)) == make_plain(document)


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_the_five_agreements_parse_back(name):
    document = build_document(name)
    assert is_faithful(document, write_text(document))


def with_blocks(*blocks) -> Document:
    return Document("nb", "Tittel", (), (Section("en", (Text("En"),), blocks),))


def written(*blocks) -> str:
    return write_text(with_blocks(*blocks)).removeprefix("# Tittel\n\n## En\n\n")


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


@pytest.mark.parametrize(
    ("text", "markdown_text"),
    [
        ("Politiloven § 1, kl. 08.15–15.00", "Politiloven § 1, kl. 08.15–15.00"),
        ("1. januar", "1\\. januar"),
        ("# 3", "\\# 3"),
        ("- ikke liste", "\\- ikke liste"),
        ("+47 22 86 78 00", "+47 22 86 78 00"),
        ("> sitat", "\\> sitat"),
        ("A*B*C", "A\\*B\\*C"),
        ("[1] se <b>", "\\[1\\] se \\<b>"),
        ("A | B", "A \\| B"),
        ("AT&T &copy;", "AT&T \\&copy;"),
        ("---", "\\---"),
    ],
)
def test_only_what_would_be_markup_is_escaped(text, markdown_text):
    assert written(paragraph(text)) == markdown_text + "\n"


def test_emphasis_next_to_a_symbol_holds_in_every_edition_of_commonmark():
    # € was part of a word until CommonMark 0.31, and is punctuation since.
    after = Paragraph((Text("5€"), Emphasis((Text("a"),)), Strong((Text("€"),)), Text("b")))
    assert written(after) == "5&#8364;_a_**€**&#98;\n"


def test_lists_that_follow_each_other_stay_apart():
    bullets = List(ordered=False, items=(Item((paragraph("a"),)),))
    numbers = List(ordered=True, items=(Item((paragraph("a"),)), Item((paragraph("b"),))))
    assert written(bullets, bullets, numbers, numbers) == "- a\n\n* a\n\n1. a\n2. b\n\n1) a\n2) b\n"


def test_a_list_in_a_list_is_indented():
    inner = List(ordered=False, items=(Item((paragraph("b"),)),))
    outer = List(ordered=True, items=(Item((paragraph("a"), inner)), Item((paragraph("c"),))))
    assert written(outer) == "1. a\n   - b\n2. c\n"


def test_a_table_is_written_row_by_row():
    table = Table(((Text("A"),), (Text("B"),)), (((Text("1|2"),), ()),))
    assert written(table) == "| A | B |\n| --- | --- |\n| 1\\|2 |  |\n"


def test_a_contact_is_written_line_by_line():
    phone, place = Detail("Telefon", (Text("02800"),)), Detail("", (Text("- i kjelleren"),))
    contact = Contact((Text("Vakta"),), (phone, place))
    assert written(contact) == "**Vakta**\\\nTelefon: 02800\\\n\\- i kjelleren\n"
    assert written(Contact((Text("Vakta"),))) == "**Vakta**\n"
    inside = List(ordered=False, items=(Item((paragraph("a"), contact)),))
    assert written(inside) == (
        "- a\n\n  **Vakta**\\\n  Telefon: 02800\\\n  \\- i kjelleren\n"
    )  # fmt: skip


def test_a_figure_is_written_as_a_list_without_what_only_those_who_do_not_see_it_need():
    levels = (Level((Text("Rådet"),), (Detail("Møter", (Text("årlig"),)),)), Level((Text("Alle"),)))
    assert written(Figure("To nivåer", levels)) == "- **Rådet**\n  - Møter: årlig\n- **Alle**\n"


def test_a_line_break_in_a_cell_or_heading_cannot_be_written():
    for block in (Heading(1, (Text("a"), LineBreak(), Text("b"))), Table(((LineBreak(),),), ())):
        with pytest.raises(ValueError, match="line break"):
            write_text(with_blocks(block))


def test_markdown_that_lost_a_word_is_our_own_mistake(monkeypatch, smallest):
    assert not is_faithful(smallest, write_text(smallest).replace("Partene", "Parten"))
    monkeypatch.setattr(markdown, "_write_plain", lambda _: "# Tittel\n")
    with pytest.raises(RuntimeError):
        markdown.write(smallest, read_look())


def test_markdown_is_utf_8_and_ends_in_one_newline(smallest):
    data = markdown.write(smallest, read_look())
    assert data.decode().endswith("|\n") and not data.endswith(b"\n\n")
    assert b"\r" not in data
