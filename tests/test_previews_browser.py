"""A preview in a browser: what changes on the disk is seen on the page, and where it comes from."""

import shutil

import pytest

from tests.conftest import run_in_browser
from tests.support import ROOT
from tests.test_previews import start

pytestmark = pytest.mark.slow

PAGES = ["page", "origin", "problems", "warnings", "ended"]


@pytest.fixture(scope="module")
def followed(tmp_path_factory) -> dict:
    """What was seen while files changed, and the address."""
    root = tmp_path_factory.mktemp("preview")
    shutil.copytree(ROOT / "examples" / "minste" / "kommuner", root / "kommuner")
    clause = root / "templates" / "klausuler" / "varighet"
    shutil.copytree(ROOT / "templates" / "klausuler" / "varighet", clause)
    with start("eksempel", cwd=root) as (process, address):
        found = run_in_browser(
            ROOT / "tests" / "previews.mjs",
            address, root / "kommuner" / "eksempel.yaml", clause / "nb.md", root, process.pid,
        )  # fmt: skip
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (0, "", "")
    return {**found, "address": address}


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_that_shuts_anybody_out(followed, page):
    assert followed["axe"][page] == []
    assert followed["overflow"][page] == [0, 0, 0, 0]


def test_a_change_is_on_the_page_soon_after_it_was_saved(followed):
    assert set(followed["took"]) == {
        "words", "style", "broken", "mended", "clause", "no YAML", "warned", "unwarned",
    }  # fmt: skip
    assert max(followed["took"].values()) < 10_000, followed["took"]


def test_the_page_asks_only_where_it_came_from_and_breaks_none_of_its_own_rules(followed):
    assert set(followed["asked"]) <= {followed["address"], f"{followed['address']}events"}
    lost = "net::ERR_CONNECTION_REFUSED"  # the end is seen by asking
    assert [told for told in followed["told"] if lost not in told] == []


@pytest.mark.parametrize("way", ["focused", "hovered"])
def test_a_paragraph_that_is_pointed_at_says_where_its_words_come_from(followed, way):
    shown = followed[way]
    assert shown["position"] == "fixed"
    assert "Klausul: politirådets_møter – avtalegen/templates/klausuler/" in shown["content"]
    assert "Valg: politirådets_møter.møter – kommuner/eksempel.yaml:53" in shown["content"]
    assert shown["said"].splitlines()[1] in shown["content"]


def test_who_reads_and_writes_stays_where_they_are(followed):
    before, after, focused = followed["stayed"]
    assert before == pytest.approx(after, abs=1)
    assert focused is True


def test_what_is_wrong_is_told_with_file_and_line_until_it_is_mended(followed):
    assert followed["problem"].startswith("1 feil")
    for said in (
        "kommuner/eksempel.yaml:53:18", "politirådets_møter.møter.minst", "minst: to",
        "her skal det stå et heltall, men det står «to»", "[value-not-integer]", "skriv bare tallet",
    ):  # fmt: skip
        assert said in followed["problem"]
    assert followed["status"] == "Avtalen er ikke oppdatert: 1 feil"
    assert followed["left"] == 0


def test_a_page_that_is_opened_while_there_are_errors_shows_the_last_agreement(followed):
    assert followed["again"] is True
