import io
from dataclasses import replace
from datetime import date

import docx
from lxml import etree

from avtalegen.document import Document, Picture, Text
from avtalegen.writers.ooxml import part
from avtalegen.writers.package import Package, make_part
from tests.support import parts_of

DOCUMENT = Document("nn", "Tittel <&>", ((Text("mellom A og B"),),), (), authors=("A", "B"))
BODY = part("document", "<w:body><w:p><w:r><w:t>Hei</w:t></w:r></w:p><w:sectPr/></w:body>")


def make() -> Package:
    package = Package()
    package.add_part(make_part("styles", part("styles", "")))
    return package


def save(package: Package, document: Document = DOCUMENT) -> bytes:
    return package.save(BODY, document, "1.2.3")


def test_a_package_opens_with_its_text_and_metadata():
    opened = docx.Document(io.BytesIO(save(make(), replace(DOCUMENT, dated=date(2024, 5, 17)))))
    assert [p.text for p in opened.paragraphs] == ["Hei"]
    core = opened.core_properties
    assert (core.title, core.author, core.language) == ("Tittel <&>", "A; B", "nn-NO")
    assert core.subject == "Tittel <&> mellom A og B"
    assert str(core.created) == "2024-05-17 00:00:00+00:00"


def test_a_package_says_what_it_was_made_from_and_by_which_version():
    custom = parts_of(save(make(), replace(DOCUMENT, digest="ab12")))["docProps/custom.xml"]
    told = {p.get("name"): "".join(p.itertext()) for p in etree.fromstring(custom)}
    assert told == {"avtalegen version": "1.2.3", "avtalegen sources SHA-256": "ab12"}


def test_an_address_is_related_once():
    package = make()
    assert package.add_link("https://a.no") == package.add_link("https://a.no")
    assert package.add_link("https://b.no") != package.add_link("https://a.no")


def test_the_same_picture_is_stored_once():
    package = make()
    one, other = (Picture(data, "png", 1, 1, "Logo") for data in (b"en", b"to"))
    for picture in (one, other, one):
        package.add_picture(picture)
    names = [name for name in parts_of(save(package)) if name.startswith("word/media")]
    assert names == ["word/media/image1.png", "word/media/image2.png"]


def test_every_part_has_a_type_of_its_own():
    package = make()
    package.add_part(make_part("footer", part("ftr", "<w:p/>"), "1"))
    parts = parts_of(save(package))
    types = parts["[Content_Types].xml"].decode()
    for name in parts:
        if name.endswith(".xml") and name != "[Content_Types].xml":
            assert f'PartName="/{name}"' in types


def test_one_package_does_not_see_the_parts_of_another():
    first = make()
    first.add_part(make_part("footer", part("ftr", "<w:p/>"), "1"))
    assert "word/footer1.xml" not in parts_of(save(make()))
