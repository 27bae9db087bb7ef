import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from avtalegen import builds, cache
from avtalegen.builds import Way
from avtalegen.workspace import Workspace
from tests.conftest import leave_out
from tests.support import MUNICIPALITIES, ROOT, read_outputs

CLAUSE = Path("klausuler") / "varighet"


@pytest.fixture
def kept(monkeypatch, tmp_path) -> Path:
    """A folder of its own to keep things in; there is none before something is kept."""
    folder = tmp_path / "mellomlager"
    monkeypatch.setenv(cache.VARIABLE, str(folder))
    return folder


@pytest.fixture
def own_templates(workspace) -> Path:
    """The shipped templates as the workspace's own."""
    shutil.copytree(ROOT / "templates", workspace.root / "templates")
    return workspace.root / "templates"


def build(root: Path) -> tuple[dict[str, bytes], list[str]]:
    """What a new run writes, and what it tells."""
    built = builds.build(Workspace(root), None, ["docx", "md"], way=Way(force=True))
    told = [f"{p.location} {p.code} {p.message}" for p in built.problems]
    return read_outputs(root / "build"), told


def start(*words: str, cwd: Path, **environment: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, *words], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
    )  # fmt: skip


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_what_was_kept_is_found_under_its_kind_and_key_alone(kept):
    cache.keep("style", b"key", b"data")
    assert cache.find("style", b"key") == b"data"
    assert cache.find("style", b"other") is cache.find("clause", b"key") is None


def test_different_parts_never_make_the_same_key():
    assert len({cache.join("a", "bc"), cache.join("ab", "c"), cache.join("abc"), cache.join()}) == 4


