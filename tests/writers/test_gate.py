import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from avtalegen.document import Block, Document, Heading, Section
from avtalegen.style import Look
from avtalegen.writers import docx, gate
from avtalegen.writers.reading.grammar import parse_xml
from avtalegen.writers.reading.parts import read_part
from avtalegen.writers.reading.pieces import read_quickly
from avtalegen.writers.said import list_printed
from tests.strategies import documents
from tests.support import MUNICIPALITIES, build_document, count_examples, parts_of, read_look
from tests.writers import mutants
from tests.writers.letterheads import make_letterhead
from tests.writers.mutants import BODY, KNOWN, MORE, everything, pack, unbroken

STYLE = read_look()
SLOW = settings(
    max_examples=count_examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def keep_levels(document: Document) -> Document:
    """The document with headings that skip no level, which is for the templates to see to."""

    def level(block: Block) -> Block:
        return replace(block, level=1) if isinstance(block, Heading) else block

    def section(one: Section) -> Section:
        below = tuple(map(section, one.sections))
        return replace(one, blocks=tuple(map(level, one.blocks)), sections=below)

    sections, annexes = (tuple(map(section, s)) for s in (document.sections, document.annexes))
    return replace(document, sections=sections, annexes=annexes)


leveled = documents.map(keep_levels)


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_the_five_agreements_pass(name):
    document = build_document(name)
    assert gate.find_faults(docx.make(document, STYLE), list_printed(document)) == []


@SLOW
@given(leveled)
def test_any_document_passes(document):
    assert gate.find_faults(docx.make(document, STYLE), list_printed(document)) == []


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_what_is_written_is_read_quickly(name):
    parts = parts_of(docx.make(build_document(name), STYLE))
    slow = [
        n
        for n, data in parts.items()
        if re.fullmatch(r"word/\w+\.xml", n) and not read_quickly(data)
    ]
    assert slow == []


def test_the_sample_of_everything_passes():
    data = pack(unbroken())
    assert gate.find_faults(data, list_printed(everything())) == []
    gate.check(data, list_printed(everything()))


@pytest.mark.parametrize("name", [*KNOWN, *MORE])
def test_what_is_broken_is_refused_and_named_by_the_rule_that_is_there_for_it(name):
    mutate, expected = {**KNOWN, **MORE}[name]
    parts = unbroken()
    mutate(parts)
    faults = gate.find_faults(pack(parts), list_printed(everything()))
    # Were the rule not there, the file would pass: no other rule says anything of it.
    others = [fault for fault in faults if not re.search(expected, fault)]
    said = [fault for fault in others if "the file says" not in fault and "lacks" not in fault]
    assert faults != others
    assert said == []


def test_a_file_that_is_cut_off_is_refused():
    data = pack(unbroken())
    for length in (0, 10, len(data) // 2, len(data) - 1):
        assert "the zip cannot be read" in gate.find_faults(data[:length])[0]


def test_a_name_that_stands_twice_in_the_zip_is_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = pack(unbroken(), (BODY, b"<x/>"))
    assert f"{BODY}: stands more than once in the zip" in gate.find_faults(data)
    other_case = pack(unbroken(), ("word/Document.xml", b"<x/>"))
    assert f"{BODY}: stands more than once in the zip" in gate.find_faults(other_case)


def test_a_zip_in_another_form_is_read_as_well():
    data = pack(unbroken())
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.comment = b"laget av en annen"
        for name, content in unbroken().items():
            entry = zipfile.ZipInfo(name)
            entry.extra = b"\xfe\xca\0\0"
            package.writestr(entry, content)
    for other in (made.getvalue(), b"foran" + data):
        assert gate.find_faults(other) == []


def test_bytes_that_are_not_those_of_the_checksum_are_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as package:
        for name, content in unbroken().items():
            package.writestr(name, content)
    assert gate.find_faults(data.getvalue()) == []
    changed = data.getvalue().replace(b"mellom oss", b"mellom dem", 1)
    assert "not what its checksum says" in gate.find_faults(changed)[0]


def test_a_file_that_is_packed_in_another_way_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_BZIP2) as package:
        package.writestr("word/document.xml", "<x/>")
    assert "packed as Word does not pack" in gate.find_faults(data.getvalue())[0]
    assert gate.find_faults(pack({"a.txt": "a"})) != []


def test_without_text_only_the_structure_is_judged():
    parts = unbroken()
    for name in ("a document in another language", "a document without title",
                 "styles in another language", "a table without header row"):  # fmt: skip
        MORE[name][0](parts)
    assert gate.find_faults(pack(parts)) == []


def test_a_table_for_layout_needs_no_header_row_if_it_says_so():
    parts = unbroken()
    mutants.change(BODY, "<w:tblHeader/>", "")(parts)
    mutants.change(BODY, 'w:firstRow="1"', 'w:firstRow="0"')(parts)
    assert gate.find_faults(pack(parts), list_printed(everything())) == []


def test_a_row_may_begin_later_and_end_sooner_than_its_table():
    parts = unbroken()
    mutants.match(BODY, r"<w:cantSplit/>(<w:tblHeader/>.*?</w:tc>)<w:tc>.*?</w:tc>",
                  r'<w:gridAfter w:val="1"/><w:cantSplit/>\1')(parts)  # fmt: skip
    assert gate.find_faults(pack(parts)) == []


# What means the same in XML, and what a writer other than ours could write.
OTHER_FORMS = {
    "another prefix": lambda xml: re.sub(r"\bw:", "x:", xml).replace("xmlns:w=", "xmlns:x="),
    "other quotation marks": lambda xml: re.sub(r'w:val="([^"]*)"', r"w:val='\1'", xml),
    "a comment": lambda xml: xml.replace("<w:body>", "<!-- > --><w:body>"),
    "lines": lambda xml: xml.replace("<w:p>", "\n  <w:p>").replace("<w:pPr>", "\n<w:pPr>"),
    "blanks in tags": lambda xml: xml.replace("/>", " />"),
    "elements without content": lambda xml: re.sub(r"<w:b/>", "<w:b></w:b>", xml),
    "references": lambda xml: xml.replace("mellom", "&#109;ellom"),
    "words in a section of characters": lambda xml: xml.replace("mellom oss", "<![CDATA[mellom oss]]>"),
    "numbers of revisions": lambda xml: xml.replace("<w:p>", '<w:p w:rsidR="00FC693F">'),
    "another encoding": lambda xml: xml.replace("UTF-8", "UTF-16").encode("utf-16"),
    "what a reader may ignore": lambda xml: xml.replace(
        "<w:document ", "<w:document xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
        "xmlns:n='urn:n' mc:Ignorable='n' ").replace("<w:p>", "<w:p n:id='1'><n:x/>"),
}  # fmt: skip


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_another_form_of_the_same_passes_and_is_refused_when_it_is_broken(form):
    parts = unbroken()
    parts[BODY] = OTHER_FORMS[form](parts[BODY])
    assert gate.find_faults(pack(parts), list_printed(everything())) == []
    for name in ("a paragraph in a paragraph", "a language that is none", "an empty cell",
                 "two bookmarks of one id", "a field that is not closed"):  # fmt: skip
        parts = unbroken()
        KNOWN[name][0](parts)
        parts[BODY] = OTHER_FORMS[form](parts[BODY])
        assert gate.find_faults(pack(parts)), name


_SPLICES = ("", "<", "&", "&#7;", "\x07", "\ufffe", "x", " ", "<w:p>", "</w:p>", "<w:p/>", "<w:r/>")
_PIECES = re.compile('<[^<>]*>|(?<= )[^ <>"]+="[^"<>]*"|(?<==)"[^"<>]*"')


@SLOW
@given(st.data())
def test_the_quick_reading_takes_nothing_that_the_exact_reading_refuses(data):
    parts = unbroken()
    pieces = [*_PIECES.finditer(parts[BODY])]
    place, other = data.draw(st.sampled_from(pieces)), data.draw(st.sampled_from(pieces))
    new = data.draw(st.sampled_from([*_SPLICES, other[0], place[0] + other[0]]))
    before, after = parts[BODY][: place.start()], parts[BODY][place.end() :]
    parts[BODY] = f"{before}{new}{after}"
    exact = read_part(parts[BODY].encode(), "document", exact=True) if is_xml(parts[BODY]) else None
    quick = read_quickly(parts[BODY].encode())
    assert quick is None or (exact and not exact.faults)
    if quick and exact:
        assert quick.needs == exact.needs
        assert quick.landmarks == exact.landmarks
        assert [p.words for p in quick.paragraphs] == [p.words for p in exact.paragraphs]


def is_xml(text: str) -> bool:
    try:
        parse_xml(text.encode())
    except ValueError:
        return False
    return True


def test_a_part_that_no_one_reads_must_be_xml_all_the_same():
    parts = unbroken()
    mutants.relate("rId95", "theme", "theme/theme1.xml")(parts)
    kind = "application/vnd.openxmlformats-officedocument.theme+xml"
    mutants.change(mutants.TYPES, "</Types>",
                   f'<Override PartName="/word/theme/theme1.xml" ContentType="{kind}"/></Types>')(parts)  # fmt: skip
    parts["word/theme/theme1.xml"] = "<x/>"
    assert gate.find_faults(pack(parts)) == []
    parts["word/theme/theme1.xml"] = "<x>"
    assert "theme1.xml: is no XML" in gate.find_faults(pack(parts))[0]


CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}</Properties>'
)
PROPERTY = '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}"><vt:lpwstr>x</vt:lpwstr></property>'


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ([(2, "a"), (3, "b")], ""),
        ([(1, "a")], "has the number '1'"),
        ([(2, "a"), (2, "b")], "one name or one number"),
        ([(2, "a"), (3, "A")], "one name or one number"),
        ([(2, "")], "is not whole"),
    ],
)
def test_properties_of_its_own_have_a_name_and_a_number_each(written, fault):
    parts = unbroken()
    parts[mutants.CUSTOM] = CUSTOM.format("".join(PROPERTY.format(*one) for one in written))
    faults = gate.find_faults(pack(parts))
    assert [fault in one for one in faults] == ([True] if fault else [])


