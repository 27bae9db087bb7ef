import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from avtalegen.document import (
    Contact,
    Detail,
    Document,
    Figure,
    Footnote,
    Heading,
    Item,
    Level,
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
from avtalegen.style import Colours
from avtalegen.writers import html
from avtalegen.writers.web import colours, gate
from avtalegen.writers.web.elements import element, void
from tests.pictures import LOGOS
from tests.strategies import documents
from tests.stress import build_stress
from tests.support import MUNICIPALITIES, build_document, count_examples, plain, read_look
from tests.writers.lines import expected_lines, say
from tests.writers.test_golden import every_node
from tests.writers.webpages import parse_page, read_lines

LOOK = read_look()
HOSTILE = "<script>alert(1)</script> \"'> &copy; </style><!-- {{ 1 }} \\"
EXTRAS = html.Extras(
    explain=lambda section, paths, _contents: f"{section}: {paths}" if paths else "",
    script='document.title = "a < b";',
    style="body { margin: 1px; }",
    banner=element("div", {"class": "banner"}, "Fra kommuner/prøve.yaml"),
)


def expected(document: Document) -> list[str]:
    """The lines that a reader should see, with those of the footnotes."""
    lines = [line for line in expected_lines(document) if line]
    return lines + [plain(f"{note.number}. {say(note.content)}") for note in document.footnotes]


def lines_of(document: Document) -> list[str]:
    return read_lines(parse_page(html.write(document, LOOK).decode()))


def page_of(*blocks, **more):
    """The elements of a page with the blocks in its only section."""
    section = Section("prøve", (Text("Prøve"),), blocks)
    document = Document("nb", "Avtale", (), (section,), **{"authors": ("A",), **more})
    return parse_page(html.write(document, LOOK).decode())


@settings(max_examples=count_examples(50), deadline=None)
@given(documents)
def test_any_document_has_all_its_words_and_numbers_in_order(document):
    assert lines_of(document) == expected(document)


@pytest.mark.parametrize("document", [
    *map(build_document, MUNICIPALITIES), build_stress(), replace(every_node(), logos=LOGOS),
], ids=[*MUNICIPALITIES, "stress", "nodes"])  # fmt: skip
def test_the_agreements_are_html_with_all_their_words_and_numbers(document):
    assert lines_of(document) == expected(document)


def test_whatever_a_string_holds_is_shown_as_text():
    text = (Text(HOSTILE),)
    section = Section("a", text, (
        Paragraph((Strong(text), Value(HOSTILE, ("x",)), Link("https://a.no/?a=\"'<&copy;", text))),
        Table((text, text), ((text, ()),)), Contact(text, (Detail(HOSTILE, text),)),
        Figure(HOSTILE, (Level(text, (Detail(HOSTILE, text),)),)),
    ), HOSTILE)  # fmt: skip
    document = Document(
        "nb", HOSTILE, ((Value(HOSTILE, ("x",)),),), (section,), (replace(section, id="b"),),
        (Signature(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
        (), (HOSTILE,), contents=True, draft=True, subtitle=HOSTILE,
        logos=(replace(LOGOS[0], alt=HOSTILE),), digest=HOSTILE,
    )  # fmt: skip
    page = parse_page(html.write(document, LOOK).decode())
    said = plain("".join(page.find("body").itertext()))
    # All but what is in attributes: the cover 3, the contents 4, each section 14 and who signs 5.
    assert said.count(plain(HOSTILE)) == 3 + 4 + 2 * 14 + 5
    assert page.findall(".//script") == []
    assert page.find(".//img").get("alt") == HOSTILE
    assert page.find(".//figure").get("aria-label") == HOSTILE
    assert page.find(".//p/a").get("href") == "https://a.no/?a=\"'<&copy;"
    assert [each.tag for each in page.find("head")].count("style") == 1


def test_the_page_says_its_language_title_and_what_it_was_made_of():
    document = replace(build_document("tromso"), digest="ab" * 32)
    page = parse_page(html.write(document, LOOK).decode())
    told = {each.get("name"): each.get("content") for each in page.iter("meta")}
    assert page.get("lang") == "nb"
    assert page.find("head/title").text == (
        "Samarbeidsavtale om politiråd og politikontakt mellom Tromsø kommune og "
        "Tromsø politistasjonsdistrikt"
    )
    assert told["author"] == "Tromsø kommune; Tromsø politistasjonsdistrikt"
    assert told["dcterms.date"] == "2018-11-07"
    assert told["avtalegen.sources-sha256"] == "ab" * 32
    assert told["generator"].startswith("avtalegen ")
    assert told["referrer"] == "no-referrer"


def test_an_agreement_in_nynorsk_has_the_words_of_the_page_in_nynorsk():
    page = parse_page(html.write(replace(every_node(), language="nn"), LOOK).decode())
    assert page.get("lang") == "nn"
    assert page.find(".//a[@class='skip']").text == "Hopp til teksten"
    assert page.find(".//section[@role='doc-endnotes']").get("aria-label") == "Fotnotar"


def test_only_the_style_sheet_of_the_page_itself_is_let_in():
    text = html.write(every_node(), LOOK).decode()
    style = re.search("<style>(.*)</style>", text, re.DOTALL)[1]
    policy = parse_page(text).find("head/meta[@http-equiv]").get("content")
    assert policy == (
        f"default-src 'none'; style-src '{html._hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert text.index("Security-Policy") < text.index("<style>")
    assert "@import" not in style
    assert "url(" not in style


def test_a_heading_has_the_id_of_its_section_and_is_what_names_it():
    page = parse_page(html.write(every_node(), LOOK).decode())
    named = {each.get("aria-labelledby") for each in page.iter("section")} - {None}
    assert named == {"første", "under", "uten_nummer", "skjema", ".underskrifter"}
    levels = {e.get("id"): e.tag for e in page.iter() if re.fullmatch("h[1-6]", str(e.tag))}
    assert levels == {
        ".tittel": "h1", ".innhold": "h2", "første": "h2", "første.2": "h3", "under": "h3",
        "uten_nummer": "h2", ".underskrifter": "h2", "skjema": "h2",
    }  # fmt: skip


def test_the_contents_lead_to_their_headings():
    page = parse_page(html.write(every_node(), LOOK).decode())
    links = page.find(".//nav").findall(".//a")
    assert [(link.get("href"), plain("".join(link.itertext()))) for link in links] == [
        ("#første", "1 Første"), ("#første.2", "En overskrift i teksten"), ("#under", "1.1 Under"),
        ("#uten_nummer", "Uten nummer"), ("#.underskrifter", "Underskrifter"),
        ("#skjema", "Vedlegg 1 Skjema"),
    ]  # fmt: skip


def test_a_heading_in_an_item_of_a_list_is_one():
    item = Item((Paragraph((Text("En"),)), Heading(1, (Text("Og "), Strong((Text("to"),))))))
    page = page_of(List(ordered=False, items=(item,)))
    assert "".join(page.find(".//li/h3").itertext()) == "Og to"


def test_a_reference_leads_to_its_section():
    page = parse_page(html.write(every_node(), LOOK).decode())
    assert [(a.get("href"), a.text) for a in page.findall(".//main//p/a[@href]")[:3]] == [
        ("#under", "punkt\u00a01.1"),
        ("#uten_nummer", "«Uten nummer»"),
        ("#skjema", "vedlegg\u00a01"),
    ]


def test_a_footnote_and_each_of_its_marks_lead_to_each_other():
    mark = NoteMark(1)
    page = page_of(
        Paragraph((Text("En"), mark, Text(" to"), mark)), footnotes=(Footnote(1, (Text("Tre"),)),)
    )
    marks = page.findall(".//sup/a")
    note = page.find(".//section[@role='doc-endnotes']/ol/li")
    back = note.findall(".//a[@role='doc-backlink']")
    assert {each.get("href") for each in marks} == {f"#{note.get('id')}"}
    assert [each.get("href") for each in back] == [f"#{each.get('id')}" for each in marks]
    assert [each.get("aria-label") for each in back] == [
        "Tilbake til teksten fra fotnote 1 (1)", "Tilbake til teksten fra fotnote 1 (2)"
    ]  # fmt: skip
    assert {each.get("role") for each in marks} == {"doc-noteref"}


def test_no_link_stands_in_a_link():
    inner = (Text("se "), Reference("prøve", "punkt", "1"), NoteMark(1))
    page = page_of(
        Paragraph((Link("https://a.no", inner),)), footnotes=(Footnote(1, (Text("Note"),)),)
    )
    assert page.findall(".//a//a") == []
    assert page.find(".//li[@id='.note.1']//a").get("href") == "#.merke.1.1"
    assert page.find(".//sup").get("id") == ".merke.1.1"


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,a", "ftp://a.no", "//a.no", "#her", " https:"]
)
def test_a_link_out_of_the_web_mail_and_telephone_is_refused(target):
    with pytest.raises(RuntimeError, match="a link cannot lead to"):
        page_of(Paragraph((Link(target, (Text("a"),)),)))


@pytest.mark.parametrize("target", ["https://a.no", "HTTP://a.no", "mailto:a@b.no", "tel:02800"])
def test_a_link_to_the_web_a_mailbox_or_a_telephone_is_written(target):
    page = page_of(Paragraph((Link(target, (Text("a"),)),)))
    assert page.find(".//main//a").get("href") == target


def test_a_table_has_column_headings_and_scrolls_where_it_is_wider_than_a_phone():
    narrow = Table(((Text("Når"),), (Text("Tid"),)), (((Text("Mandag"),), ()),))
    wide = Table(tuple((Text(f"Samfunnssikkerhet {n}"),) for n in range(4)), ())
    page = page_of(narrow, Paragraph((Text("og"),)), wide)
    first, second = page.findall(".//table")
    assert {each.get("scope") for each in page.iter("th")} == {"col"}
    scrolling = page.findall(".//div[@class='scroll']/table")
    assert scrolling == [second]
    assert first not in scrolling
    region = page.find(".//div[@class='scroll']")
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert region.get("aria-label").startswith("Tabell: Samfunnssikkerhet 0, ")


def test_who_has_not_signed_gets_a_line_to_write_on(smallest):
    text = html.write(smallest, LOOK).decode()
    assert text.count('Sted og dato: <span class="rule"></span>') == 1 + len(smallest.signatures)
    assert text.count('<div class="line"></div>') == len(smallest.signatures)
    signed = html.write(build_document("tromso"), LOOK).decode()
    assert "Sted og dato" not in signed


def test_a_draft_says_so_on_the_cover_and_on_every_page_of_paper(smallest):
    page = parse_page(html.write(smallest, LOOK).decode())
    assert page.find(".//p[@class='draft']").text == "Utkast"
    assert page.find("body").get("data-draft") == "Utkast"
    signed = parse_page(html.write(build_document("tromso"), LOOK).decode())
    assert signed.find("body").get("data-draft") is None


def test_an_element_escapes_what_is_text_and_keeps_what_is_an_element():
    inner = element("b", {}, "<i>")
    assert element("p", {"title": "\"'&", "id": None}, "a & b ", inner) == (
        '<p title="&#34;&#39;&amp;">a &amp; b <b>&lt;i&gt;</b></p>'
    )
    assert void("img", {"alt": "<"}) == '<img alt="&lt;">'


@pytest.mark.parametrize(
    "colour", ["1B3A5C", "000000", "0000FF", "B00020", "767676", "005A00", "7A4B00"]
)
def test_what_a_municipality_chooses_can_be_read_in_light_and_in_dark(colour):
    chosen = Colours(aksent=colour, tekst=colour, dempet=colour, linje="A6B3C0")
    made = colours.list_colours(chosen)
    for scheme in (0, 1):
        shade = {name: pair[scheme] for name, pair in made.items()}
        for ink in ("ink", "accent", "quiet"):
            assert colours.measure(shade[ink], shade["paper"]) >= 4.5, (ink, scheme)
        assert colours.measure(shade["marked"], shade["soft"]) >= 4.5
    for last in (0.88, 0.5):
        for fill, ink in colours.list_steps(colour, 5, last):
            assert colours.measure(fill, ink) >= 4.5


DAMAGE = {
    "a word is lost": ("Postkassen", "Posten"),
    "a word is added": ("Etter tabellen.", "Etter tabellen. Og mer."),
    "a word stands elsewhere": ("</main>", "<p>Postkassen</p></main>"),
    "the number of a heading is another": (">1.1</span> <span>Under</span></h3>", ">1.2</span> <span>Under</span></h3>"),
    "the number of an entry is another": (">1.1</span> <span>Under</span></a>", ">1.2</span> <span>Under</span></a>"),
    "a script": ("</main>", "<script></script></main>"),
    "an attribute": ("<main ", '<main onclick="a()" '),
    "a picture from elsewhere": ("</main>", '<img src="https://a.no/a.png" alt=""></main>'),
    "a link elsewhere": ("https://www.rana.kommune.no", "javascript:a()"),
    "a link to nothing": ('href="#under"', 'href="#over"'),
    "an id twice": ('id="under"', 'id="første"'),
    "an element that is never closed": ("</main>", ""),
    "a comment": ("</main>", "<!-- a --></main>"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_page_that_is_not_as_it_should_be_is_our_own_mistake(damage):
    document = every_node()
    text = html.make(document, LOOK)
    gate.check(text, document)
    before, after = DAMAGE[damage]
    assert before in text
    with pytest.raises(RuntimeError, match="the HTML is not as it should be"):
        gate.check(text.replace(before, after, 1), document)


def test_a_page_that_lost_a_word_is_never_given(monkeypatch, smallest):
    made = html.make(smallest, LOOK)
    monkeypatch.setattr(html, "make", lambda *_: made.replace("Underskrifter", ""))
    with pytest.raises(RuntimeError, match="the HTML is not as it should be: the page says"):
        html.write(smallest, LOOK)


def test_a_preview_explains_every_block_by_its_section_and_the_paths_of_its_values():
    asked = []
    extras = html.Extras(explain=lambda *about: asked.append(about[:2]) or "Forklart")
    page = parse_page(html.make(every_node(), LOOK, extras))
    assert ("", (("parter", 0, "navn"),)) in asked
    assert ("første", (("nett",),)) in asked
    assert (
        "første",
        (("vakta", "navn"), ("vakta", "telefon", 0), ("vakta", "telefon", 1), ("vakta", "epost")),
    ) in asked
    assert ("første", (("nivåer", 0, "navn"),)) in asked
    assert ("første", (("x",),)) in asked, "a cell"
    signing = [about for about in asked if about[0] == ".underskrifter"]
    assert signing == [(".underskrifter", ((position,),)) for position in range(2)]
    assert asked[-1] == ("første", ()), "a footnote belongs where its mark stands"
    explained = [each for each in page.iter() if each.get("aria-description")]
    assert {each.get("aria-description") for each in explained} == {"Forklart"}
    assert {each.get("tabindex") for each in explained} == {"0"}
    assert len(explained) == len(asked)
    assert {each.tag for each in explained} >= {"h1", "h2", "h3", "p", "td", "th", "div", "figure"}


def test_a_preview_says_what_the_page_says_and_adds_its_own():
    document = every_node()
    plain_text, text = html.make(document, LOOK), html.make(document, LOOK, EXTRAS)
    page = parse_page(text)
    lines = read_lines(page)
    assert lines[0] == "Fra kommuner/prøve.yaml"
    assert [line for line in lines[1:] if "document.title" not in line] == read_lines(
        parse_page(plain_text)
    )
    policy = page.find("head/meta[@http-equiv]").get("content")
    assert f"script-src '{html._hash(EXTRAS.script)}'; connect-src 'self'" in policy
    assert page.find("body/script").text == EXTRAS.script
    assert page.find("head/style").text.endswith(EXTRAS.style)


def test_a_page_that_is_kept_has_no_trace_of_a_preview():
    text = html.write(every_node(), LOOK).decode()
    for trace in ("aria-description", "<script", "script-src", "connect-src", "banner"):
        assert trace not in text


def test_a_banner_that_is_text_is_escaped_and_a_script_cannot_end_itself():
    assert "&lt;b&gt;" in html.make(every_node(), LOOK, html.Extras(banner="<b>"))
    for extras in (html.Extras(script='"</SCRIPT>"'), html.Extras(style="</style>")):
        with pytest.raises(RuntimeError, match="ends the element"):
            html.make(every_node(), LOOK, extras)


def test_the_paper_has_the_margins_and_the_sizes_of_the_style():
    text = html.write(every_node(), LOOK).decode()
    assert "size: A4; margin: 28mm 30mm 26mm 22mm;" in text, "numbers hang in 14 mm of the margin"
    assert "--text: 11pt;" in text
    assert '--text-font: "Calibri", "Carlito",' in text


def test_lists_in_lists_are_numbered_as_on_paper():
    sheet = html.make(every_node(), LOOK).split("<style>")[1]
    inside = "main :is(ul, ol)"
    for depth, kind in enumerate(("lower-alpha", "lower-roman", "decimal")):
        assert f"{inside}{' :is(ul, ol)' * depth} ol {{ list-style-type: {kind}; }}" in sheet
