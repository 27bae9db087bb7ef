import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from avtalegen import saving
from avtalegen.problems import AvtalegenError
from avtalegen.saving import save_files
from tests.support import codes


def failing(call) -> list[str]:
    with pytest.raises(AvtalegenError) as caught:
        call()
    return codes(caught.value.problems)


def test_files_are_written_whole_into_folders_that_are_made(tmp_path):
    files = {tmp_path / "ut" / "a.md": b"a", tmp_path / "ut" / "b.md": b"b"}
    save_files(files)
    save_files({tmp_path / "ut" / "a.md": b"ny"})
    assert {p.name: p.read_bytes() for p in (tmp_path / "ut").iterdir()} == {
        "a.md": b"ny",
        "b.md": b"b",
    }


def test_a_link_or_a_folder_is_never_written_through(tmp_path):
    target = tmp_path / "viktig"
    target.write_text("gammelt")
    (tmp_path / "a.md").symlink_to(target)
    (tmp_path / "b.md").mkdir()
    files = {tmp_path / n: b"nytt" for n in ("a.md", "b.md", "c.md")}
    assert failing(lambda: save_files(files)) == ["output-not-file", "output-not-file"]
    assert target.read_text() == "gammelt"
    assert not (tmp_path / "c.md").exists()


def test_a_pipe_is_never_written_to(named_pipe):
    assert failing(lambda: save_files({named_pipe: b"nytt"})) == ["output-not-file"]


@pytest.mark.skipif(os.name != "posix", reason="the rights of a folder are POSIX's")
def test_a_folder_that_cannot_be_written_is_a_problem_of_the_environment(tmp_path):
    (tmp_path / "fil").write_text("x")
    assert failing(lambda: save_files({tmp_path / "fil" / "a.md": b"a"})) == ["output-not-folder"]


@pytest.mark.parametrize("failing_write", [1, 2, 3])
def test_when_a_write_fails_every_earlier_file_is_as_it_was(tmp_path, monkeypatch, failing_write):
    files = {tmp_path / n: b"nytt" for n in ("a.md", "b.md", "c.md")}
    save_files(dict.fromkeys(files, b"gammelt"))
    writes = iter(range(1, 10))
    whole = saving.write_whole

    def write(path, data):
        if next(writes) == failing_write:
            path.write_bytes(data[:2])
            raise OSError(28, "No space left on device")
        whole(path, data)

    monkeypatch.setattr(saving, "write_whole", write)
    assert failing(lambda: save_files(files)) == ["output-failed"]
    assert sorted((p.name, p.read_bytes()) for p in tmp_path.iterdir()) == [
        (name, b"gammelt") for name in ("a.md", "b.md", "c.md")
    ]


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_killed_write_leaves_the_old_file_or_the_whole_new_one(tmp_path):
    path = tmp_path / "a.md"
    save_files({path: b"gammelt"})
    program = (
        "import sys, pathlib; from avtalegen.saving import save_files\n"
        f"while True: save_files({{pathlib.Path({str(path)!r}): b'n' * 300_000}}); print('x', flush=True)"
    )
    for delay in (0.0, 0.002, 0.005, 0.01):
        child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
        child.stdout.readline()
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert path.read_bytes() in {b"gammelt", b"n" * 300_000}


def test_several_builds_at_once_never_show_half_a_file(tmp_path):
    path = tmp_path / "a.md"
    whole = [letter * 200_000 for letter in (b"a", b"b", b"c")]
    program = (
        "import sys, pathlib; from avtalegen.saving import save_files\n"
        "for _ in range(15): save_files({pathlib.Path(sys.argv[1]): sys.argv[2].encode() * 200_000})"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(path), letter]) for letter in "abc"
    ]
    seen = 0
    while any(writer.poll() is None for writer in writers):
        if path.exists():
            assert path.read_bytes() in whole
            seen += 1
    assert seen
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


def test_a_file_that_cannot_take_its_name_leaves_all_the_others_as_they_were(tmp_path, monkeypatch):
    first, second, new = tmp_path / "a.md", tmp_path / "b.md", tmp_path / "ny.md"
    first.write_bytes(b"gammel a")
    second.write_bytes(b"gammel b")
    replace = Path.replace

    def fail(self, target):
        if Path(target) == second and self.read_bytes() == b"ny b":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(AvtalegenError):
        save_files({first: b"ny a", new: b"ny", second: b"ny b"})
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "a.md": b"gammel a", "b.md": b"gammel b"
    }  # fmt: skip
