"""A build makes what is not as its sources say, and nothing else."""

import errno
import os
import shutil
import signal
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from avtalegen import builds, inputs, makers, manifest, publishing, workers
from avtalegen.builds import Way, build
from avtalegen.publishing import ASIDE
from avtalegen.workspace import Workspace
from tests.attachments import make_png, make_word, save
from tests.conftest import leave_out
from tests.support import ROOT, SMALLEST, codes, read_outputs

FORMATS = ["docx", "md"]
TODAY = date(2026, 11, 22)
NAMES = ["annen", "eksempel", "tredje"]
WARNED = SMALLEST.replace("saksliste_uker: 1", "gjester_fra: [skoler]")
BROKEN = SMALLEST.replace("minst: 2", "minst: to")


@pytest.fixture
def many(workspace) -> Path:
    """Three municipalities that have been built, and templates of their own to change."""
    shutil.copytree(ROOT / "templates", workspace.root / "templates")
    for name in NAMES:
        write(workspace.root, name, SMALLEST)
    assert list_names(run(workspace.root).files) == NAMES
    return workspace.root


def write(root: Path, name: str, text: str) -> None:
    (root / "kommuner" / f"{name}.yaml").write_text(text, encoding="utf-8")


def run(root: Path, names=None, formats=FORMATS, today=TODAY, **about) -> builds.Built:
    """A build as the command line starts one: nothing has been read before."""
    return build(Workspace(root), names, formats, None, iter, today, Way(**about))


def list_names(files) -> list[str]:
    return list(dict.fromkeys(file.stem for file in files))