def read_lines(xml: str) -> list[str]:
    """The words of each paragraph, with one space for any blanks."""
    found = [re.findall(r"<w:t [^>]*>([^<]*)", p) for p in xml.split("</w:p>")]
    return [" ".join("".join(words).split()) for words in found]


@SLOW
@given(leveled, st.data())
def test_a_piece_that_is_lost_changed_or_in_another_place_is_refused(document, data):
    document = replace(document, contents=False)  # what stands there is Word's to count
    parts = {n: p.decode() for n, p in parts_of(docx.make(document, STYLE)).items()}
    pieces = re.split(r'(?<=preserve">)([^<]*)(?=</w:t>)', parts[BODY])
    places = range(1, len(pieces), 2)
    place = data.draw(st.sampled_from(places))
    match data.draw(st.sampled_from(["lost", "changed", "moved"])):
        case "lost":
            pieces[place] = ""
        case "changed":
            pieces[place] += "z"
        case _:
            other = data.draw(st.sampled_from(places))
            pieces[place], pieces[other] = pieces[other], pieces[place]
    changed = "".join(pieces)
    assume("".join(read_lines(changed)) != "".join(read_lines(parts[BODY])))
    parts[BODY] = changed
    with pytest.raises(RuntimeError, match=r"the file says|the file lacks"):
        gate.check(pack(parts), list_printed(document))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["a b", "c"], ["a", " b", "c"]),
        (["a b", "c"], ["a\u00a0", "b", "c"]),
        (["a  b"], ["a ", " b"]),
        (["a", "b"], ["a\nb"]),
        (["a", "b"], ["a ", "", " ", "b "]),
        ([], [" "]),
    ],
)
def test_blanks_and_the_bounds_of_pieces_do_not_matter(lines, said):
    assert list(gate.compare(lines, said)) == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["ab"], ["a ", "b"]),
        (["a b"], ["a", "b"]),
        (["a", "aa"], ["aa", "a"]),
        (["a", "b"], ["ab"]),
        (["a"], ["a", "b"]),
        (["a", "b"], ["a"]),
        (["A"], ["a"]),
        ([], ["a"]),
    ],
)
def test_words_and_the_blanks_between_them_matter(lines, said):
    assert len(list(gate.compare(lines, said))) == 1


