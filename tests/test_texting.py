"""`avtalegen text` prints the words of a DOCX, for people and for git."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from avtalegen.texting import MOST_BYTES
from avtalegen.wordtext.reading import write_text
from avtalegen.writers import docx
from tests.attachments import make_word, save
from tests.support import build_document, change_parts, read_look

BIN = Path(sys.executable).parent
NAMES = ["-c", "user.name=prøve", "-c", "user.email=prove@example.no", "-c", "commit.gpgsign=no"]


@pytest.fixture(scope="module")
def agreement() -> bytes:
    return docx.write(build_document("tromso"), read_look())


def run(*words: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [BIN / "avtalegen", *words], cwd=cwd, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, **variables},
    )  # fmt: skip


@pytest.mark.parametrize("words", [["text"], ["text", "--lang", "nb"]], ids=["quick", "whole"])
def test_the_text_is_printed_whatever_the_file_is_called(agreement, tmp_path, words):
    save(tmp_path / "a b.docx", agreement)
    save(tmp_path / "Xy12_tromsø", agreement)  # as git calls a version of a file
    told = {name: run(*words, name, cwd=tmp_path) for name in ("a b.docx", "Xy12_tromsø")}
    for done in told.values():
        assert (done.returncode, done.stderr, done.stdout) == (0, "", write_text(agreement))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(told)


@pytest.mark.parametrize(
    ("name", "data", "code", "end"),
    [
        ("borte.docx", None, "file-missing", 1),
        ("tekst.docx", b"hei", "word-unreadable", 1),
        ("tekst.pdf", b"%PDF-1.7", "word-unreadable", 1),
        ("gammel.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "word-old", 1),
        ("type.docx", make_word({"word/document.xml": "<!DOCTYPE x><x/>"}), "word-doctype", 1),
    ],
)
def test_a_file_without_words_to_read_is_told_of(tmp_path, name, data, code, end):
    if data is not None:
        save(tmp_path / name, data)
    done = run("text", name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (end, "")
    assert done.stderr.startswith(f"{name}  ") and f"[{code}]" in done.stderr


def test_a_folder_a_pipe_and_a_file_that_is_too_large_are_not_read(tmp_path, named_pipe):
    assert run("text", tmp_path, cwd=tmp_path).returncode == 3
    assert run("text", named_pipe, cwd=tmp_path).returncode == 3
    with (tmp_path / "stor.docx").open("wb") as file:
        file.truncate(MOST_BYTES + 10_000_000)
    done = run("text", "stor.docx", cwd=tmp_path, AVTALEGEN_LANG="en")
    assert (done.returncode, "more than 200 MB" in done.stderr) == (1, True)


@pytest.mark.parametrize("words", [["text"], ["text", ""], ["text", "a", "b"], ["text", "-x"]])
def test_wrong_use_is_told_of(tmp_path, words):
    done = run(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *NAMES, *words], check=True, capture_output=True,
        encoding="utf-8", env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip
    return done.stdout


def test_git_shows_the_words_that_differ_as_the_page_about_ci_says(agreement, tmp_path):
    page = (Path(__file__).parent.parent / "docs" / "ci.md").read_text(encoding="utf-8")
    commands = [line[4:] for line in page.splitlines() if line.startswith(("    echo", "    git"))]
    assert len(commands) == 3
    git(tmp_path.parent, "init", "-q", str(tmp_path))
    for command in commands:
        subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True)
    file = tmp_path / "build" / "tromsø 1.docx"
    save(file, agreement)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "før")
    words, others = "tre ganger i året".encode(), "fire ganger hvert år".encode()
    assert words in b"".join(text for name, text in parts(agreement) if name == "word/document.xml")
    save(file, change_parts(agreement, lambda _n, part: part.replace(words, others)))
    told = git(tmp_path, "diff", "--word-diff=plain", "--unified=0")
    assert "[-tre-]{+fire+} ganger [-i året.-]{+hvert år.+}" in told
    git(tmp_path, "commit", "-q", "-a", "-m", "etter")
    shown = git(tmp_path, "log", "-p", "--unified=0", "-1")
    assert [line[:1] for line in shown.splitlines() if " ganger " in line] == ["-", "+"]
    assert git(tmp_path, "notes", "--ref", "textconv/avtalegen", "list").count("\n") == 2
    save(file, b"ingen DOCX")
    with pytest.raises(subprocess.CalledProcessError):
        git(tmp_path, "diff")
    assert "Binary files" in git(tmp_path, "diff", "--no-textconv")


def parts(data: bytes) -> list[tuple[str, bytes]]:
    found = []
    change_parts(data, lambda name, part: found.append((name, part)) or part)
    return found
