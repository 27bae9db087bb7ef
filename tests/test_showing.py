"""diff with --since and with ranges, as typed: what is printed, and how it ends."""

import re

import pytest
from typer.testing import CliRunner

from avtalegen import cli
from avtalegen.pushes.ranges import Range
from avtalegen.showing import Words
from tests.pushes.repository import Repository, make_text


@pytest.fixture
def kept(tmp_path) -> Repository:
    return Repository(tmp_path, {"ask": make_text("Ask"), "bo": make_text("Bø")})


def run(kept: Repository, *words: str):
    return CliRunner().invoke(cli.app, ["diff", *words, "--workspace", str(kept.folder)])


@pytest.mark.parametrize(
    ("names", "since", "expected"),
    [
        (("tromso", "v1..v2"), (), (["tromso"], [Range("v1", "v2")])),
        (("tromso",), ("v1",), (["tromso"], [Range("v1")])),
        (("a..b",), ("v1",), ([], [Range("a", "b"), Range("v1")])),
        (("tromso@v1", "tromso"), (), (["tromso@v1", "tromso"], [])),
    ],
)
def test_names_and_revisions_are_told_apart_by_their_dots(names, since, expected):
    asked = Words(names, since)
    assert (asked.list_names(), asked.list_ranges()) == expected


@pytest.mark.parametrize("words", [("--since", "v1"), ("-s", "v1"), ("--since", "v1", "--all")])
def test_what_has_changed_is_printed(kept, words):
    kept.edit("kommuner/ask.yaml", "{minst: 2}", "{minst: 3}")
    done = run(kept, *words)
    assert done.exit_code == 0
    assert done.stdout.startswith(
        "Dette er endret siden v1\n\n1 av 2 avtaler har fått annet innhold"
    )
    assert done.stderr == ""


@pytest.mark.parametrize("words", [("v1..v2",), ("--since", "v1..v2"), ("v1...v2", "ask")])
def test_two_revisions_are_named_with_dots_between(kept, words):
    kept.edit("kommuner/ask.yaml", "{minst: 2}", "{minst: 3}")
    kept.keep("v2")
    done = run(kept, *words)
    assert done.exit_code == 0
    assert re.match(r"Dette er endret fra \w+ til v2\n", done.stdout)
    assert "[-to-] {+tre+}" in done.stdout


def test_the_code_says_whether_anything_changed(kept):
    assert run(kept, "--since", "v1", "--exit-code").exit_code == 0
    kept.edit("templates/hjemler.yaml", "hjemler:", "# Lover\nhjemler:")
    assert run(kept, "--since", "v1", "--exit-code").exit_code == 0
    kept.edit("templates/stil/stil.yaml", "  tekst: ", "  tekst: 000000 # ")
    assert run(kept, "--since", "v1", "--exit-code").exit_code == 1
    assert run(kept, "--since", "v1").exit_code == 0


def test_errors_are_told_beside_what_could_be_compared(kept):
    kept.edit("kommuner/ask.yaml", "{minst: 2}", "{minst: to}")
    kept.edit("kommuner/bo.yaml", "{minst: 2}", "{minst: 3}")
    done = run(kept, "--since", "v1")
    assert done.exit_code == 1
    assert "value-not-integer" in done.stderr
    assert "Kunne ikke sammenlignes: Ask" in done.stdout
    assert "[-to-] {+tre+}" in done.stdout


@pytest.mark.parametrize("name", ["ut.md", "ut.html", "ut.csv", "ut.json", "ut.txt"])
def test_what_has_changed_is_written_to_a_file(kept, tmp_path, name):
    kept.edit("kommuner/ask.yaml", "{minst: 2}", "{minst: 3}")
    done = run(kept, "--since", "v1", "--output", str(tmp_path / name))
    assert done.exit_code == 0
    written = (tmp_path / name).read_text(encoding="utf-8")
    assert "Ask" in written
    assert (
        run(kept, "--since", "v1", "--output", str(kept.folder / "kommuner" / name)).exit_code == 1
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since", "v1", "--district", "Troms"), "--district kan ikke"),
        (("--since", "v1", "--clause", "slt"), "--clause"),
        (
            ("--since", "v1", "--text", "--equal"),
            "--text og --equal kan ikke brukes sammen med --since eller A..B. Ta dem bort.",
        ),
        (("--since", "v1", "ask", "--all"), "--all"),
        (("v1..v2", "v2..v3"), "bare én gang"),
        (("v1..v2", "--since", "v1"), "bare én gang"),
        (("--since", "v1", "--since", "v1"), "bare én gang"),
        (("--since", ""), "Skriv en revisjon etter --since."),
        ((), "Skriv minst to navn, --all, --district DISTRIKT, --since REVISJON eller A..B."),
        (("ask@v1",), "--since REVISJON eller A..B."),
        (("--since", "v1", "--output", "ut.pdf"), "--format"),
    ],
)
def test_what_does_not_go_together_is_refused(kept, words, said):
    done = run(kept, *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--since", "v0"), "revision-unknown"),
        (("--since", "v1", "askk"), "name-unknown"),
        (("--since", "v1..v1", "askk"), "kommuner i revisjonen v1"),
    ],
)
def test_what_is_not_there_is_told_and_nothing_is_shown(kept, words, code):
    done = run(kept, *words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert code in done.stderr


def test_a_machine_without_git_is_told(kept, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "tom"))
    done = run(kept, "--since", "v1")
    assert done.exit_code == 3
    assert "library-missing" in done.stderr
