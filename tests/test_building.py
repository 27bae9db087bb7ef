import shutil

import pytest

from avtalegen import __main__, cli
from avtalegen.messages.languages import read_catalogue


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("build tromso", (["tromso"], [])),
        ("build tromso harstad", (["tromso", "harstad"], [])),
        ("build tromso --format md", (["tromso"], ["md"])),
        ("build -f pdf tromso --format all", (["tromso"], ["pdf", "all"])),
        ("build tromso -f odt", None),
        ("build tromso --format", None),
        ("build --format=pdf tromso", None),
        ("build -f pdf", None),
        ("build", None),
        ("build --all", (None, [])),
        ("build --all -f pdf", (None, ["pdf"])),
        ("build tromso --all", None),
        ("build --all --jobs 2", None),
        ("build --help", None),
        ("build -- tromso", None),
        ("check tromso", None),
        ("--lang en build tromso", None),
        ("", None),
    ],
)
def test_only_a_build_of_names_in_formats_goes_past_the_command_line(words, names, monkeypatch):
    monkeypatch.delenv("AVTALEGEN_LANG", raising=False)
    assert __main__._read_build(words.split()) == names


def test_an_empty_name_and_an_unknown_language_are_for_the_command_line(monkeypatch):
    assert __main__._read_build(["build", ""]) is None
    monkeypatch.setenv("AVTALEGEN_LANG", "en")
    assert __main__._read_build(["build", "tromso"]) == (["tromso"], [])
    monkeypatch.setenv("AVTALEGEN_LANG", "tysk")
    assert __main__._read_build(["build", "tromso"]) is None


@pytest.mark.parametrize(
    "words",
    [
        "build eksempel",
        "build eksempel -f html",
        "build --all",
        "build eksempel ukjent",
        "build a=b",
        "build å",
    ],
)
def test_both_ways_write_and_say_the_same(words, workspace, monkeypatch, capsys):
    monkeypatch.chdir(workspace.root)
    catalogue = read_catalogue("nb")
    said, files = [], []
    for way in (__main__._do, cli.run):
        code = way(words.split(), catalogue)
        said.append((code, *capsys.readouterr()))
        folder = workspace.default_output
        files.append({p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()})
        shutil.rmtree(folder, ignore_errors=True)
    assert said[0] == said[1]
    assert files[0] == files[1]