def test_nothing_is_kept_where_the_variable_is_empty(monkeypatch):
    monkeypatch.setenv(cache.VARIABLE, "")
    cache.keep("style", b"key", b"data")
    assert cache.find_folder() is cache.find("style", b"key") is None


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.cache/avtalegen"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "/skrap"}, "/skrap/avtalegen"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "skrap"}, "/home/a/.cache/avtalegen"),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches/avtalegen"),
        ("win32", {"LOCALAPPDATA": "/lokalt"}, "/lokalt/avtalegen"),
        ("win32", {}, None),
    ],
)
def test_every_system_has_its_folder_for_what_can_be_made_again(
    monkeypatch, platform, environment, folder
):
    for name in (cache.VARIABLE, "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert cache.find_folder() == folder


def test_the_folder_and_its_entries_are_the_users_own(kept):
    cache.keep("style", b"key", b"data")
    (entry,) = kept.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600


def _flip(entry: Path) -> None:
    data = bytearray(entry.read_bytes())
    data[-1] ^= 1
    entry.write_bytes(data)


def _link(entry: Path) -> None:
    entry.rename(entry.with_name("annet"))
    entry.symlink_to("annet")


def _replace_by_folder(entry: Path) -> None:
    entry.unlink()
    entry.mkdir()


def _replace_by_pipe(entry: Path) -> None:
    if not hasattr(os, "mkfifo"):
        leave_out("there are no named pipes: a pipe in place of an entry was not tested")
    entry.unlink()
    os.mkfifo(entry, 0o600)


@pytest.mark.parametrize(
    "spoil",
    [
        _flip,
        lambda entry: entry.write_bytes(entry.read_bytes()[:-1]),
        lambda entry: entry.write_bytes(b""),
        lambda entry: entry.chmod(0o666),
        lambda entry: entry.parent.chmod(0o777),
        _link,
        _replace_by_folder,
        _replace_by_pipe,
    ],
)
def test_an_entry_that_is_damaged_or_that_others_could_write_is_none(kept, spoil):
    cache.keep("style", b"key", b"data")
    spoil(next(kept.iterdir()))
    assert cache.find("style", b"key") is None


def test_an_entry_of_another_user_is_none(kept, monkeypatch):
    cache.keep("style", b"key", b"data")
    monkeypatch.setattr(os, "getuid", lambda: kept.stat().st_uid + 1)
    assert cache.find("style", b"key") is None


def test_nothing_is_written_into_a_folder_that_others_can_write_to(kept):
    kept.mkdir()
    kept.chmod(0o777)
    cache.keep("style", b"key", b"data")
    assert not list(kept.iterdir())


@pytest.mark.parametrize("made", ["file", "link", "long"])
def test_a_folder_that_cannot_be_written_to_keeps_nothing_and_is_no_error(
    monkeypatch, kept, made, workspace
):
    if made == "file":
        kept.write_text("i veien")
    elif made == "link":
        kept.symlink_to("borte")
    else:
        monkeypatch.setenv(cache.VARIABLE, str(kept / ("x" * 300) / "y"))
    cache.keep("style", b"key", b"data")
    assert cache.find("style", b"key") is None
    files, told = build(workspace.root)
    assert len(files) == 2 and not told


def test_an_entry_that_is_too_large_is_not_kept(kept):
    cache.keep("style", b"key", bytes(cache.MOST_BYTES))
    assert cache.find("style", b"key") is None


def test_the_oldest_entries_are_removed_and_no_other_file(kept, monkeypatch):
    monkeypatch.setattr(cache, "MOST_ENTRIES", 4)
    kept.mkdir(mode=0o700)
    (kept / "min-fil").write_text("min")
    for number in range(5):
        cache.keep("style", b"%d" % number, b"data")
        for entry in kept.iterdir():
            about = entry.stat()
            os.utime(entry, (about.st_atime, about.st_mtime - 10))
    found = [number for number in range(5) if cache.find("style", b"%d" % number)]
    assert found == [3, 4]
    assert (kept / "min-fil").read_text() == "min"


def test_what_a_run_left_unfinished_is_removed_after_a_day(kept):
    cache.keep("style", b"key", b"data")
    (entry,) = kept.iterdir()
    old, new = (kept / f"{entry.name}.1-0123456{last}.tmp" for last in "78")
    for path in (old, new):
        path.write_bytes(b"")
    os.utime(old, (0, time.time() - 2 * 86_400))
    cache.keep("style", b"key", b"data")
    assert {path.name for path in kept.iterdir()} == {entry.name, new.name}


def test_another_program_interpreter_or_library_finds_nothing(kept, monkeypatch, tmp_path):
    program = tmp_path / "program"
    shutil.copytree(ROOT / "src" / "avtalegen" / "messages", program / "messages")
    monkeypatch.setattr(cache, "_PACKAGE", str(program))

    def find() -> bytes | None:
        cache._describe_program.cache_clear()
        return cache.find("style", b"key")

    try:
        cache._describe_program.cache_clear()
        cache.keep("style", b"key", b"data")
        assert find() == b"data"
        os.utime(program / "messages" / "kinds.py", (1, 1))
        assert find() is None
        cache.keep("style", b"key", b"data")
        assert find() == b"data"
        (program / "ny.py").write_text("")
        assert find() is None
        cache.keep("style", b"key", b"data")
        (tmp_path / "jinja2-99.dist-info").mkdir()
        monkeypatch.syspath_prepend(str(tmp_path))
        assert find() is None
        cache.keep("style", b"key", b"data")
        monkeypatch.setattr(sys, "version", "4")
        assert find() is None
    finally:
        cache._describe_program.cache_clear()


def test_what_was_made_while_its_files_changed_is_not_kept(kept):
    keys = iter([b"before", b"after"])
    assert cache.recall("style", lambda: next(keys), lambda: ("made", True)) == ("made", None)
    assert cache.find("style", b"before") is cache.find("style", b"after") is None


def test_a_clause_that_is_edited_is_never_met_as_it_was(kept, workspace, own_templates):
    before, _ = build(workspace.root)
    change(own_templates / CLAUSE / "nb.md", "Avtalen", "Denne avtalen")
    after, _ = build(workspace.root)
    assert b"Denne avtalen" in after["eksempel.md"]
    assert b"Denne avtalen" not in before["eksempel.md"]
    change(own_templates / CLAUSE / "klausul.yaml", "nb: ", "nb: Om ")
    assert b"Om " in build(workspace.root)[0]["eksempel.md"]


def test_a_problem_in_a_template_is_told_every_time(kept, workspace, own_templates):
    text = own_templates / CLAUSE / "nb.md"
    text.write_text(text.read_text(encoding="utf-8") + "\n\u200bOrd.\n", encoding="utf-8")
    first = build(workspace.root)[1]
    assert [line.split()[1] for line in first] == ["file-invisible"]
    assert build(workspace.root)[1] == first
    change(own_templates / "hjemler.yaml", "hjemler:", "# avtalegen: ignore[x] Fordi.\nhjemler:")
    both = build(workspace.root)[1]
    assert {line.split()[1] for line in both} == {"file-invisible", "ignore-unknown"}
    assert build(workspace.root)[1] == both


@pytest.mark.slow
def test_the_same_is_written_and_told_without_with_an_empty_and_with_a_full_cache(
    kept, monkeypatch, tmp_path
):
    shutil.copytree(ROOT / "kommuner", tmp_path / "kommuner")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(cache.VARIABLE, "")
    without = build(Path())
    assert len(without[0]) >= 2 * len(MUNICIPALITIES)
    monkeypatch.setenv(cache.VARIABLE, str(kept))
    assert build(Path()) == without
    assert {path.name.split("-")[0] for path in kept.iterdir()} == {"clause", "template", "model"}
    assert build(Path()) == without
    for entry in kept.iterdir():
        _flip(entry)
    assert build(Path()) == without


@pytest.mark.parametrize("broken", ["minst: to", "minst: 2\n    ukjent: 1", "minst: 0"])
def test_a_mistake_in_a_file_is_told_alike_with_what_was_kept(
    kept, workspace, municipality, broken
):
    build(workspace.root)
    change(municipality, "minst: 2", broken)
    told = build(workspace.root)[1]
    shutil.rmtree(kept)
    assert told == build(workspace.root)[1] and told


@pytest.mark.slow
def test_two_runs_at_once_write_the_same_and_leave_whole_entries(kept, workspace):
    runs = [
        start("-m", "avtalegen", "build", "--all", "-o", f"ut{number}", cwd=workspace.root)
        for number in range(2)
    ]
    for run in runs:
        _, told = run.communicate(timeout=60)
        assert (run.returncode, told) == (0, b"")
    first, second = (read_outputs(workspace.root / f"ut{number}") for number in range(2))
    assert first == second
    assert not [path for path in kept.iterdir() if path.name.endswith(".tmp")]


def test_a_build_whose_templates_are_kept_needs_neither_pydantic_nor_typer(kept, workspace):
    program = (
        "import os, sys; from avtalegen import __main__\n"
        "os._exit = lambda code: None; sys.argv = ['avtalegen', 'build', 'eksempel']\n"
        "__main__.main(); print({m.split('.')[0] for m in sys.modules} & {'pydantic', 'typer'})"
    )
    shown = []
    for _ in range(2):
        run = start("-c", program, cwd=workspace.root)
        shown.append(run.communicate(timeout=60)[0].decode().splitlines()[-1])
    assert shown == ["{'pydantic'}", "set()"]