def test_words_of_headers_footers_contents_and_page_numbers_do_not_count():
    parts = unbroken()
    mutants.insert(mutants.field("PAGE", "<w:r><w:t>17</w:t></w:r>"))(parts)
    assert gate.find_faults(pack(parts), list_printed(everything())) == []
    mutants.insert(mutants.field('HYPERLINK "https://a.no"', "<w:r><w:t>her</w:t></w:r>"))(parts)
    assert "the file says 'her'" in gate.find_faults(pack(parts), list_printed(everything()))[0]


def test_words_of_a_footnote_count():
    parts = unbroken()
    mutants.change(mutants.NOTES, ">note<", ">nota<")(parts)
    assert "nota" in gate.find_faults(pack(parts), list_printed(everything()))[0]


def test_a_paragraph_that_ends_in_another_form_is_judged_too():
    parts = unbroken()
    KNOWN["a field that is not closed"][0](parts)
    parts[BODY] = parts[BODY].replace("</w:p>", "</w:p >", 1)
    assert "is not closed" in gate.find_faults(pack(parts))[0]


def write_in(template: bytes) -> bytes:
    """The agreement of Stjørdal on a letterhead."""
    return docx.write(build_document("stjordal"), Look(STYLE.style, template))


def test_a_letterhead_of_a_newer_word_passes():
    parts = parts_of(write_in(make_letterhead()))
    header, styles = (parts[f"word/{name}.xml"] for name in ("headerTemplate1", "styles"))
    for written in (b"mc:AlternateContent", b"wp:anchor", b"v:textbox", b"w14:paraId"):
        assert written in header
    for written in (b"w15:webExtensionLinked", b"w:latentStyles", b"w:tblStylePr", b"mc:Ignorable"):
        assert written in styles
    assert b"tel:+4777000000" in parts["word/_rels/headerTemplate1.xml.rels"]


