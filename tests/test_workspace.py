import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from avtalegen import workspace as workspaces
from avtalegen.problems import AvtalegenError
from avtalegen.workspace import Workspace, find_shipped_templates, is_usable_name, save_files
from tests.support import MUNICIPALITIES, ROOT, codes, read_style


def failing(call) -> list[str]:
    with pytest.raises(AvtalegenError) as caught:
        call()
    return codes(caught.value.problems)


@pytest.mark.parametrize(
    "name",
    ["../utenfor", "/abs", "a/b", "CON", "con", "nul", "aux.txt", "com1", "a:b", "a*b", "a ", "a.", "a\nb",
     "\u202ea", "-rf", "", "x" * 300, "Tromsø", "tromsø"],
)  # fmt: skip
def test_names_that_some_system_refuses_are_refused_on_all(name):
    assert not is_usable_name(name)


@pytest.mark.parametrize("name", ["tromso", "sor-varanger", "a", "3-kommuner", "x" * 80, "console"])
def test_names_of_small_letters_digits_and_hyphens_are_usable(name):
    assert is_usable_name(name)


def test_all_municipalities_are_listed_by_name():
    assert set(MUNICIPALITIES) <= set(Workspace(ROOT).list_names()[0])


def test_an_unknown_name_gets_the_nearest(workspace):
    with pytest.raises(AvtalegenError) as caught:
        workspace.find_names(["eksempl", "eksempel", "xyz"])
    assert [(p.code, str(p.hint)) for p in caught.value.problems] == [
        ("name-unknown", "did you mean eksempel?"),
        ("name-unknown", "use one of: eksempel"),
    ]


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("kommuner/eksempel.yaml", "write eksempel"),
        ("kommuner\\eksempel.yaml", "write eksempel"),
        ("eksempel.yaml", "write eksempel"),
        ("eksempel,annen", "write eksempel annen"),
        ("eksempel, annen", "write eksempel annen"),
        ("x" * 5_000, "use one of: annen, eksempel"),
    ],
)
def test_a_name_that_is_written_as_a_file_or_a_list_is_understood_but_not_taken(
    workspace, asked, hint
):
    (workspace.municipalities / "annen.yaml").write_text("mal: x\n", encoding="utf-8")
    with pytest.raises(AvtalegenError) as caught:
        workspace.find_names([asked])
    assert [(p.code, str(p.hint)) for p in caught.value.problems] == [("name-unknown", hint)]


def test_a_name_is_built_once(workspace):
    assert workspace.find_names(["eksempel", "eksempel"]) == ["eksempel"]


def test_a_name_cannot_lead_outside_the_folder(workspace):
    (workspace.root / "eksempel").write_text("a", encoding="utf-8")
    for name in ("../eksempel", (workspace.root / "eksempel").as_posix(), "/etc/passwd"):
        assert failing(lambda name=name: workspace.find_names([name])) == ["name-unknown"]


def test_a_file_in_the_place_of_the_municipalities_is_called_no_folder(tmp_path):
    (tmp_path / "kommuner").write_text("a", encoding="utf-8")
    with pytest.raises(AvtalegenError) as caught:
        Workspace(tmp_path).list_names()
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.details["reason"])) == ("input-failed", "it is no folder")


def test_a_folder_without_municipalities_is_told(tmp_path):
    assert failing(Workspace(tmp_path).list_names) == ["file-missing"]


def test_hidden_files_and_other_files_are_no_municipalities(workspace):
    (workspace.municipalities / ".skjult.yaml").write_text("x")
    (workspace.municipalities / "LESMEG.md").write_text("x")
    assert workspace.list_names() == (["eksempel"], [])


def test_a_workspace_without_templates_has_the_shipped_ones(workspace):
    assert [folder.path for folder in workspace.library.folders] == [find_shipped_templates()]
    assert workspace.read_style() == (read_style(), [])


def test_a_workspace_can_have_a_look_and_clauses_of_its_own(workspace):
    own = workspace.root / "templates" / "stil"
    own.mkdir(parents=True)
    shipped = (find_shipped_templates() / "stil" / "stil.yaml").read_text(encoding="utf-8")
    (own / "stil.yaml").write_text(shipped.replace("1B3A5C", "5c1b1b"), encoding="utf-8")
    assert Workspace(workspace.root).read_style()[0].farge.aksent == "5C1B1B"
    assert len(Workspace(workspace.root).library.folders) == 2


def test_the_templates_of_a_checkout_are_read_once():
    assert len(Workspace(ROOT).library.folders) == 1


def test_without_any_style_the_error_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(workspaces, "find_shipped_templates", lambda: tmp_path)
    assert failing(Workspace(tmp_path).read_style) == ["library-missing"]


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
    whole = workspaces._write_whole

    def write(path, data):
        if next(writes) == failing_write:
            path.write_bytes(data[:2])
            raise OSError(28, "No space left on device")
        whole(path, data)

    monkeypatch.setattr(workspaces, "_write_whole", write)
    assert failing(lambda: save_files(files)) == ["output-failed"]
    assert sorted((p.name, p.read_bytes()) for p in tmp_path.iterdir()) == [
        (name, b"gammelt") for name in ("a.md", "b.md", "c.md")
    ]


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_killed_write_leaves_the_old_file_or_the_whole_new_one(tmp_path):
    path = tmp_path / "a.md"
    save_files({path: b"gammelt"})
    program = (
        "import sys, pathlib; from avtalegen.workspace import save_files\n"
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
        "import sys, pathlib; from avtalegen.workspace import save_files\n"
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


def test_a_file_with_a_name_that_cannot_be_used_is_found_and_told(workspace):
    for name in ("Alta kommune.yaml", "alta.yml", "Alta.yaml"):
        (workspace.municipalities / name).write_text("mal: x\n", encoding="utf-8")
    for asked in ("Alta kommune", "alta", "Alta", "alta.yml"):
        assert failing(lambda asked=asked: workspace.find_names([asked])) == ["name-unusable"]
