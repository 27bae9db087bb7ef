import errno
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from avtalegen import builds, commands, publishing
from avtalegen.audits import audit
from avtalegen.builds import Way
from avtalegen.differences import Asked, diff
from avtalegen.listings import write_problem
from avtalegen.messages import KINDS, Catalogue, Severity, generalize
from avtalegen.messages.languages import read_catalogue
from avtalegen.problems import (
    AvtalegenError,
    Listing,
    Location,
    Problem,
    has_errors,
    quote,
    sort_problems,
    suggest,
)
from avtalegen.pushes.comparing import compare_revisions
from avtalegen.pushes.ranges import read_range
from avtalegen.workspace import Workspace
from avtalegen.writers import USUAL, typesetting
from tests.attachments import OFFICE, make_png, make_relations, make_word, save
from tests.conftest import leave_out
from tests.support import ROOT, SMALLEST, keep_in_git

TODAY = date(2026, 11, 22)
FOLDER = ROOT / "tests" / "problems"

NORWEGIAN, ENGLISH = read_catalogue("nb"), read_catalogue("en")
EXAMPLE = Path("kommuner") / "eksempel.yaml"


def make_pipe(folder: Path) -> None:
    if not hasattr(os, "mkfifo"):
        leave_out("there are no named pipes: a pipe in place of a file was not tested")
    (folder / "kommuner").mkdir()
    os.mkfifo(folder / EXAMPLE)


def write_example(folder: Path, text: str = "") -> None:
    (folder / "kommuner").mkdir()
    (folder / EXAMPLE).write_text(text or SMALLEST, encoding="utf-8")


def write_two(folder: Path) -> None:
    write_example(folder)
    (folder / "kommuner" / "prove.yaml").write_text(SMALLEST, encoding="utf-8")


def fail_for_want_of_space(path: Path) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path.as_posix())


def put_file_in_the_way(folder: Path) -> None:
    write_example(folder)
    (folder / "build").write_text("i veien", encoding="utf-8")


def put_folder_in_the_way(folder: Path) -> None:
    write_example(folder)
    (folder / "build" / "eksempel.md").mkdir(parents=True)


def build_first(change: Callable[[Path], None], *formats: str) -> Callable[[Path], None]:
    """Two municipalities that were built, and what somebody did after that."""

    def make(folder: Path) -> None:
        write_example(folder)
        shutil.copy(folder / EXAMPLE, folder / "kommuner" / "annen.yaml")
        builds.build(Workspace(folder), None, formats or USUAL, today=TODAY)
        change(folder)

    return make


def write_more(name: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("undertittel: Om samarbeid\n" if name.endswith(".yaml") else "Mer.\n")

    return write


def drop_and_edit(folder: Path) -> None:
    write_more("build/eksempel.md")(folder)
    (folder / EXAMPLE).unlink()


def write_long_clause(folder: Path) -> None:
    path = folder / "templates" / "klausuler" / "prøve" / "nb.md"
    path.write_text("Partene møtes. " * 2_100, encoding="utf-8")


def make_two_histories(folder: Path) -> None:
    write_example(folder)
    keep_in_git(folder)
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "checkout", "-q", "--orphan", "fremmed"], check=True)
    keep_in_git(folder, "fremmed")


def make_no_revision(folder: Path) -> None:
    write_example(folder)
    subprocess.run(["git", "-C", str(folder), "init", "-q"], check=True)


def make_shallow(folder: Path) -> None:
    """A clone without the first commit, as a workflow makes one."""
    write_example(folder)
    keep_in_git(folder)
    keep_in_git(folder, "mer")
    commit = subprocess.run(
        ["git", "-C", str(folder), "rev-parse", "HEAD"], check=True, capture_output=True
    ).stdout
    (folder / ".git" / "shallow").write_bytes(commit)


def make_incomplete(folder: Path) -> None:
    """A repository that lacks a file that is there no more, as a clone that leaves files out."""
    write_example(folder)
    gone = folder / "kommuner" / "borte.yaml"
    save(gone, b"a: 1\n")
    keep_in_git(folder)
    ask = ["git", "-C", str(folder), "rev-parse", "HEAD:kommuner/borte.yaml"]
    name = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
    gone.unlink()
    keep_in_git(folder, "mer")
    blob = folder / ".git" / "objects" / name[:2] / name[2:]
    blob.chmod(0o600)
    blob.unlink()


def make_newer(folder: Path) -> None:
    """A repository of a git that does not exist yet."""
    write_example(folder)
    keep_in_git(folder)
    git = ["git", "-C", str(folder), "config", "core.repositoryformatversion", "9"]
    subprocess.run(git, check=True)


