"""What an editor with a YAML language server shows of our files, asked of a real one."""

import pytest

from tests.conftest import find_npm_package
from tests.language_server import LanguageServer
from tests.support import MUNICIPALITIES, ROOT

pytestmark = pytest.mark.slow
PATH = ROOT / "kommuner" / "tromso.yaml"
TEXT = PATH.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def server():
    program = find_npm_package("yaml-language-server") / "bin" / "yaml-language-server"
    server = LanguageServer(["node", str(program), "--stdio"], ROOT)
    yield server
    server.close()


def find_line(text: str, sought: str) -> int:
    """The only line that begins with the words, from 1."""
    (line,) = [n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith(sought)]
    return line


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_an_editor_finds_nothing_wrong_in_the_five_files(server, name):
    path = ROOT / "kommuner" / f"{name}.yaml"
    assert server.find_problems(path, path.read_text(encoding="utf-8")) == []


def test_an_editor_marks_a_misspelt_key(server):
    text = TEXT.replace("saksliste_uker:", "sakliste_uker:")
    assert text != TEXT
    found = server.find_problems(PATH, text)
    assert [line for line, _ in found] == [find_line(text, "sakliste_uker")]
    assert "sakliste_uker" in found[0][1]


def test_an_editor_marks_a_misspelt_key_with_norwegian_letters(server):
    text = TEXT.replace("politirådets_møter:", "politirådets_moter:")
    assert text != TEXT
    (found,) = server.find_problems(PATH, text)
    assert found[0] == find_line(text, "politirådets_moter")
    assert "politirådets_moter" in found[1]


def complete(server, text: str) -> set[str]:
    """What is offered where the text has a bar."""
    before, after = text.split("|")
    line, column = before.count("\n") + 1, len(before.rsplit("\n", 1)[-1]) + 1
    offered = server.ask_at("textDocument/completion", PATH, before + after, line, column)
    return {item["label"] for item in offered["items"]}


def test_an_editor_completes_the_choices_of_a_clause_that_are_not_made(server):
    labels = complete(server, TEXT.replace("  saksliste_uker: 1\n", "  saksliste_uker: 1\n  |\n"))
    assert {"datoer", "eller_ved_behov"} <= labels
    assert "saksliste_uker" not in labels


def test_an_editor_completes_the_clauses_of_the_kind_of_agreement(server):
    labels = complete(server, f"{TEXT}\n|\n")
    assert {"rekkefølge", "lokalt", "taushetsplikt"} <= labels
    assert "politirådets_møter" not in labels


def test_an_editor_completes_the_alternatives_of_a_choice(server):
    begun = TEXT.split("\npolitirådets_oppgaver:\n")[0]
    labels = complete(server, f"{begun}\npolitirådets_oppgaver:\n  oppgaver:\n    - |\n")
    assert {"felles_forståelse", "samhandling"} <= labels


@pytest.mark.parametrize(
    ("key", "help_text"),
    [
        ("saksliste_uker", "uker"),
        ("politirådets_møter", "møte"),
        ("målform", "nn for nynorsk"),
    ],
)
def test_an_editor_shows_the_help_of_a_key(server, key, help_text):
    line = find_line(TEXT, f"{key}:")
    column = TEXT.splitlines()[line - 1].index(key) + 2
    shown = server.ask_at("textDocument/hover", PATH, TEXT, line, column)
    assert help_text in shown["contents"]["value"]
