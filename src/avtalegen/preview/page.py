"""The page of a preview: the panel, and below it the agreement, or that there is none yet.

Takes what was made of a municipality's file; gives bytes. What only a preview has, page.css and
page.js, is added to the page that the HTML writer makes.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from avtalegen.messages import Catalogue, phrase
from avtalegen.preview.making import Agreement
from avtalegen.preview.origins import Origins
from avtalegen.preview.panel import Panel
from avtalegen.preview.steering import find_steering
from avtalegen.problems import Listing
from avtalegen.writers import html
from avtalegen.writers.web.elements import element, stack, void


def write_page(
    file: str, listing: Listing, shown: Agreement | None, catalogue: Catalogue, *, stale: bool
) -> bytes:
    """The page that tells of the file, with the agreement that is shown, which may be stale."""
    panel = Panel(file, listing, stale, catalogue).write()
    if shown is None:
        text = _write_alone(file, panel, catalogue)
    else:
        explain = Origins(shown, catalogue, find_steering(shown.reading)).explain
        extras = html.Extras(explain, _read("page.js"), _read("page.css"), panel)
        text = html.make(shown.document, shown.look, extras)
    # Names of files may have what UTF-8 has no bytes for.
    return text.encode("utf-8", "backslashreplace")


def _write_alone(file: str, panel: Markup, catalogue: Catalogue) -> str:
    """The page where no agreement could be put together since the preview began."""
    style, script = Markup(_read("page.css")), Markup(_read("page.js"))  # noqa: S704  # our own
    policy = {"http-equiv": "Content-Security-Policy", "content": html.write_policy(style, script)}
    view = {"name": "viewport", "content": "width=device-width, initial-scale=1"}
    title = catalogue.say(phrase("Preview of {name}", name=file))
    said = catalogue.say(phrase("The agreement is shown here when the errors are mended."))
    head = [void("meta", {"charset": "utf-8"}), void("meta", policy), void("meta", view),
            element("title", {}, title), element("style", {}, style)]  # fmt: skip
    body = [element("h1", {"class": "alone"}, title), panel,
            element("main", {"class": "alone"}, element("p", {}, said)),
            element("script", {}, script)]  # fmt: skip
    content = stack([element("head", {}, stack(head)), element("body", {}, stack(body))])
    return f"<!doctype html>\n{element('html', {'lang': catalogue.language}, content)}\n"


@lru_cache
def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
