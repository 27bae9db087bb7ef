"""What two revisions change, as readers and programs see it; tests/pages/pushed has the pages."""

import contextlib
import csv
import io
import json
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from avtalegen.messages.languages import read_catalogue
from avtalegen.pages import FORMATS, markdown, shortening
from avtalegen.pages.formats import write_pushed
from avtalegen.pages.naming import Namer
from avtalegen.pages.page import Names
from avtalegen.problems import Location, Problem
from avtalegen.pushes.comparing import compare_revisions
from avtalegen.pushes.ranges import read_range
from avtalegen.pushes.telling import Agreement, Cosmetic, Pushed, Unread
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
        assert words.startswith("Advarsel: 1 signert avtale er endret: Åmot")


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


BOTH = "2 avtaler kunne ikke sammenlignes: a0, a1"


@pytest.mark.parametrize(
    ("unread", "cosmetic", "expected"),
    [
        (0, False, ["Ingen avtaler er endret."]),
        (0, True, ["Ingen avtaler har fått annet innhold enn før."]),
        (1, False, ["Ingen andre avtaler er endret, men 1 avtale kunne ikke sammenlignes: a0"]),
        (2, True, [f"Ingen andre avtaler har fått annet innhold, men {BOTH}"]),
        (3, False, ["Ingen avtaler kunne sammenlignes.", "Kunne ikke sammenlignes: a0, a1, a2"]),
    ],
)  # fmt: skip
def test_where_no_contents_change_one_sentence_says_so(unread, cosmetic, expected):
    names = [f"a{at}" for at in range(3)]
    made = Pushed(
        first="v1", total=3, both=3, read=3 - unread, compared=True,
        unread=tuple(Unread(name, old=False) for name in names[:unread]),
        cosmetic=(Cosmetic("style", ("a2",), ("farge.tekst",)),) if cosmetic else (),
        agreements={name: Agreement(name, name, "") for name in names},
    )  # fmt: skip
    written = write_pushed(made, "terminal", NORWEGIAN, plain=True)
    summary = written.split("\n\n")[1].rstrip("\n")
    assert summary.splitlines() == expected


def test_what_changes_without_words_is_told_of_whom_and_in_what():
    made = Pushed(
        first="v1", total=2, both=2, read=2, compared=True,
        cosmetic=(
            Cosmetic("style", ("ask", "bo"), ("farge.aksent",)),
            Cosmetic("style", ("bo",), ("logoer.Bø",)),
            Cosmetic("order", ("bo",), ("Råd, møter", "Varighet")),
        ),
        agreements={name: Agreement(name, name.title(), "") for name in ("ask", "bo")},
    )  # fmt: skip
    written = write_pushed(made, "markdown", NORWEGIAN, plain=True)
    assert written.endswith(
        "**Annet utseende:** farge.aksent – alle avtalene\n\n"
        "**Annet utseende:** logoer.Bø – Bo\n\n"
        "**Annen rekkefølge på klausulene:** Bo: «Råd, møter», «Varighet»\n"
    )


@pytest.mark.parametrize("status", ["signert", "vedtatt"])
def test_a_warning_says_what_has_happened(push, status):
    bound = {n: replace(a, status=status) for n, a in push.agreements.items()}
    written = write_pushed(replace(push, agreements=bound), "terminal", NORWEGIAN, plain=True)
    kind = {"signert": "signerte avtaler er", "vedtatt": "vedtatte avtaler er"}[status]
    assert f"Advarsel: 14 {kind} endret: Ask, Bø" in written
    assert f"Advarsel: 1 {kind.replace('te avtaler', 't avtale')} fjernet: Gol" in written


def test_where_names_are_left_out_it_is_told_how_to_see_them(push):
    said = "Alle navnene: --format html eller csv"
    assert said in write_pushed(push, "terminal", NORWEGIAN, plain=True)
    few = Pushed(first="v1", compared=True, added=("a",), agreements={"a": Agreement("a", "A", "")})
    assert said not in write_pushed(few, "terminal", NORWEGIAN, plain=True)
    assert said not in write_pushed(push, "html", NORWEGIAN, plain=True)


def test_a_reader_chooses_a_clause_or_a_municipality(push):
    """Whatever is chosen, a part is shown that is about it, or a note says what has happened."""
    written = write_pushed(push, "html", NORWEGIAN, plain=True)
    groups = dict(re.findall(r'<optgroup label="(\w+)">(.*?)</optgroup>', written))
    shown = {key for keys in re.findall(r'data-part="([^"]*)"', written) for key in keys.split()}
    found = {
        label: {v: (note, title) for v, note, title in
                re.findall(r'<option value="([^"]*)"(?: data-note="([^"]*)")?>([^<]*)<', options)}
        for label, options in groups.items()
    }  # fmt: skip
    assert list(found) == ["Klausuler", "Kommuner"]
    assert ("", "Politirådets møter") in found["Klausuler"].values()
    assert set(found["Klausuler"]) <= shown
    people = found["Kommuner"]
    assert [title for _note, title in people.values()] == [
        push.agreements[name].title for name in Namer(push, NORWEGIAN.say).sort([*push.agreements])
    ]
    assert {value for value, (note, _title) in people.items() if not note} <= shown
    assert people["@ny"] == ("Avtalen er ny.", "Ny")
    assert people["@k05"] == ("Avtalen er fjernet.", "Gol")
    assert people["@nytt-navn"] == ("Fila het gammel.yaml før.", "Gammel")