def change(root: Path, name: str, before: str, after: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def note(root: Path) -> dict[str, tuple[int, int]]:
    """When each file was last written, what is kept for the next build among them."""
    found = {path.as_posix(): path.stat() for path in root.rglob("*")}
    return {name: (about.st_mtime_ns, about.st_ino) for name, about in found.items()}


def test_a_build_with_nothing_to_do_touches_nothing_and_reads_no_agreement(many, monkeypatch):
    monkeypatch.setattr(makers, "Maker", None)
    before = note(many)
    built = run(many)
    assert (built.files, built.fresh, built.problems) == ((), 3, ())
    assert note(many) == before


def test_a_changed_municipality_is_built_alone(many):
    write(many, "annen", f"{SMALLEST}undertittel: Om samarbeid\n")
    built = run(many)
    assert (list_names(built.files), built.fresh) == (["annen"], 2)
    assert "Om samarbeid" in (many / "build" / "annen.md").read_text(encoding="utf-8")


def test_a_changed_clause_builds_those_that_use_it_and_no_others(many):
    write(many, "tredje", SMALLEST.replace("varighet: ja\n", ""))
    run(many)
    change(many, "templates/klausuler/varighet/nb.md", "Avtalen gjelder", "Denne avtalen gjelder")
    built = run(many)
    assert (list_names(built.files), built.fresh) == (["annen", "eksempel"], 1)
    assert run(many).fresh == 3


def test_what_changes_no_word_changes_no_file(many):
    before = note(many / "build")
    change(many, "templates/klausuler/varighet/klausul.yaml", "beskrivelse: ", "beskrivelse: Om ")
    change(many, "kommuner/annen.yaml", "varighet: ja", "varighet: ja # til 2030")
    built = run(many, formats=["md"])
    assert built.files == ()
    after = note(many / "build")
    assert {n: a for n, a in after.items() if ASIDE not in n and n.endswith(".md")} == {
        n: a for n, a in before.items() if ASIDE not in n and n.endswith(".md")
    }
    assert run(many, formats=["md"]).fresh == 3


def test_a_changed_style_changes_what_has_a_look(many):
    change(many, "templates/stil/stil.yaml", "aksent: ", "aksent: 004050 # før: ")
    built = run(many)
    assert [file.suffix for file in built.files] == [".docx"] * 3
    assert run(many).fresh == 3


def test_a_clause_of_the_workspace_itself_counts_from_when_it_is_there(workspace):
    run(workspace.root)
    own = workspace.root / "templates" / "klausuler" / "varighet"
    shutil.copytree(ROOT / "templates" / "klausuler" / "varighet", own)
    assert run(workspace.root).files == ()  # the same words, of another place
    change(own, "nb.md", "Avtalen gjelder", "Denne avtalen gjelder")
    path = workspace.root / "build" / "eksempel.md"
    for wanted in (True, False):
        assert len(run(workspace.root).files) == 2
        assert ("Denne avtalen gjelder" in path.read_text(encoding="utf-8")) == wanted
        shutil.rmtree(own, ignore_errors=True)


def test_a_changed_register_of_legal_bases_is_noticed(many):
    with (many / "templates" / "hjemler.yaml").open("a", encoding="utf-8") as file:
        file.write("# endret\n")
    assert run(many).fresh == 0
    assert run(many).fresh == 3


def test_a_changed_logo_is_noticed(many):
    logo = many / "logoer" / "a.png"
    save(logo, make_png(300, 300))
    write(many, "annen", SMALLEST.replace(
        "navn: Eksempel kommune,", "navn: Eksempel kommune, logo: {fil: logoer/a.png, alt: Våpen},"
    ))  # fmt: skip
    assert [file.name for file in run(many).files] == ["annen.docx"]
    assert run(many).fresh == 3
    save(logo, make_png(301, 300))
    assert [file.name for file in run(many).files] == ["annen.docx"]


def test_files_that_belong_to_the_look_are_found_by_the_letters_of_their_names(many):
    name = unicodedata.normalize("NFD", "målmal.docx")
    style = many / "templates" / "stil"
    save(style / name, make_word({}))
    with (style / "stil.yaml").open("a", encoding="utf-8") as file:
        file.write(f"wordmal: {unicodedata.normalize('NFC', name)}\n")
    assert codes(run(many, formats=["docx"]).problems) == ["output-older"]
    assert run(many, formats=["docx"]).fresh == 3
    save(style / name, make_word({"word/media/image1.bmp": "0"}))
    assert run(many, formats=["docx"]).fresh == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let everybody make links")
def test_a_logo_that_has_become_a_link_to_elsewhere_is_noticed(many, tmp_path):
    logo, outside = many / "logoer" / "a.png", tmp_path.with_name(f"{tmp_path.name}-utenfor.png")
    save(logo, make_png(300, 300))
    write(many, "annen", SMALLEST.replace(
        "navn: Eksempel kommune,", "navn: Eksempel kommune, logo: {fil: logoer/a.png, alt: Våpen},"
    ))  # fmt: skip
    assert run(many).problems == ()
    logo.rename(outside)
    logo.symlink_to(outside)
    assert codes(run(many).problems) == ["file-outside"]


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text are Linux's")
def test_names_that_are_no_text_stop_nobody(many):
    (many / "templates" / "klausuler" / os.fsdecode(b"m\xf8te")).mkdir()
    (many / "templates" / "stil" / os.fsdecode(b"bilde \xe5.png")).touch()
    built = run(many)
    assert (built.problems, built.fresh) == ((), 0)
    assert run(many).fresh == 3


@pytest.mark.skipif(sys.platform != "linux", reason="there is no such device elsewhere")
def test_what_never_ends_is_not_read_to_know_whether_it_has_changed(many):
    (many / "kommuner" / "uendelig.yaml").symlink_to("/dev/zero")
    with (many / "kommuner" / "svær.yaml").open("wb") as file:
        file.truncate(20_000_000_000)
    (many / "kommuner" / "svær.yaml").rename(many / "kommuner" / "svaer.yaml")
    built = run(many)
    assert codes(built.problems) == ["file-too-large", "input-failed"]
    assert built.fresh == 3


def test_a_register_that_has_become_a_folder_is_noticed(workspace):
    run(workspace.root)
    (workspace.root / "templates" / "hjemler.yaml").mkdir(parents=True)
    assert run(workspace.root).fresh == 0


@pytest.mark.parametrize("what", ["_list_libraries", "_list_program"])
def test_another_version_of_a_library_or_of_the_program_makes_all_anew(many, what, monkeypatch):
    other = {"jinja2-9.9.dist-info"} if what == "_list_libraries" else [str(ROOT / "README.md")]
    monkeypatch.setattr(inputs, what, lambda *_: other)
    built = run(many)
    assert (built.files, built.fresh) == ((), 0)
    assert run(many).fresh == 3


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"x"), "link"])
def test_an_output_that_was_removed_or_edited_is_built_again(many, spoil, tmp_path):
    path = many / "build" / "annen.md"
    before = path.read_bytes()
    if spoil == "link":
        path.rename(tmp_path / "borte.md")
        path.symlink_to(tmp_path / "borte.md")
        assert codes(run(many).problems) == ["output-not-file"]
        path.unlink()
    else:
        spoil(path)
    built = run(many)
    assert built.files == (path,)
    assert path.read_bytes() == before
    edited = spoil not in {Path.unlink, "link"}
    assert codes(built.problems) == (["output-replaced"] if edited else [])


