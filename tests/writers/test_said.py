import pytest
from hypothesis import given, settings

from avtalegen import markup
from avtalegen.document import read_text, walk_contents
from avtalegen.writers import markdown
from avtalegen.writers.said import list_said
from tests.strategies import documents
from tests.support import MUNICIPALITIES, build_document, count_examples, plain
from tests.writers.test_golden import every_node


def test_every_word_of_a_document_is_said_once_in_the_order_of_reading():
    assert list_said(every_node()) == [
        "Alle slags ledd", "mellom oss", "Utkast", "mellom A kommune",
        "Første", "Se punkt\u00a01.1, «Uten nummer» og vedlegg\u00a01.", "Sterkt og skrått på nettstedet",
        "En", "Ørn", "Ulv", "Mer om ulv", "To", "En overskrift i teksten", "Ny liste",
        "Hvem", "Når", "Ordfører", "kl. 08.15", "Vara", "Etter tabellen.",
        "Politivakta", "Døgnåpen", "Telefon: ", "02800 eller 77 79 60 00", "E-post: ", "a@b.no",
        "Postkassen", "Rådet (øverst)", "Deltakere: ", "lederne", "Styrer", "Utvalget",
        "Under", "Uten nummer",
        "Underskrifter",
        "A kommune", "A, 17. mai 2024", "Navnet", "Ordfører",
        "B politidistrikt", "Politimester", "B politistasjonsdistrikt",
        "Skjema", "Fyll ut.", "En note",
    ]  # fmt: skip


def read_markdown(text: str) -> str:
    parsed = markup.parse(text, deepest=6)
    contents = [*walk_contents(parsed.blocks), *(note.content for note in parsed.notes)]
    return plain("\n".join(map(read_text, contents)))


def find_lost(document, written: str) -> list[str]:
    """What the Markdown does not say, in order; who signs stands in other columns there."""
    text, at, lost = read_markdown(written), 0, []
    signed = {
        field for s in document.signatures for field in (s.place_and_date, s.name, s.title, s.unit)
    }
    for piece in map(plain, list_said(document)):
        found = text.find(piece, at)
        if found >= 0:
            at = found + len(piece)
        elif piece not in map(plain, signed):
            lost.append(piece)
    return lost


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_all_that_an_agreement_says_is_in_its_markdown_in_order(name):
    document = build_document(name)
    written = markdown.write_text(document)
    assert len(list_said(document)) > 70
    assert find_lost(document, written) == []


def test_a_piece_that_is_missing_or_in_another_place_is_noticed():
    document = every_node()
    written = markdown.write_text(document)
    assert find_lost(document, written) == []
    assert find_lost(document, written.replace("Vara", "")) == ["Vara"]
    assert find_lost(
        document, written.replace("Postkassen", "").replace("Skjema", "Skjema Postkassen")
    )


@settings(max_examples=count_examples(100), deadline=None)
@given(documents)
def test_no_piece_is_blank_or_has_a_line_break(document):
    for piece in list_said(document):
        assert piece.strip()
        assert "\n" not in piece