def test_errors_of_the_second_revision_are_told_as_that(push):
    written = write_pushed(replace(push, second="v2"), "markdown", NORWEGIAN, plain=True)
    assert "- **Flå**: har feil i v2\n" in written


def test_what_is_broken_is_shortened_before_what_changes(push):
    """Many broken agreements leave the room to those that could be compared."""
    broken = [f"feil{at}" for at in range(300)]
    wrong = (Problem("value-not-integer", Location("f.yaml", 3, 1), "", {"read": "x" * 200}),)
    made = replace(
        push,
        unread=tuple(
            Unread(name, old=False, problems=(replace(wrong[0], location=Location(name, 1, 1)),))
            for name in broken
        ),
        agreements={**push.agreements, **{n: Agreement(n, n, "") for n in broken}},
    )
    written = shortening.write(made, NORWEGIAN.say, "nb", 20_000)
    assert "hvorfor 295 avtaler ikke kunne sammenlignes." in written
    assert written.count("### Variant") == sum(len(shared.ways) for shared in push.shared)


def test_where_nothing_changes_one_sentence_says_so():
    made = Pushed(first="v1", total=4, compared=True)
    written = write_pushed(made, "terminal", NORWEGIAN, plain=True)
    assert written == "Dette er endret siden v1\n\nIngen avtaler er endret.\n"
    assert "No agreement has changed." in write_pushed(made, "markdown", ENGLISH, plain=True)


@pytest.mark.parametrize("most", [65_536, 9_000, 6_000, 4_000, 3_000])
def test_markdown_is_no_longer_than_it_may_be(push, most):
    written = shortening.write(push, NORWEGIAN.say, "nb", most)
    assert len(written.encode()) <= most
    assert "**Advarsel: 1 signert avtale er endret:** Åmot" in written
    assert "av 16 avtaler har fått annet innhold enn før" in written
    short = "Dette er utelatt fordi det ikke er plass" in written
    assert short == (len(shortening.write(push, NORWEGIAN.say, "nb").encode()) > most)
    if short:
        assert "`avtalegen diff --since v1 --output endringer.html`" in written
        assert "blant artefaktene: `avtaler-endringer`" in written
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
        left = re.search(r"(\d+) av (\d+) variant(?:er)? av endringer i felles tekst", written)
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
    assert "Advarsel: 3570 signerte avtaler er fjernet:" in written
    assert "noen av navnene i lange lister" in written


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
    told = written.split("## Kunne ikke sammenlignes")[1]
    assert told.count("har feil som må rettes først") == (1 if number == 1 else 5)
    assert ("395 avtaler til" in told) == (number > 1)
    assert ("hvorfor 395 avtaler ikke kunne sammenlignes" in written) == (number > 1)


def test_a_page_holds_no_markup_of_a_file():
    name = "<b>&`*_|x"
    made = Pushed(
        first=name, total=1, compared=True, added=("a",), agreements={"a": Agreement("a", name, "")}
    )
    assert "<b>" not in write_pushed(made, "html", NORWEGIAN, plain=True)
    assert r"\<b\>\&\`\*\_\|x" in write_pushed(made, "markdown", NORWEGIAN, plain=True)


def test_no_name_begins_a_heading_or_a_list_of_its_own():
    names = [
        f"Rana {number}\n\n</summary></details>\n\n# OVERSKRIFT\n\n- punkt" for number in range(40)
    ]
    block = Names("Gjelder:", "Rana \n\n# OVERSKRIFT og 39 til", ", ".join(names))
    written = "\n\n".join(markdown.write_blocks((block,)))
    assert not re.search(r"^(#|- )", written, re.MULTILINE)
    assert written.count("</summary>") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text are Linux's")
def test_names_that_are_no_text_and_words_without_end_fit_a_page(tmp_path):
    names = [f"k{number}" for number in range(5)]
    made = Repository(tmp_path, {name: make_text(name.title()) for name in names})
    for name in names:
        made.write(f"kommuner/{name}.yaml", f"{make_text(name.title())}{'å' * 30_000}: 1\n")
    (tmp_path / "logoer").mkdir()
    (tmp_path / "logoer" / os.fsdecode(b"Troms\xf8.png")).write_bytes(b"x")
    found = made.compare("v1")
    written = write_pushed(found, "markdown", NORWEGIAN, plain=True)
    assert len(written.encode("utf-8", "backslashreplace")) < 65_536
    assert "\udcf8" in written
