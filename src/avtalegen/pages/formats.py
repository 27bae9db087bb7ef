"""The formats of a comparison: a table from the name of a format to the function that writes it.

Takes what was compared and how it is to be seen; gives text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from avtalegen.comparison.changes import Comparison
from avtalegen.comparison.reasons import Explained
from avtalegen.differences import Compared
from avtalegen.messages import Catalogue
from avtalegen.pages import html, many, markdown, pair, pushed_values, shortening, values, words
from avtalegen.pages import pushed as pushed_page
from avtalegen.pages.page import Page
from avtalegen.pages.summary import find_names
from avtalegen.pushes.telling import Pushed
from avtalegen.quick import dataclass

# How many agreements a table of each format has room for beside each other.
_COLUMNS = {"markdown": 6, "html": 40}


@dataclass(frozen=True, slots=True)
class View:
    """How a comparison is to be seen: with equal choices too, and as words instead of choices.

    `plain` is for a file: nothing of it depends on the terminal.
    """

    equal: bool = False
    text: bool = False
    plain: bool = False


def make_page(compared: Compared, view: View, catalogue: Catalogue, columns: int) -> Page:
    """The page of a comparison; a matrix has at most as many `columns`."""
    say, language, clause = catalogue.say, catalogue.language, compared.clause
    if compared.matrix is not None:
        return many.make_page(
            compared.matrix, say, language, columns=columns, equal=view.equal, clause=clause
        )
    comparison, explained = _find_pair(compared)
    if view.text:
        return words.make_page(comparison, explained, say, language, equal=view.equal)
    return pair.make_page(
        comparison, explained, say, language, equal=view.equal, clause=clause
    )  # fmt: skip


def _find_pair(compared: Compared) -> tuple[Comparison, tuple[Explained, ...]]:
    if compared.comparison is None:
        raise ValueError("nothing was compared")
    return compared.comparison, compared.explained


def write_terminal(compared: Compared, view: View, catalogue: Catalogue) -> str:
    """The comparison for the terminal that stdout is, or plain where it is none."""
    from avtalegen.pages import terminal  # rich takes its time

    console = terminal.make_console(plain=view.plain)
    longest = _find_longest(compared)
    columns = terminal.count_columns(console, longest)
    return terminal.write(make_page(compared, view, catalogue, columns), console)


def _find_longest(compared: Compared) -> int:
    """How long the longest word is that departs from what is most common."""
    if compared.matrix is None:
        return 0
    items = compared.matrix.items
    rows = [*compared.matrix.rows, *(row for found in items.values() for row in found)]
    shown = [row for row in rows if len(row.groups) > 1 and row.question not in items]
    words = (word for row in shown for group in row.groups for word in group.said.split())
    return max(map(len, words), default=0)


def write_markdown(compared: Compared, view: View, catalogue: Catalogue) -> str:
    """The comparison as Markdown."""
    return markdown.write(make_page(compared, view, catalogue, _COLUMNS["markdown"]))


def write_html(compared: Compared, view: View, catalogue: Catalogue) -> str:
    """The comparison as an HTML page; what is equal is in it, for the reader to see or hide."""
    everything = View(equal=True, text=view.text)
    made = make_page(compared, everything, catalogue, _COLUMNS["html"])
    return html.write(made, differences=not view.equal)


def write_csv(compared: Compared, view: View, catalogue: Catalogue) -> str:
    """The comparison as a table for Excel."""
    say = catalogue.say
    if compared.matrix is not None:
        names = [side.name for side in compared.matrix.sides]
        return values.write_csv(values.list_matrix(compared.matrix, names, say))
    comparison, explained = _find_pair(compared)
    if view.text:
        names_of_two = find_names(comparison)
        return values.write_csv(values.list_words(explained, names_of_two, say))
    return values.write_csv(values.list_pair(comparison, say))


def write_json(compared: Compared, view: View, catalogue: Catalogue) -> str:
    """The comparison as JSON."""
    say = catalogue.say
    if compared.matrix is not None:
        return values.write_json(values.describe_matrix(compared.matrix, say))
    made = values.describe_pair(*_find_pair(compared), say, words=view.text)
    return values.write_json(made)


def write_pushed(pushed: Pushed, format_: str, catalogue: Catalogue, *, plain: bool) -> str:
    """What two revisions change, in a format; `plain` is for a file, as in View."""
    say, language = catalogue.say, catalogue.language
    match format_:
        case "markdown":
            return shortening.write(pushed, say, language)
        case "html":
            return html.write(pushed_page.make_page(pushed, say, language))
        case "csv":
            return values.write_csv(pushed_values.list_pushed(pushed, say))
        case "json":
            return values.write_json(pushed_values.describe_pushed(pushed, say))
    from avtalegen.pages import terminal  # rich takes its time

    page = pushed_page.make_page(pushed, say, language, unfolds=False)
    return terminal.write(page, terminal.make_console(plain=plain))


WRITERS: Mapping[str, Callable[[Compared, View, Catalogue], str]] = {
    "terminal": write_terminal,
    "markdown": write_markdown,
    "html": write_html,
    "csv": write_csv,
    "json": write_json,
}
