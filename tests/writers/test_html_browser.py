"""Agreements as HTML in a browser: on phones and desks, in light and dark, by keyboard, on paper."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from avtalegen.writers import html
from avtalegen.writers.said import list_printed
from tests.conftest import find_program, run_in_browser
from tests.pictures import LOGOS
from tests.stress import build_stress
from tests.support import MUNICIPALITIES, build_document, plain, read_look
from tests.writers.test_golden import every_node
from tests.writers.test_html import EXTRAS

pytestmark = pytest.mark.slow

DOCUMENTS = {
    **{name: lambda name=name: build_document(name) for name in MUNICIPALITIES},
    "stress": build_stress,
    "nodes": lambda: replace(every_node(), logos=LOGOS),
}
NAMES = [*DOCUMENTS, "preview"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("html")


@pytest.fixture(scope="module")
def browsed(folder) -> dict:
    """What came of opening every page in a browser, by its name."""
    look, pages = read_look(), []
    for name in NAMES:
        pages.append(folder / f"{name}.html")
        text = (
            html.make(every_node(), look, EXTRAS) if name == "preview"
            else html.write(DOCUMENTS[name](), look).decode()
        )  # fmt: skip
        pages[-1].write_text(text, encoding="utf-8")
    return run_in_browser(Path(__file__).with_name("browser.mjs"), folder, *pages)


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_that_shuts_anybody_out(browsed, name):
    assert browsed[name]["axe"] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_for_nothing_and_breaks_none_of_its_own_rules(browsed, name):
    assert (browsed[name]["told"], browsed[name]["asked"]) == ([], [])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wider_than_a_phone_but_tables_that_scroll(browsed, name):
    assert browsed[name]["overflow"] == {width: [0, []] for width in ("320", "390", "1280")}


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_light_or_dark_as_the_reader_has_chosen(browsed, name):
    assert browsed[name]["background"] == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 28)"}


@pytest.mark.parametrize("name", NAMES)
def test_the_first_stop_of_the_keyboard_is_the_link_to_the_text(browsed, name):
    assert browsed[name]["first"] == ["skip", "#.tekst", True]


def test_the_contents_are_in_view_when_the_text_has_been_read(browsed):
    assert browsed["stress"]["follows"] is True
    assert browsed["stjordal"]["follows"] is True
    assert browsed["tromso"]["follows"] is None, "it has no contents"


def test_a_block_of_a_preview_shows_its_explanation_while_it_has_the_focus(browsed):
    position, content = browsed["preview"]["explained"]
    assert position == "fixed"
    assert "parter" in content


def read_pdf(path: Path) -> str:
    return subprocess.run(
        [find_program("pdftotext"), "-raw", path, "-"],
        capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_printed_pages_say_all_that_paper_says(browsed, folder, name):
    document, said = DOCUMENTS[name](), read_pdf(folder / f"{name}.pdf")
    printed = "".join(said.split()).casefold()  # what is in capitals is said in small letters
    words = {word for piece in list_printed(document) for word in piece.split()}
    assert {word for word in words if word.casefold() not in printed} == set()
    assert document.title in plain(said)


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_nobody_signs_a_page_that_says_nothing(browsed, folder, name):
    pages = [page.splitlines() for page in read_pdf(folder / f"{name}.pdf").split("\f")]
    (page,) = (page for page in pages[2:] if "Underskrifter" in page)
    assert page.index("Underskrifter") > 1, "more stands above it than the head of the page"
