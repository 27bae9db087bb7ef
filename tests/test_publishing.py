"""Whatever happens to a build, the files of an agreement are all old, or all new."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from avtalegen import builds, locking
from avtalegen.builds import Way
from avtalegen.manifest import Manifest
from avtalegen.problems import AvtalegenError
from avtalegen.publishing import ASIDE, NEW, READY, Output
from avtalegen.workspace import Workspace
from tests.conftest import leave_out
from tests.support import ROOT, SMALLEST, codes, read_outputs

CLEAN = [".gitignore", "lock", "manifest.json"]
NAMES = ("annen", "eksempel")
NEW_TEXT = f"{SMALLEST}undertittel: Om samarbeid\n"


def write_all(root: Path, text: str) -> None:
    (root / "kommuner").mkdir(exist_ok=True)
    for name in NAMES:
        (root / "kommuner" / f"{name}.yaml").write_text(text, encoding="utf-8")


def build(root: Path, formats=("docx", "md"), **about) -> builds.Built:
    return builds.build(Workspace(root), None, formats, way=Way(**about))


def start(*words: str, **about) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONHASHSEED": "0"}
    return subprocess.Popen(
        [sys.executable, *words], env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, **about,
    )  # fmt: skip


def do_harm(kind: str, root: Path) -> list[dict]:
    if not hasattr(os, "fork"):
        leave_out(f"there is no fork here: a build that comes to harm was not tested ({kind})")
    program = start(str(ROOT / "tests" / "faults.py"), kind, str(root))
    told, wrong = program.communicate(timeout=300)
    assert program.returncode == 0, wrong
    return [json.loads(line) for line in told.splitlines()]


def judge(seen: dict[str, int], old: dict, new: dict) -> str:
    """What lies there: all old, all new, either by agreement, or mixed; each file must be whole."""
    assert set(seen) == set(old) == set(new)
    assert all(seen[name] in {old[name], new[name]} for name in seen)
    kinds = {name: "old" if seen[name] == old[name] else "new" for name in seen}
    agreements = [{kinds[f"{name}.{ending}"] for ending in ("docx", "md")} for name in NAMES]
    if {"old", "new"} in agreements:
        return "mixed"
    return "+".join(sorted(set().union(*agreements)))


@pytest.mark.slow
def test_a_build_that_is_killed_before_any_step_leaves_all_old_or_is_finished_by_the_next(tmp_path):
    write_all(tmp_path, SMALLEST)
    build(tmp_path)
    write_all(tmp_path, NEW_TEXT)
    told = do_harm("kill", tmp_path)
    old, new = told[0]["first"]["files"], told[-1]["first"]["files"]
    assert not set(old.values()) & set(new.values())
    assert [each["code"] for each in told] == [-9] * (len(told) - 1) + [0]
    assert len(told) > 20
    states = [judge(each["first"]["files"], old, new) for each in told]
    assert {"old", "mixed", "new"} <= set(states)
    for each, state in zip(told, states, strict=True):
        # Between two moves there is a mixture, for as long as it takes to finish what is ready.
        assert state in {"old", "new"} or each["first"]["ready"]
        assert (each["again"], each["last"]) == (0, 0)
        assert judge(each["second"]["files"], old, new) in {"new", "new+old"}
        assert judge(each["third"]["files"], old, new) == "new"
        assert each["second"]["aside"] == each["third"]["aside"] == CLEAN
        if each["first"]["ready"]:
            assert judge(each["second"]["files"], old, new) == "new"


@pytest.mark.slow
def test_a_disk_that_is_full_leaves_all_old_and_says_so(tmp_path):
    write_all(tmp_path, SMALLEST)
    build(tmp_path)
    write_all(tmp_path, NEW_TEXT)
    told = do_harm("full", tmp_path)
    old, new = told[0]["first"]["files"], told[0]["third"]["files"]
    assert {each["code"] for each in told} == {0, 3}
    for each in told:
        wanted = "old" if each["code"] else "new"
        assert judge(each["first"]["files"], old, new) == wanted
        assert each["first"]["aside"] == CLEAN
        assert ("[output-failed]" in each["said"]) == bool(each["code"])
        assert judge(each["third"]["files"], old, new) == "new"


def test_a_folder_that_may_not_be_written_is_left_and_told_of():
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "avtaler"
        root.mkdir()
        Path(name).chmod(0o755)  # for who has not the rights of root
        write_all(root, SMALLEST)
        build(root)
        before = read_outputs(root / "build")
        write_all(root, NEW_TEXT)
        (told,) = do_harm("rights", root)
        assert told["code"] == 3
        assert told["said"].startswith(f"{root}/build/.avtalegen/")
        assert "ingen tilgang" in told["said"]
        assert told["first"]["aside"] == CLEAN
        assert read_outputs(root / "build") == before


@pytest.fixture
def output(tmp_path) -> Output:
    """A folder with two agreements, and the new ones laid ready."""
    folder = tmp_path / "ut"
    folder.mkdir()
    for name in ("a.docx", "a.md", "b.docx", "b.md"):
        (folder / name).write_bytes(b"gammelt")
    return Output(folder)


def lay_ready(output: Output, names=("a.docx", "a.md", "b.docx", "b.md", "c.md")) -> None:
    for name in names:
        (output.aside / NEW / name).write_bytes(b"nytt")


def list_old(output: Output) -> list[str]:
    return [name for name, data in read_outputs(output.folder).items() if data == b"gammelt"]


def test_what_is_laid_ready_is_published_together(output):
    with output.open(lambda: None) as changed:
        assert not changed
        lay_ready(output)
        assert output.publish(Manifest()) == []
    assert read_outputs(output.folder) == dict.fromkeys(
        ("a.docx", "a.md", "b.docx", "b.md", "c.md"), b"nytt"
    )
    assert sorted(path.name for path in output.aside.iterdir()) == CLEAN


@pytest.mark.parametrize("wrong", ["a.docx", "a.md", "b.md", "c.md"])
@pytest.mark.parametrize("kind", ["folder", "link", "locked"])
def test_an_agreement_that_cannot_have_one_of_its_names_keeps_all_its_old_files(
    output, wrong, kind, monkeypatch, tmp_path
):
    target, replace = output.folder / wrong, Path.replace
    with output.open(lambda: None):
        lay_ready(output)
        if kind == "locked":  # as Windows has it of a file that is open in Word

            def refuse(self, to):
                if Path(to) == target and self.read_bytes() == b"nytt":
                    raise PermissionError(13, "Permission denied", str(self))
                return replace(self, to)

            monkeypatch.setattr(Path, "replace", refuse)
        else:
            target.unlink(missing_ok=True)
            if kind == "folder":
                target.mkdir()
            else:
                (tmp_path / "viktig").write_bytes(b"gammelt")
                target.symlink_to(tmp_path / "viktig")
        problems = output.publish(Manifest())
    assert codes(problems) == ["output-failed" if kind == "locked" else "output-not-file"]
    assert problems[0].location.file == target.as_posix()
    agreement = wrong.partition(".")[0]
    old = {f"{agreement}.docx", f"{agreement}.md"} - ({wrong} if kind == "folder" else set())
    assert set(list_old(output)) == (old if agreement != "c" else set(old) & set(list_old(output)))
    new = {name for name, data in read_outputs(output.folder).items() if data == b"nytt"}
    assert not {name for name in new if name.startswith(agreement)}
    assert len(new) >= 3
    assert sorted(path.name for path in output.aside.iterdir()) == CLEAN


@pytest.mark.parametrize("moved", range(6))
def test_what_was_ready_when_a_build_was_stopped_is_finished_by_the_next(output, moved):
    names = ["a.docx", "a.md", "b.docx", "b.md", "c.md"]
    with output.open(lambda: None):
        lay_ready(output)
        (output.aside / NEW).rename(output.aside / READY)
        for name in names[:moved]:
            (output.aside / READY / name).replace(output.folder / name)
    assert output.is_unfinished
    with Output(output.folder).open(lambda: None) as changed:
        assert changed
        assert read_outputs(output.folder) == dict.fromkeys(names, b"nytt")
    assert sorted(path.name for path in output.aside.iterdir()) == [".gitignore", "lock"]


def test_what_was_not_ready_when_a_build_was_stopped_is_swept_away(output):
    with output.open(lambda: None):
        pass
    (output.aside / NEW).mkdir()
    lay_ready(output)
    with output.open(lambda: None) as changed:
        assert not changed
        assert list((output.aside / NEW).iterdir()) == []
    assert list_old(output) == ["a.docx", "a.md", "b.docx", "b.md"]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let everybody make links")
def test_what_is_ready_is_not_looked_for_elsewhere(output, tmp_path):
    other = tmp_path / "annet"
    other.mkdir()
    (other / "a.md").write_bytes(b"nytt")
    output.aside.mkdir()
    (output.aside / READY).symlink_to(other)
    (output.aside / NEW).symlink_to(other)
    with output.open(lambda: None):
        pass
    assert (other / "a.md").read_bytes() == b"nytt"
    assert "a.md" in list_old(output)
    assert sorted(path.name for path in output.aside.iterdir()) == [".gitignore", "lock"]


def test_what_no_build_has_laid_ready_is_swept_away(output):
    ready = output.aside / READY
    (ready / "mappe").mkdir(parents=True)
    for name in ("LESMEG.txt", ".git", "A.md", "b.odt", "a.md"):
        (ready / name).write_bytes(b"nytt")
    (output.aside / NEW).write_bytes(b"en fil")
    with output.open(lambda: None):
        pass
    assert {name for name, data in read_outputs(output.folder).items() if data == b"nytt"} == {
        "a.md"
    }
    assert len(read_outputs(output.folder)) == 4


@pytest.mark.parametrize("name", ["lock", "manifest.json"])
def test_what_is_in_the_place_of_what_is_kept_is_told_of_before_anything_is_made(output, name):
    (output.aside / name).mkdir(parents=True)
    with pytest.raises(AvtalegenError) as caught, output.open(lambda: None):
        pass
    assert codes(caught.value.problems) == ["output-not-file"]
    assert caught.value.problems[0].location.file == (output.aside / name).as_posix()


def test_a_pipe_in_the_place_of_what_is_kept_is_not_waited_for(output, named_pipe):
    output.aside.mkdir()
    named_pipe.rename(output.aside / "manifest.json")
    assert output.read() == b""
    with pytest.raises(AvtalegenError), output.open(lambda: None):
        pass


def test_what_a_killed_build_left_is_swept_away_by_one_with_nothing_to_do(tmp_path):
    write_all(tmp_path, SMALLEST)
    build(tmp_path)
    (tmp_path / "build" / ASIDE / NEW).mkdir()
    assert build(tmp_path).fresh == 2
    assert sorted(path.name for path in (tmp_path / "build" / ASIDE).iterdir()) == CLEAN


def test_when_something_goes_wrong_before_publishing_nothing_is_left(output):
    def be_interrupted() -> None:
        with output.open(lambda: None):
            lay_ready(output)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        be_interrupted()
    assert list_old(output) == ["a.docx", "a.md", "b.docx", "b.md"]
    assert not (output.aside / NEW).exists()


def test_a_place_for_what_is_kept_that_is_a_link_is_not_followed(output, tmp_path):
    (tmp_path / "annet").mkdir()
    output.aside.symlink_to(tmp_path / "annet")
    with pytest.raises(AvtalegenError) as caught, output.open(lambda: None):
        pass
    assert codes(caught.value.problems) == ["output-not-file"]
    assert list((tmp_path / "annet").iterdir()) == []


def test_a_build_waits_for_another_and_says_so_once(output):
    output.aside.mkdir()
    waiting, said = threading.Event(), []
    program = start(
        "-c",
        "import sys, pathlib; from avtalegen.locking import lock\n"
        f"with lock(pathlib.Path({str(output.aside / 'lock')!r}), print):\n"
        "    print('har den', flush=True); sys.stdin.readline()",
        stdin=subprocess.PIPE,
    )
    assert program.stdout.readline() == "har den\n"

    def wait() -> None:
        said.append("venter")
        waiting.set()
        program.stdin.write("\n")
        program.stdin.flush()

    with output.open(wait) as changed:
        assert changed
    assert (said, program.wait()) == (["venter"], 0)
    for stream in (program.stdin, program.stdout, program.stderr):
        stream.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has locks of another kind")
def test_a_file_system_without_locks_is_used_without(tmp_path, monkeypatch):
    def refuse(*_about):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(locking.fcntl, "flock", refuse)
    with locking.lock(tmp_path / "lock", lambda: pytest.fail("waited")) as waited:
        assert not waited


@pytest.mark.slow
def test_six_builds_at_once_and_a_reader_never_see_half_a_file(tmp_path):
    write_all(tmp_path, SMALLEST)
    texts = {f"annen-{n}": f"{SMALLEST}undertittel: Utgave {n}\n" for n in range(6)}
    whole: dict[str, set[bytes]] = {}
    for name, text in texts.items():
        root = tmp_path / name
        root.mkdir()
        write_all(root, text)
        build(root)
        for file, data in read_outputs(root / "build").items():
            whole.setdefault(file, set()).add(data)
    out = tmp_path / "felles"
    program = "import sys; from avtalegen.__main__ import main; main()"
    writers = [
        start(
            "-c", program, "build", "--all", "-w", str(tmp_path / name), "-o", str(out), "--force"
        )
        for name in texts
        for _ in range(2)
    ]
    seen = 0
    while any(writer.poll() is None for writer in writers):
        for file, allowed in whole.items():
            if (out / file).exists():
                assert (out / file).read_bytes() in allowed
                seen += 1
    assert seen
    for writer in writers:
        said, wrong = writer.communicate()
        assert writer.returncode == 0, said + wrong
    last = read_outputs(out)
    assert set(last) == set(whole)
    one = [name for name in texts if last == read_outputs(tmp_path / name / "build")]
    assert len(one) == 1, "all files are of the same build"
    assert sorted(path.name for path in (out / ASIDE).iterdir()) == CLEAN


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_a_build_by_workers_that_is_ended_ends_its_workers_too(tmp_path, sign):
    write_all(tmp_path, SMALLEST)
    for number in range(60):
        path = tmp_path / "kommuner" / f"kommune-{number}.yaml"
        path.write_text(f"{SMALLEST}undertittel: Utgave {number}\n", encoding="utf-8")
    program = "import sys; from avtalegen.__main__ import main; main()"
    words = ("-c", program, "build", "--all", "-w", str(tmp_path), "-j", "3")
    parent = start(*words, start_new_session=True)
    new = tmp_path / "build" / ASIDE / NEW
    while parent.poll() is None and not (new.exists() and list(new.glob("*.md"))):
        time.sleep(0.01)
    parent.send_signal(sign)
    parent.communicate(timeout=30)
    assert parent.returncode == (-9 if sign == signal.SIGKILL else 130)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            os.killpg(parent.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("a worker goes on without its parent")
    assert read_outputs(tmp_path / "build") == {}
    assert len(build(tmp_path).files) == 2 * 62
    assert sorted(path.name for path in (tmp_path / "build" / ASIDE).iterdir()) == CLEAN
