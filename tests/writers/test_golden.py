"""Whole files that can be read in a review; of a DOCX its parts, as indented XML."""

import pytest
from lxml import etree

from avtalegen.document import (
    Contact,
    Detail,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Item,
    Level,
    LineBreak,
    Link,
    List,
    NoteMark,
    Paragraph,
    Reference,
    Section,
    Signature,
    Strong,
    Table,
    Text,
    Value,
)
from avtalegen.writers import docx, html, markdown
from tests.support import ROOT, parts_of, read_look

FOLDER = ROOT / "tests" / "golden"


def item(text: str, *blocks) -> Item:
    return Item((Paragraph((Text(text),)), *blocks))


def every_node() -> Document:
    """A document with every kind of node in it."""
    inner = List(ordered=False, items=(item("Ørn"), item("Ulv", Paragraph((Text("Mer om ulv"),)))))
    return Document(
        language="nb",
        title="Alle slags ledd",
        front=((Text("mellom "), Value("A kommune", ("parter", 0, "navn"))),),
        sections=(
            Section("første", (Text("Første"),), (
                Paragraph((
                    Text("Se "), Reference("under", "punkt", "1.1"), Text(", "),
                    Reference("uten_nummer", "", "«Uten nummer»"), Text(" og "),
                    Reference("skjema", "vedlegg", "1"), Text("."), NoteMark(1), LineBreak(),
                    Strong((Text("Sterkt og "), Emphasis((Text("skrått"),)))), Text(" på "),
                    Link("https://www.rana.kommune.no", (Value("nettstedet", ("nett",)),)),
                )),
                List(ordered=True, items=(item("En", inner), item("To"))),
                Heading(1, (Text("En overskrift i teksten"),)),
                List(ordered=True, items=(item("Ny liste"),)),
                Table(((Text("Hvem"),), (Text("Når"),)), (
                    ((Value("Ordfører", ("x",)),), (Text("kl. 08.15"),)), ((Text("Vara"),), ()),
                )),
                Paragraph((Text("Etter tabellen."),)),
                Contact((Value("Politivakta", ("vakta", "navn")),), (
                    Detail("", (Text("Døgnåpen"),)),
                    Detail("Telefon", (Value("02800", ("vakta", "telefon", 0)), Text(" eller "),
                                       Value("77 79 60 00", ("vakta", "telefon", 1)))),
                    Detail("E-post", (Link("mailto:a@b.no", (Value("a@b.no", ("vakta", "epost")),)),)),
                )),
                Contact((Text("Postkassen"),)),
                Figure("Figur med to nivåer, ovenfra og ned: Rådet og Utvalget.", (
                    Level((Value("Rådet", ("nivåer", 0, "navn")), Text(" (øverst)")), (
                        Detail("Deltakere", (Text("lederne"),)), Detail("", (Text("Styrer"),)),
                    )),
                    Level((Text("Utvalget"),)),
                )),
            ), "1", (Section("under", (Text("Under"),), (), "1.1"),)),
            Section("uten_nummer", (Text("Uten nummer"),), ()),
        ),
        annexes=(Section("skjema", (Text("Skjema"),), (Paragraph((Text("Fyll ut."),)),), "1"),),
        signatures=(
            Signature("A kommune", "Ordfører", "Navnet", "", "A, 17. mai 2024"),
            Signature("B politidistrikt", "Politimester", unit="B politistasjonsdistrikt"),
        ),
        footnotes=(Footnote(1, (Text("En "), Link("https://a.no", (Text("note"),)))),),
        authors=("A kommune", "B politidistrikt"),
        contents=True,
        draft=True,
        subtitle="mellom oss",
    )  # fmt: skip


def indent(xml: bytes) -> str:
    tree = etree.fromstring(xml)
    etree.indent(tree)
    return etree.tostring(tree, encoding="unicode") + "\n"


def files() -> dict[str, str]:
    document, style = every_node(), read_look()
    made = {
        f"docx/{name}": indent(xml) for name, xml in parts_of(docx.write(document, style)).items()
    }
    return {
        **made,
        "document.md": markdown.write(document, style).decode(),
        "document.html": html.write(document, style).decode(),
    }


def test_every_part_is_as_it_was_when_somebody_last_read_it(renew):
    made = files()
    if renew:
        for name, text in made.items():
            path = FOLDER / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    kept = {
        path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
        for path in FOLDER.rglob("*")
        if path.is_file()
    }
    assert sorted(kept) == sorted(made)
    for name, text in made.items():
        assert kept[name] == text, name


def test_a_part_that_is_missing_extra_or_changed_is_noticed(monkeypatch, tmp_path):
    for name, text in files().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(f"{__name__}.FOLDER", tmp_path)
    test_every_part_is_as_it_was_when_somebody_last_read_it(renew=False)
    styles = tmp_path / "docx" / "word" / "styles.xml"
    before = styles.read_text(encoding="utf-8")
    for change in (styles.unlink, lambda: styles.write_text(before.replace("1B3A5C", "000000"), encoding="utf-8"),
                   lambda: (tmp_path / "ekstra.xml").write_text("<a/>")):  # fmt: skip
        styles.write_text(before, encoding="utf-8")
        change()
        with pytest.raises(AssertionError):
            test_every_part_is_as_it_was_when_somebody_last_read_it(renew=False)


def test_every_kind_of_node_is_in_the_golden_document():
    shown = repr(every_node())
    for kind in ("Text", "Value", "Strong", "Emphasis", "Link", "Reference", "NoteMark", "LineBreak",
                 "Heading", "Paragraph", "List", "Table", "Contact", "Detail", "Figure", "Level", "Section", "Footnote", "Signature"):  # fmt: skip
        assert f"{kind}(" in shown