def put_submodule(folder: Path) -> None:
    write_example(folder)
    keep_in_git(folder)
    git = ["git", "-C", str(folder)]
    link = ["update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},templates"]
    subprocess.run([*git, *link], check=True)
    name = ["-c", "user.name=prøve", "-c", "user.email=prove@example.no"]
    subprocess.run([*git, *name, "commit", "-q", "--no-gpg-sign", "-m", "mer"], check=True)


LOGO, TEMPLATE = Path("logoer") / "eksempel.png", Path("templates") / "stil" / "vår-mal.docx"


def put_logo(data: bytes, path: Path = LOGO) -> Callable[[Path], None]:
    return lambda folder: save(folder / path, data)


def put_word(part: str, content: str) -> Callable[[Path], None]:
    return lambda folder: save(folder / TEMPLATE, make_word({part: content}))


def link_out(folder: Path) -> None:
    outside = folder.with_name(f"{folder.name}-utenfor.png")
    save(outside, make_png())
    (folder / "logoer").mkdir()
    try:
        (folder / LOGO).symlink_to(outside)
    except OSError:
        leave_out("links cannot be made here: one that leads out of a workspace was not tested")


# What no file in git can show is made here: large files, other things than files, other names.
MADE: Mapping[str, Callable[[Path], None]] = {
    "clause-too-long": write_long_clause,
    "clause-in-none": write_two,
    "district-unknown": write_example,
    "file-absent": put_logo(make_png(), Path("logoer") / "eksempelet.png"),
    "file-outside": link_out,
    "file-missing": lambda _folder: None,
    "file-too-large": lambda folder: write_example(folder, "a" * 2_000_001),
    "input-failed": make_pipe,
    "library-missing": write_example,
    "logo-no-alt": put_logo(make_png()),
    "more-problems": lambda folder: write_example(
        folder, SMALLEST + "".join(f"nøkkel_{number}: 1\n" for number in range(101))
    ),
    "name-alone": write_example,
    "name-unknown": write_example,
    "output-failed": write_example,
    "output-edited": build_first(write_more("build/eksempel.md")),
    "output-input": write_example,
    "output-left": build_first(drop_and_edit),
    "output-missing": build_first(lambda folder: (folder / "build" / "eksempel.md").unlink()),
    "output-older": build_first(write_more(EXAMPLE.as_posix()), "html"),
    "output-orphaned": build_first(lambda folder: (folder / EXAMPLE).unlink()),
    "output-replaced": build_first(write_more("build/eksempel.md")),
    "output-stale": build_first(write_more(EXAMPLE.as_posix())),
    "output-not-folder": put_file_in_the_way,
    "output-not-file": put_folder_in_the_way,
    "picture-broken": put_logo(make_png()[:-20]),
    "picture-small": put_logo(make_png(120, 80)),
    "picture-too-large": put_logo(make_png(12_000, 100)),
    "revision-no-git": write_example,
    "revision-none": make_no_revision,
    "revision-unknown": lambda folder: (write_example(folder), keep_in_git(folder))[0],
    "revision-apart": make_two_histories,
    "revision-incomplete": make_incomplete,
    "revision-outside": put_submodule,
    "revision-refused": make_newer,
    "revision-shallow": make_shallow,
    "word-docx-only": lambda folder: save(folder / TEMPLATE, make_word({})),
    "word-doctype": put_word("word/media/image1.svg", "<!DOCTYPE svg>\n<svg/>"),
    "word-links": put_word(
        "word/_rels/settings.xml.rels",
        make_relations(
            (f"{OFFICE}/attachedTemplate", "file:///C:\\maler\\felles.dotx", "External")
        ),
    ),
    "word-macros": put_word("word/vbaProject.bin", "makro"),
    "word-too-large": put_word("word/media/image1.bmp", "0" * 51_000_000),
    "word-unreadable": lambda folder: save(folder / TEMPLATE, b"Dette er bare tekst."),
    "yaml-too-many": lambda folder: write_example(folder, f"a: [{'1,' * 1_001}]"),
}
# What is asked for by name, where it is not everything.
ASKED = {"name-unknown": ["eksempl"]}
# What only a build finds, since a check writes nothing.
ONLY_BUILDS = {
    "letter-unprintable",
    "word-docx-only",
    "pdf-refused",
    "output-failed",
    "output-left",
    "output-not-file",
    "output-not-folder",
    "output-older",
    "output-replaced",
}
# What only `build --check` finds.
ONLY_AUDITS = {"output-edited", "output-missing", "output-orphaned", "output-stale"}
# In which formats, where it is not those that a build writes when nobody names one.
PRINTED = {
    "letter-unprintable": ["pdf"], "pdf-refused": ["pdf"], "word-docx-only": ["docx", "html", "pdf"],
}  # fmt: skip
# What only a comparison finds, and what it was asked for.
ONLY_DIFFS = {
    "clause-in-none": Asked(clause="andre_tjenester"),
    "district-unknown": Asked(district="Eksemplet"),
    "name-alone": Asked(),
    "revision-no-git": Asked(("eksempel@v1", "eksempel")),
    "revision-none": Asked(("eksempel@HEAD", "eksempel")),
    "revision-unknown": Asked(("eksempel@hoved", "eksempel")),
}
# What only a comparison of two revisions finds, and what it was asked for.
ONLY_RANGES = {
    "revision-apart": "hovedgrein...fremmed",
    "revision-incomplete": "HEAD~1",
    "revision-outside": "HEAD",
    "revision-refused": "HEAD",
    "revision-shallow": "v1",
}


