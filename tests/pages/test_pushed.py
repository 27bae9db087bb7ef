"""What two revisions change, as readers and programs see it; tests/pages/pushed has the pages."""

import contextlib
import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from avtalegen.messages.languages import read_catalogue
from avtalegen.pages import FORMATS, shortening
from avtalegen.pages.formats import write_pushed
from avtalegen.pages.naming import Namer
from avtalegen.problems import Location, Problem
from avtalegen.pushes.comparing import compare_revisions
from avtalegen.pushes.ranges import read_range
from avtalegen.pushes.telling import Agreement, Pushed, Unread
from avtalegen.workspace import Workspace
from tests.pages.test_pages import ENDINGS, SCHEMA
from tests.pushes.repository import Repository, make_text
from tests.support import ROOT

GOLDEN = ROOT / "tests" / "pages" / "pushed"
NORWEGIAN, ENGLISH = read_catalogue("nb"), read_catalogue("en")
SIGNED = {"{tilstand: utkast}": "{tilstand: signert, sted: Åmot, dato: 2027-01-04}"}
HASTE = {"  saksliste_uker: 1\n": "  kort_varsel: ja\n  saksliste_uker: 3\n"}


@pytest.fixture(scope="module")
def push(tmp_path_factory) -> Pushed:
    """A push as a district may make it: a clause, two files, a style, and what goes wrong."""
    names = [
        "Ask",
        "Bø",
        "Dal",
        "Eid",
        "Flå",
        "Gol",
        "Hol",
        "Ibo",
        "Jæren",
        "Kvam",
        "Lom",
        "Moss",
        "Nes",
    ]
    texts = {f"k{at:02}": make_text(name) for at, name in enumerate(names)}
    texts |= {
        "amot": make_text("Åmot", **SIGNED),
        "vik": make_text("Vik", **HASTE),
        "gammel": make_text("Gammel"),
    }
    texts["feil"] = make_text("Feil", **{"{minst: 2}": "{minst: to}"})
    kept = Repository(tmp_path_factory.mktemp("push"), texts)
    kept.edit_clause("politirådets_møter", "på kort varsel", "på én dags varsel")
    kept.edit_clause(
        "politirådets_møter", "Sakslisten sendes ut", "{{ sted }} sender ut sakslisten"
    )
    kept.edit(
        "templates/avtaler/samarbeidsavtale.yaml", "nummererte_nivåer: 0", "nummererte_nivåer: 1"
    )
    kept.edit("templates/stil/stil.yaml", "  tekst: ", "  tekst: 000000 # ")
    kept.edit("templates/hjemler.yaml", "hjemler:", "# Lover\nhjemler:")
    kept.edit("kommuner/k00.yaml", "{minst: 2}", "{minst: 3}")
    kept.edit("kommuner/k00.yaml", "{tilstand: utkast}", "{tilstand: vedtatt}")
    kept.edit("kommuner/k03.yaml", "varighet: ja\n", "")
    kept.edit("kommuner/feil.yaml", "{minst: to}", "{minst: 2}")
    kept.edit("kommuner/k04.yaml", "{minst: 2}", "{minst: tre}")
    kept.git("mv", "kommuner/gammel.yaml", "kommuner/nytt-navn.yaml")
    kept.git("rm", "-q", "kommuner/k05.yaml")
    kept.write("kommuner/ny.yaml", make_text("Ny"))
    with contextlib.chdir(kept.folder):
        found = compare_revisions(Workspace(Path()), read_range("v1"))
    return replace(found, commits=("0123456789" * 4, ""))


@pytest.mark.parametrize("format_", FORMATS)
def test_the_page_is_as_expected(push, format_, renew):
    written = write_pushed(push, format_, NORWEGIAN, plain=True)
    expected = GOLDEN / f"push.{ENDINGS[format_]}"
    if renew:
        expected.parent.mkdir(exist_ok=True)
        expected.write_bytes(written.encode())
    assert written.encode() == expected.read_bytes()


def test_every_expected_page_is_compared():
    assert {path.name for path in GOLDEN.iterdir()} == {f"push.{e}" for e in ENDINGS.values()}


def test_json_is_as_its_schema_says(push):
    made = json.loads(write_pushed(push, "json", NORWEGIAN, plain=True))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(made)] == []
    told = {each["name"] for each in made["agreements"]}
    named = [*made["changed"], *made["added"], *made["removed"], *made["renamed"],
             *(name for each in made["cosmetic"] for name in each["agreements"])]  # fmt: skip
    assert set(named) <= told
    made["shared"][0]["ways"][0]["passages"][0]["kind"] = "annet"
    assert not Draft202012Validator(SCHEMA).is_valid(made)


def test_warnings_come_before_everything_else(push):
    for format_ in ("terminal", "markdown", "html"):
        written = write_pushed(push, format_, NORWEGIAN, plain=True)
        body = written.split("</h1>")[-1] if format_ == "html" else written.split("\n", 1)[1]
        words = re.sub(r"<[^>]*>|\*", "", body).strip()
        assert words.startswith("Advarsel: 1 signert avtale blir endret eller fjernet: Åmot")


