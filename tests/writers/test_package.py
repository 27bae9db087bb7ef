import io
from datetime import date

import docx

from avtalegen.writers.ooxml import part
from avtalegen.writers.package import Package
from tests.support import parts_of, read_look


def make() -> Package:
    package = Package(read_look(), "nn", 0)
    package.write_body(part("body", "<w:p><w:r><w:t>Hei</w:t></w:r></w:p><w:sectPr/>"))
    return package


def test_a_package_opens_with_its_text_and_metadata():
    package = make()
    package.describe("Tittel <&>", ("A", "B"), "nn", date(2024, 5, 17))
    opened = docx.Document(io.BytesIO(package.save()))
    assert [p.text for p in opened.paragraphs] == ["Hei"]
    core = opened.core_properties
    assert (core.title, core.author, core.language) == ("Tittel <&>", "A; B", "nn-NO")
    assert str(core.created) == "2024-05-17 00:00:00+00:00"


def test_an_address_is_related_once():
    package = make()
    assert package.add_link("https://a.no") == package.add_link("https://a.no")
    assert package.add_link("https://b.no") != package.add_link("https://a.no")


def test_every_part_has_a_type_of_its_own():
    package = make()
    package.add_part("FOOTER", "footer1", part("ftr", "<w:p/>"))
    parts = parts_of(package.save())
    types = parts["[Content_Types].xml"].decode()
    for name in parts:
        if name.startswith("word/") and not name.endswith(".rels"):
            assert f'PartName="/{name}"' in types


def test_one_package_does_not_see_the_parts_of_another():
    first = make()
    first.add_part("FOOTER", "footer1", part("ftr", "<w:p/>"))
    assert "word/footer1.xml" not in parts_of(make().save())