@pytest.fixture
def made(request, tmp_path, monkeypatch) -> tuple[str, Path]:
    """A code, and a workspace that has its problem."""
    code = request.param
    shutil.copytree(FOLDER / code, tmp_path, dirs_exist_ok=True)
    if code in MADE:
        MADE[code](tmp_path)
    if code == "library-missing":
        monkeypatch.setattr(yaml, "__with_libyaml__", False)
    if code == "output-failed":
        monkeypatch.setattr(publishing, "sync_file", fail_for_want_of_space)
    if code == "pdf-refused":
        design = (*typesetting._read_design(), "#let rows = 1")
        monkeypatch.setattr(typesetting, "_read_design", lambda: design)
    # A folder of tests may lie in a repository.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    return code, tmp_path


def find_problems(code: str) -> Listing:
    """What there is to tell when everything in the folder is checked; a build finds no more."""
    if code == "output-input":
        return commands.save_text(Workspace(Path()), EXAMPLE, "en sammenligning").listing
    if code in ONLY_DIFFS:
        found = diff(Workspace(Path()), ONLY_DIFFS[code])
        assert found.comparison is found.matrix is None
        return found.listing
    if code in ONLY_RANGES:
        return compare_revisions(Workspace(Path()), read_range(ONLY_RANGES[code])).listing
    names = ASKED.get(code)
    before = set(Path().rglob("*"))
    found = commands.check(Workspace(Path()), names, today=TODAY)
    assert set(Path().rglob("*")) == before, "a check writes nothing"
    if code in ONLY_AUDITS:
        return audit(Workspace(Path()), None, USUAL, None, iter, TODAY, Way())
    built = builds.build(Workspace(Path()), names, PRINTED.get(code, USUAL), today=TODAY)
    wrong = [p.location for p in built.problems if p.severity is Severity.ERROR]
    others = {file.stem for file in built.files} - {Path(place.file).stem for place in wrong}
    assert bool(others or built.fresh) != bool(wrong) or code == "name-unusable"
    assert {file.stem for file in built.files} == others, "nothing is written that has an error"
    if code in ONLY_BUILDS:
        return built.listing
    assert set(map(str, built.problems)) <= set(map(str, found.problems))
    return found


def tell(found: Listing, catalogue: Catalogue) -> str:
    told = (write_problem(p, found.lines.get(p.location, ""), catalogue) for p in found.problems)
    return "".join(f"{text}\n" for text in told)


@pytest.mark.parametrize("made", sorted(path.name for path in FOLDER.iterdir()), indirect=True)
def test_the_user_sees_where_what_and_how_to_mend_it(made, renew):
    code, _ = made
    found = find_problems(code)
    assert code in {problem.code for problem in found.problems}
    expected = {FOLDER / code / "expected.txt": tell(found, NORWEGIAN)}
    if (FOLDER / code / "expected.en.txt").exists():
        expected[FOLDER / code / "expected.en.txt"] = tell(found, ENGLISH)
    for path, shown in expected.items():
        if renew:
            path.write_text(shown, encoding="utf-8")
        assert shown == path.read_text(encoding="utf-8")


def test_every_code_has_a_folder_that_shows_it():
    assert {path.name for path in FOLDER.iterdir()} == set(KINDS)
    assert len([*FOLDER.glob("*/expected.txt")]) == len(KINDS)
    assert len([*FOLDER.glob("*/expected.en.txt")]) >= 5


def find_mend(code: str, told: str) -> str:
    """How the first problem of the code is mended: the last line that is told of it."""
    rest = told.split(f"[{code}]\n", 1)[1]
    return re.match(r"(?: {4}.*\n?)+", rest)[0].rstrip().rsplit("\n", 1)[-1]


