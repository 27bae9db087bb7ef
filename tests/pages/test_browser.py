"""HTML pages in a browser: for those who see, those who do not, and those who have no mouse."""

from pathlib import Path

import pytest

from avtalegen.differences import Asked, diff
from avtalegen.messages.languages import read_catalogue
from avtalegen.pages.formats import WRITERS, View
from avtalegen.workspace import Workspace
from tests.conftest import run_in_browser
from tests.support import MUNICIPALITIES, ROOT

pytestmark = pytest.mark.slow

PAGES = {
    "two": (("tromso", "stjordal"), View()),
    "words": (("tromso", "stjordal"), View(text=True)),
    "many": (MUNICIPALITIES, View()),
}


@pytest.fixture(scope="module")
def browse(tmp_path_factory):
    """What comes of opening a page: its kind, its colours, and whether scripts run."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[tuple, dict] = {}

    def open_page(
        kind: str, scheme: str = "light", scripts: str = "with", lang: str = "nb"
    ) -> dict:
        if (kind, scheme, scripts, lang) not in made:
            asked, view = PAGES[kind]
            found = diff(Workspace(ROOT), Asked(tuple(asked)))
            page = folder / f"{kind}-{lang}.html"
            page.write_text(WRITERS["html"](found, view, read_catalogue(lang)), encoding="utf-8")
            script = Path(__file__).with_name("browser.mjs")
            made[kind, scheme, scripts, lang] = run_in_browser(script, page, scheme, scripts)
        return made[kind, scheme, scripts, lang]

    return open_page


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing_that_shuts_anybody_out(browse, kind, scheme, lang):
    assert browse(kind, scheme, lang=lang)["axe"] == []


@pytest.mark.parametrize("kind", ["two", "many"])
def test_a_reader_sees_only_differences_first_and_all_when_asked(browse, kind):
    found = browse(kind)
    assert found["first"]["equal"] == 0
    assert found["all"]["equal"] > 5
    assert found["all"]["rows"] > found["first"]["rows"] > 20
    assert found["again"] == found["first"]


@pytest.mark.parametrize("kind", PAGES)
def test_a_reader_chooses_one_clause_with_the_keyboard(browse, kind):
    found = browse(kind)
    assert found["tabs"][:2] == ["clause", "only"]
    assert found["one"]["parts"] == [found["chosen"]]
    assert found["chosen"] in found["first"]["parts"]


def test_a_wide_table_is_reached_and_moved_with_the_keyboard(browse):
    found = browse("many")
    assert found["tabs"][2] == "wide"
    assert found["scrolled"] > 0


@pytest.mark.parametrize("kind", PAGES)
def test_without_scripts_everything_is_there_to_read(browse, kind):
    found = browse(kind, scripts="without")
    assert found["first"]["form"] == 0, "there is nothing that does nothing"
    assert found["first"]["rows"] == browse(kind).get("all", found["first"])["rows"]
    assert set(found["first"]["parts"]) >= set(browse(kind)["first"]["parts"])


@pytest.fixture(scope="module", params=[390, 1280])
def seen(request) -> dict:
    """What a reader sees of the page of two revisions, as wide as a telephone and as a screen."""
    page = ROOT / "tests" / "pages" / "pushed" / "push.html"
    return run_in_browser(Path(__file__).with_name("narrow.mjs"), page, request.param)


def test_no_word_of_a_table_is_broken_on_a_telephone_or_a_screen(seen):
    assert (seen["broken"], seen["over"], seen["axe"]) == ([], 0, [])


def test_a_reader_sees_all_that_changes_one_municipality(seen):
    shared, rest = "politirådets_møter", "#rest"
    choices = seen["choices"]
    assert choices["varighet"] == [["own:k03"], ""]
    assert choices[shared] == [[shared, "own:k00"], ""]
    assert choices["@k00"] == [[shared, "own:k00", rest], ""]
    assert choices["@feil"] == [["#unread"], ""]
    assert choices["@ny"] == [[], "Avtalen er ny."]
    assert choices["@nytt-navn"] == [[shared, rest], "Fila het gammel.yaml før."]