_OWN_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Brev"><w:name w:val="Brev"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="Brev2"><w:name w:val="brev"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="Forsidepart"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="L"/><w:next w:val="x"/><w:link w:val="y"/></w:style>',
)


def test_a_letterhead_may_have_outlines_of_its_own_and_whatever_else_word_leaves_alone():
    assert write_in(make_letterhead("TableNormal", *_OWN_STYLES))


@pytest.mark.parametrize(
    ("based_on", "styles", "fault"),
    [
        ("Borte", (), "the style Kommunetabell names a style Borte not there"),
        ("TableNormal", _OWN_STYLES[:1] * 2, "more than one style has the id 'Brev'"),
    ],
)
def test_styles_of_a_letterhead_that_do_not_hold_together_are_refused(based_on, styles, fault):
    with pytest.raises(RuntimeError, match=fault):
        write_in(make_letterhead(based_on, *styles))


def test_a_part_of_a_letterhead_must_be_xml_and_our_own_parts_are_judged_as_ever():
    document = build_document("stjordal")
    parts = parts_of(write_in(make_letterhead()))
    foreign = ["word/headerTemplate1.xml", mutants.STYLES, "word/theme/theme1.xml"]
    said = list_printed(document)
    assert gate.find_faults(pack(parts), said, foreign) == []
    # Without the leave for parts of others they would be refused.
    assert gate.find_faults(pack(parts), said)
    for name in foreign:
        broken = gate.find_faults(pack({**parts, name: parts[name][:-9]}), said, foreign)
        assert f"{name}: is no XML" in broken[0]
    body = parts[BODY].replace(b"<w:body>", b"<w:body>Hei", 1)
    assert "body content" in gate.find_faults(pack({**parts, BODY: body}), said, foreign)[0]
