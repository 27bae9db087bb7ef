from dataclasses import replace

from hypothesis import given, settings

from avtalegen.document import (
    Emphasis,
    Heading,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    Strong,
    Text,
    Value,
    read_text,
    walk_inlines,
    walk_sections,
)
from avtalegen.transforms import close_levels, map_document, merge
from tests.strategies import documents, texts_of
from tests.support import build_document, count_examples


def test_the_words_of_inlines_are_read_in_order():
    content = (
        Text("a "), Strong((Value("b", ()), Emphasis((Text("c"),)))), NoteMark(1), LineBreak(),
        Link("https://a.no", (Text("d"),)), Reference("x", "punkt", "2"),
    )  # fmt: skip
    assert read_text(content) == "a bc\ndpunkt\u00a02"
    assert len(list(walk_inlines(content))) == 10


def test_neighbours_of_one_origin_are_put_together():
    assert merge([Text("a"), Text("b"), Value("c", ("x",)), Value("d", ("x",)), Value("e", ())]) == (
        Text("ab"), Value("cd", ("x",)), Value("e", ()),
    )  # fmt: skip


def test_sections_are_walked_in_the_order_of_reading():
    levels = [(level, s.number) for level, s in walk_sections(build_document("stjordal").sections)]
    assert levels[:4] == [(1, "1"), (2, "1.1"), (1, "2"), (2, "2.1")]


@settings(max_examples=count_examples(100), deadline=None)
@given(documents)
def test_a_document_changed_into_itself_is_the_same(document):
    assert map_document(document, lambda inline: inline) == document


@settings(max_examples=count_examples(100), deadline=None)
@given(documents)
def test_a_change_reaches_every_word(document):
    def shout(inline):
        if isinstance(inline, Text | Value):
            return replace(inline, text=inline.text + "!")
        return inline

    changed = map_document(document, shout)
    assert texts_of(changed) == [text + "!" for text in texts_of(document)]
    for _, section in walk_sections((*changed.sections, *changed.annexes)):
        assert read_text(section.title).endswith("!")


def test_no_level_of_heading_is_skipped_within_a_text():
    levels = [2, 2, 1, 2, 3, 1]
    blocks = [Heading(level, (Text("a"),)) for level in levels]
    assert [block.level for block in close_levels(blocks)] == [1, 2, 1, 2, 3, 1]