def write_page(code: str) -> str:
    """The page of a problem: what is wrong, how to mend it, and what the user sees."""
    kind = KINDS[code]
    error = kind.severity is Severity.ERROR
    page = [
        f"# {code}",
        ("Dette er en feil." if code in NOT_OF_AGREEMENTS else IS_NOT_MADE)
        if error
        else "Dette er en advarsel.",
    ]
    page += [f"    {NORWEGIAN.say(generalize(kind.message))}"]
    text = (FOLDER / code / "expected.txt").read_text(encoding="utf-8").rstrip()
    lines = [f"    {line}".rstrip() for line in text.splitlines()]
    general = f"    {NORWEGIAN.say(generalize(kind.hint))}"
    if kind.hint == "{mend}":
        page += ["Slik rettes eksempelet under:", find_mend(code, text)]
    else:
        page += ["Slik rettes det:", general]
    shown, left = lines[:MOST_LINES], len(lines) - MOST_LINES
    page += ["Eksempel:", "\n".join([*shown, *(["    …"] if left > 0 else [])])]
    if not error and not code.startswith("ignore") and code not in NEVER_SILENT:
        page += [
            IS_MEANT,
            f"    # avtalegen: ignore[{code}] begrunnelse",
        ]
    return "\n\n".join(page) + "\n"


# What stands on no line of a file, and what only says that there is more.
NEVER_SILENT = {
    "template-folder",
    "more-problems",
    "output-left",
    "output-older",
    "output-replaced",
}
IS_NOT_MADE = "Dette er en feil: avtalen blir ikke laget."
# What no agreement is kept from being made by: what only a comparison or `build --check` finds.
NOT_OF_AGREEMENTS = {
    *ONLY_DIFFS,
    *ONLY_AUDITS,
    *(code for code in KINDS if code.startswith("revision-")),
}
IS_MEANT = (
    "Er det ment slik, kan du skrive hvorfor i en kommentar på linja med nøkkelen "
    "eller på en egen linje over den:"
)
# As much of an example as a page needs.
MOST_LINES = 12


def test_every_code_has_its_page(renew):
    pages = {f"{code}.md": write_page(code) for code in KINDS}
    index = [
        f"- [{code}]({code}.md): {NORWEGIAN.say(generalize(KINDS[code].message))}"
        for code in sorted(KINDS)
    ]
    pages["README.md"] = (
        "# Feil og advarsler\n\n"
        "Alt som avtalegen melder, sortert etter kode. Koden står i hakeparentes etter meldingen.\n\n"
        + "\n".join(index)
        + "\n\nSidene lages av programmet med `pytest --renew`.\n"
    )
    folder = ROOT / "docs" / "problems"
    if renew:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8")
    kept = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert kept == pages


def test_every_error_says_how_to_mend_it():
    for code, kind in KINDS.items():
        assert kind.hint, code
        assert not kind.message.endswith((".", "!")), code


def test_problems_are_sorted_by_place_and_told_once():
    late, early = Location("b", 1, 1), Location("a", 10, 2)
    problems = [
        Problem("file-empty", late),
        Problem("yaml-tab", early),
        Problem("file-empty", late),
    ]
    assert sort_problems(problems) == [problems[1], problems[0]]
    warning = Problem("value-no-trace", Location("a", 1, 1))
    assert sort_problems([warning, problems[0]]) == [problems[0], warning]
    assert (
        sort_problems(
            [Problem("yaml-tab", Location("a", 10)), Problem("yaml-tab", Location("a", 9))]
        )[0].location.line
        == 9
    )


def test_warnings_are_no_errors():
    warning = Problem("value-no-trace", Location("a"))
    assert not has_errors([warning])
    assert has_errors([warning, Problem("file-empty", Location("a"))])


def test_a_place_without_a_line_is_its_file():
    assert str(Location("a.yaml")) == "a.yaml"
    assert str(Location("a.yaml", 3, 7)) == "a.yaml:3:7"


def test_what_was_read_is_quoted_shortly():
    assert str(quote("to\nlinjer")) == '"to linjer"'
    assert len(str(quote("x" * 500))) == 60
    assert str(quote({"a": 1})) == "keys with values"


def test_the_nearest_names_are_offered_whatever_their_case():
    assert str(suggest("Tromso", ["tromso", "harstad"])) == "did you mean tromso?"
    assert str(suggest("xyz", ["a", "b"])) == "use one of: a, b"
    assert str(suggest("xyz", [str(n) for n in range(14)])).endswith("and 2 more")
    assert str(suggest("xyz", [])) == "there are none to choose from"


def test_an_error_carries_every_problem():
    error = AvtalegenError(
        [Problem("yaml-tab", Location("a", 1, 1)), Problem("file-empty", Location("b"))]
    )
    assert str(error) == "a:1:1 a tab stands where spaces are needed; b the file is empty"