DAMAGE = {
    "empty": lambda _data: b"",
    "cut": lambda data: data[:-20],
    "no JSON": lambda _data: b"{",
    "not signed": lambda data: data.partition(b"\n")[2],
    "edited": lambda data: data.replace(b'"docx"', b'"odt"', 1),
    "deep": lambda _data: b"[" * 100_000,
    "binary": lambda _data: bytes(range(256)),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_manifest_is_as_none(many, damage):
    path = many / "build" / ASIDE / "manifest.json"
    whole = path.read_bytes()
    path.write_bytes(DAMAGE[damage](whole))
    built = run(many)
    assert (built.files, built.fresh, built.problems) == ((), 0, ())
    assert path.read_bytes() == whole


def test_a_manifest_of_another_version_and_one_that_is_signed_but_wrong_are_as_none(many):
    path = many / "build" / ASIDE / "manifest.json"
    for written in (b'{"format":2}\n', b'{"format":1}\n', b"[]\n", b'{"format":1,"inputs":{}}\n'):
        path.write_bytes(inputs.digest(written).encode() + b"\n" + written)
        assert run(many).fresh == 0


def test_all_is_made_anew_where_that_is_forced(many):
    built = run(many, force=True)
    assert (built.files, built.fresh, built.equal) == ((), 0, 3)
    (many / "build" / "annen.md").write_bytes(b"x")
    assert [file.name for file in run(many, ["annen"], force=True).files] == ["annen.md"]


def test_an_error_hides_no_other_and_keeps_nobody_else_from_an_agreement(many):
    write(many, "annen", BROKEN)
    write(many, "fjerde", "")
    write(many, "tredje", f"{SMALLEST}undertittel: Om samarbeid\n")
    before = read_outputs(many / "build")
    built = run(many)
    assert codes(built.problems) == ["value-not-integer", "file-empty"]
    assert list_names(built.files) == ["tredje"]
    assert [file.name for file in built.kept] == ["annen.docx", "annen.md"]
    after = read_outputs(many / "build")
    assert {n for n in before if before[n] != after[n]} == {"tredje.docx", "tredje.md"}
    write(many, "annen", SMALLEST)
    assert codes(run(many).problems) == ["file-empty"]


def test_what_could_not_be_published_is_not_called_written(many, monkeypatch):
    def fail(*_about):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    write(many, "annen", f"{SMALLEST}undertittel: Om samarbeid\n")
    before = read_outputs(many / "build")
    monkeypatch.setattr(manifest, "write", fail)
    built = run(many)
    assert (codes(built.problems), built.files) == (["output-failed"], ())
    assert read_outputs(many / "build") == before


def test_a_plan_that_is_made_again_removes_no_more_than_it_says(many, monkeypatch):
    (many / "kommuner" / "annen.yaml").unlink()
    other = publishing.Output.read
    seen = []

    def change(self):  # as if another build had ended, and a file had got a wrong name meanwhile
        seen.append(self)
        if len(seen) == 2:
            (many / "kommuner" / "tredje.yaml").rename(many / "kommuner" / "Tredje.yaml")
            return b""
        return other(self)

    monkeypatch.setattr(publishing.Output, "read", change)
    built = run(many)
    assert codes(built.problems) == ["name-unusable"]
    assert built.removed == ()
    assert (many / "build" / "annen.md").exists()


def test_a_municipality_that_is_gone_leaves_nothing_but_what_somebody_edited(many):
    for name in ("annen", "tredje"):
        (many / "kommuner" / f"{name}.yaml").unlink()
    (many / "build" / "tredje.md").write_bytes(b"Med egne ord.\n")
    (many / "build" / "notat.txt").write_bytes(b"x")
    assert run(many, ["eksempel"]).removed == ()
    built = run(many)
    assert [file.name for file in built.removed] == ["annen.docx", "annen.md", "tredje.docx"]
    assert codes(built.problems) == ["output-left"]
    assert [*read_outputs(many / "build")] == [
        "eksempel.docx", "eksempel.md", "notat.txt", "tredje.md",
    ]  # fmt: skip
    assert codes(run(many).problems) == ["output-left"]
    (many / "build" / "tredje.md").unlink()
    assert run(many).problems == ()
    assert run(many).problems == ()


def test_two_workspaces_that_build_to_one_folder_leave_each_other_alone(many, tmp_path):
    out, other = tmp_path / "felles", tmp_path / "annet"
    shutil.copytree(many / "kommuner", other / "kommuner")
    for name in NAMES:
        (other / "kommuner" / f"{name}.yaml").rename(other / "kommuner" / f"{name}-2.yaml")
    for root in (many, other, many):
        assert build(Workspace(root), None, FORMATS, out, iter, TODAY).removed == ()
    assert len(read_outputs(out)) == 12
    (other / "kommuner" / "annen-2.yaml").unlink()
    removed = build(Workspace(other), None, FORMATS, out, iter, TODAY).removed
    assert [file.name for file in removed] == ["annen-2.docx", "annen-2.md"]


def test_what_is_edited_while_others_are_made_is_left(many, monkeypatch):
    (many / "kommuner" / "annen.yaml").unlink()
    write(many, "eksempel", f"{SMALLEST}undertittel: Om samarbeid\n")
    make, path = makers.Maker.make, many / "build" / "annen.md"

    def edit(self, name):
        path.write_bytes(b"Med egne ord.\n")
        return make(self, name)

    monkeypatch.setattr(makers.Maker, "make", edit)
    built = run(many)
    assert [file.name for file in built.removed] == ["annen.docx"]
    assert codes(built.problems) == ["output-left"]
    assert path.read_bytes() == b"Med egne ord.\n"


def test_a_file_that_was_built_in_two_ways_is_removed_without_a_word(many):
    write(many, "annen", f"{SMALLEST}undertittel: Om samarbeid\n")
    run(many, formats=["docx"])
    (many / "kommuner" / "annen.yaml").unlink()
    built = run(many)
    assert [file.name for file in built.removed] == ["annen.docx", "annen.md"]
    assert built.problems == ()


HOSTILE = {
    "elsewhere": ("annen", "../../viktig"),
    "format": ("docx", "txt"),
    "code": ("value-no-trace", "nope"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_manifest_that_somebody_else_signed_is_as_none(many, what, tmp_path):
    write(many, "annen", WARNED)
    run(many)
    (many / "viktig.docx").write_bytes((many / "build" / "annen.docx").read_bytes())
    path = many / "build" / ASIDE / "manifest.json"
    written = path.read_bytes().partition(b"\n")[2]
    before, after = (f'"{word}"'.encode() for word in HOSTILE[what])
    assert before in written
    written = written.replace(before, after)
    path.write_bytes(inputs.digest(written).encode() + b"\n" + written)
    built = run(many)
    assert (built.fresh, built.removed) == (0, ())
    assert (many / "viktig.docx").exists()


def test_nothing_is_removed_while_a_file_has_a_name_that_cannot_be_used(many):
    (many / "kommuner" / "annen.yaml").rename(many / "kommuner" / "Annen.yaml")
    built = run(many)
    assert codes(built.problems) == ["name-unusable"]
    assert built.removed == ()
    assert (many / "build" / "annen.docx").exists()


def test_files_of_other_formats_that_have_grown_old_are_told_of_until_they_are_built(many):
    run(many, formats=["html"])
    write(many, "annen", f"{SMALLEST}undertittel: Om samarbeid\n")
    for _ in range(2):
        (problem,) = run(many).problems
        assert (problem.code, problem.details["read"]) == ("output-older", "annen.html")
    run(many, formats=["html"])
    assert run(many).problems == ()


def test_a_warning_is_told_at_every_build_where_it_stands(many, monkeypatch):
    write(many, "annen", WARNED)
    listings = [run(many).listing for _ in range(2)]
    assert codes(listings[0].problems) == ["value-no-trace"]
    assert listings[0] == listings[1]
    assert [*listings[1].lines.values()] == ["  gjester_fra: [skoler]"]
    monkeypatch.chdir(many)
    (problem,) = run(Path()).problems
    assert problem.location.file == "kommuner/annen.yaml"


@pytest.mark.parametrize(
    "name",
    ["klausuler/varighet/nb.md", "klausuler/varighet/klausul.yaml", "hjemler.yaml",
     "avtaler/samarbeidsavtale.yaml", "stil/stil.yaml"],
)  # fmt: skip
def test_a_warning_about_a_template_is_told_by_those_that_use_it(many, name):
    write(many, "tredje", SMALLEST.replace("varighet: ja\n", ""))
    path = many / "templates" / name
    invisible = "Mer.\u200b\n" if name.endswith(".md") else "# Mer.\u200b\n"
    path.write_text(path.read_text(encoding="utf-8") + invisible, encoding="utf-8")
    first = run(many)
    assert codes(first.problems) == ["file-invisible"]
    assert first.problems[0].location.file == path.as_posix()
    assert run(many).listing == first.listing
    assert run(many, jobs=2, force=True).problems == first.problems
    assert (run(many, ["tredje"]).problems == ()) == ("varighet" in name)


def test_what_only_time_changes_is_told_when_that_time_has_come(many):
    end, after = date(2030, 12, 31), date(2031, 1, 1)
    assert run(many, today=end).problems == ()
    built = run(many, today=after)
    assert codes(built.problems) == ["period-expired"] * 3
    assert (built.files, built.fresh) == ((), 0)
    again = run(many, today=after)
    assert (again.problems, again.fresh) == (built.problems, 3)
    assert run(many, today=end).problems == ()
    assert run(many, today=None).problems == ()


def test_what_changed_while_it_was_read_is_built_again(many, monkeypatch):
    make = makers.Maker.make
    write(many, "annen", f"{SMALLEST}undertittel: Om samarbeid\n")

    def interfere(self, name):
        made = make(self, name)
        write(many, "annen", f"{SMALLEST}undertittel: Om noe annet\n")
        return made

    monkeypatch.setattr(makers.Maker, "make", interfere)
    assert list_names(run(many).files) == ["annen"]
    monkeypatch.setattr(makers.Maker, "make", make)
    assert list_names(run(many).files) == ["annen"]
    assert "Om noe annet" in (many / "build" / "annen.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("start", ["fork", pytest.param("spawn", marks=pytest.mark.slow)])
def test_the_number_of_workers_makes_no_difference(many, start, monkeypatch):
    if start == "fork" and not hasattr(os, "fork"):
        start = "spawn"
    monkeypatch.setattr(workers, "_choose_start", lambda: start)
    monkeypatch.setattr(workers, "FEWEST", {"fork": 2, "spawn": 2})
    write(many, "annen", BROKEN)
    write(many, "tredje", WARNED)
    for number in range(8):
        write(many, f"kommune-{number}", f"{SMALLEST}undertittel: Nummer {number}\n")
    write(many, "kommune-4", f"{WARNED}ukjent: ja\n")
    found = []
    for jobs in (1, 2, 3):
        shutil.rmtree(many / "build")
        built = run(many, jobs=jobs)
        kept = (many / "build" / ASIDE / "manifest.json").read_bytes()
        found.append((built, read_outputs(many / "build"), kept))
    assert found[0] == found[1] == found[2]
    assert len(found[0][0].files) == 2 * 9


def test_a_worker_that_the_system_ends_is_told_of_and_changes_nothing(many, monkeypatch):
    if not hasattr(os, "fork"):
        leave_out("there is no fork here: a worker that is ended was not tested")
    monkeypatch.setattr(workers, "_choose_start", lambda: "fork")
    for name in NAMES:
        write(many, name, f"{SMALLEST}undertittel: Ny\n")
    write(many, "fjerde", SMALLEST)
    before = read_outputs(many / "build")
    make = makers.Maker.make
    monkeypatch.setattr(
        makers.Maker, "make",
        lambda self, name: os.kill(os.getpid(), signal.SIGKILL) if name == "tredje" else make(self, name),
    )  # fmt: skip
    built = run(many, jobs=2)
    assert codes(built.problems) == ["output-failed"]
    assert built.files == ()
    assert read_outputs(many / "build") == before
    assert sorted(path.name for path in (many / "build" / ASIDE).iterdir()) == [
        ".gitignore", "lock", "manifest.json",
    ]  # fmt: skip


def test_each_agreement_is_in_one_shard_and_shards_share_a_folder(many):
    for number in range(12):
        write(many, f"kommune-{number}", SMALLEST)
    whole = run(many)
    assert whole.fresh + len(whole.files) // 2 == 15
    first = read_outputs(many / "build")
    shutil.rmtree(many / "build")
    built = [run(many, shard=shard, shards=3) for shard in (1, 2, 3)]
    assert sorted(file for each in built for file in each.files) == sorted(
        many / "build" / name for name in first
    )
    assert all(each.files for each in built)
    assert read_outputs(many / "build") == first
    assert run(many).fresh == 15
    (many / "kommuner" / "kommune-3.yaml").unlink()
    removed = [len(run(many, shard=shard, shards=3).removed) for shard in (1, 2, 3)]
    assert sorted(removed) == [0, 0, 2]


def test_which_shard_an_agreement_is_in_never_changes():
    found = [next(k for k in range(1, 6) if Way(shard=k, shards=5).takes(n)) for n in NAMES]
    assert found == [5, 2, 3]


def test_what_is_kept_of_a_build_is_read_as_it_was_written(many):
    write(many, "annen", WARNED)
    run(many)
    data = (many / "build" / ASIDE / "manifest.json").read_bytes()
    assert manifest.write(manifest.read(data)) == data