def test_a_table_has_a_row_for_each_change_of_each_agreement(push):
    written = write_pushed(push, "csv", NORWEGIAN, plain=True)
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff")), delimiter=";"))
    assert {len(row) for row in rows} == {9}
    shared = [row for row in rows if row[3] == "felles tekst" and row[4] == "Politirådets møter"]
    assert {row[0] for row in shared} >= {"Ask", "Vik", "Åmot"}
    vik = [row for row in shared if row[0] == "Vik"]
    assert all("Vik sender ut sakslisten" in row[8] for row in vik if "sakslisten" in row[8])


def test_names_stand_in_the_norwegian_alphabet():
    names = ["Ås", "Øyer", "Ålesund", "Zebra", "Ærfugl", "alta", "Asker"]
    made = Pushed(agreements={name: Agreement(name, name, "") for name in names})
    assert Namer(made, NORWEGIAN.say).list_titles(names) == [
        "alta", "Asker", "Zebra", "Ærfugl", "Øyer", "Ålesund", "Ås",
    ]  # fmt: skip


def test_where_nothing_changes_one_sentence_says_so():
    made = Pushed(first="v1", total=4, compared=True)
    written = write_pushed(made, "terminal", NORWEGIAN, plain=True)
    assert written == "Dette er endret siden v1\n\nIngen avtaler er endret.\n"
    assert "No agreement changes." in write_pushed(made, "markdown", ENGLISH, plain=True)


@pytest.mark.parametrize("most", [65_536, 9_000, 6_000, 4_000, 3_000])
def test_markdown_is_no_longer_than_it_may_be(push, most):
    written = shortening.write(push, NORWEGIAN.say, "nb", most)
    assert len(written.encode()) <= most
    assert "**Advarsel: 1 signert avtale blir endret eller fjernet:** Åmot" in written
    assert "av 17 avtaler får annet innhold enn før" in written
    short = "Utelatt her fordi det ikke er plass" in written
    assert short == (len(shortening.write(push, NORWEGIAN.say, "nb").encode()) > most)
    if short:
        assert "`avtalegen diff --since v1 --output forskjeller.html`" in written
    html = MarkdownIt("commonmark").enable("table").render(written)
    assert html.count("<details>") == html.count("</details>") == written.count("<details>")
    assert written.count("~~") % 2 == 0
    for line in written.splitlines():
        assert not line.startswith("|") or line.endswith("|")


def test_what_is_left_out_is_counted(push):
    ways = sum(len(shared.ways) for shared in push.shared)
    for most in range(2_500, 10_000, 250):
        written = shortening.write(push, NORWEGIAN.say, "nb", most)
        shown = written.count("**Gjelder:**") + written.count("<summary>Gjelder:")
        left = re.search(r"(\d+) av (\d+) måter? som felles tekst endres på", written)
        assert (int(left[1]) if left else 0) == ways - shown
        assert not left or int(left[2]) == ways


def test_a_push_that_changes_everything_is_told_within_the_limit():
    """Many agreements with long names: the names are cut before warnings and counts are."""
    names = [f"kommune-{number}" for number in range(3_570)]
    made = Pushed(
        first="v1", total=3_570, compared=True, added=tuple(names), removed=tuple(names),
        agreements={n: Agreement(n, f"{n} med et langt navn", "", "signert") for n in names},
    )  # fmt: skip
    written = shortening.write(made, NORWEGIAN.say, "nb")
    assert len(written.encode()) <= shortening.MOST_BYTES
    assert "Advarsel: 3570 signerte avtaler" in written
    assert "navn i lange navnelister" in written


@pytest.mark.parametrize("number", [1, 400])
def test_what_cannot_be_read_is_told_within_the_limit(number):
    """In many agreements the same is wrong, or in each something else."""
    names = [f"k{at}" for at in range(400)]
    wrong = [
        Problem(
            "value-not-integer",
            Location(f"kommuner/k{at % number}.yaml", 3, 1),
            "",
            {"read": "x" * 300},
        )
        for at in range(400)
    ]
    made = Pushed(
        first="v1", total=400, compared=True,
        unread=tuple(Unread(name, old=False, problems=(each,)) for name, each in zip(names, wrong, strict=True)),
        agreements={n: Agreement(n, n, "") for n in names},
    )  # fmt: skip
    written = shortening.write(made, NORWEGIAN.say, "nb")
    assert len(written.encode()) <= shortening.MOST_BYTES
    told = written.split("## Ikke sammenlignet")[1]
    assert told.count("har feil nå") == (1 if number == 1 else 20)
    assert ("380 avtaler til" in told) == (number > 1)


def test_a_page_holds_no_markup_of_a_file():
    name = "<b>&`*_|x"
    made = Pushed(
        first=name, total=1, compared=True, added=("a",), agreements={"a": Agreement("a", name, "")}
    )
    assert "<b>" not in write_pushed(made, "html", NORWEGIAN, plain=True)
    assert r"\<b\>\&\`\*\_\|x" in write_pushed(made, "markdown", NORWEGIAN, plain=True)
