"""README, CONTRIBUTING, CHANGELOG and the decisions say what is so."""

import contextlib
import re
import shutil
import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from avtalegen import __version__, cli, commands, fonts, watching
from avtalegen.builds import build
from avtalegen.choices import TYPES, Choice, build_model
from avtalegen.clause import SCOPE
from avtalegen.filters import FILTERS
from avtalegen.listings import write_problem, write_text
from avtalegen.messages.languages import read_catalogue
from avtalegen.preview import session
from avtalegen.problems import Location
from avtalegen.style import StyleFile
from avtalegen.workspace import Workspace
from avtalegen.writers import FORMATS
from tests import attachments
from tests.attachments import make_png, make_word
from tests.support import MUNICIPALITIES, ROOT, WORKSPACE, check, keep_in_git

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
NORWEGIAN = read_catalogue("nb")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
# The mistakes that the README speaks of, in the file that it shows.
MISTAKES = {"minst: 2": "minst: tre", "saksliste_uker": "sakliste_uker", "part: politi}": "part: politiet}"}  # fmt: skip


def find_blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def find_section(page: str, title: str) -> str:
    return page.split(f"\n{title}\n", 1)[1].split("\n## ", 1)[0]


def read_table(text: str, header: str) -> dict[str, str]:
    """The rows of the table below its header: what stands in backticks first, to its last cell."""
    rows = text.split(f"\n{header}\n", 1)[1].split("\n\n", 1)[0].splitlines()[1:]
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]
    return {row[0].strip("`"): row[-1] for row in cells}


def save(folder: Path, text: str) -> Workspace:
    (folder / "kommuner").mkdir(parents=True)
    (folder / "kommuner" / "eksempel.yaml").write_text(text, encoding="utf-8")
    return Workspace(folder)


def tell(workspace: Workspace) -> str:
    with contextlib.chdir(workspace.root):
        told = build(Workspace(Path()), None, ["docx", "md"]).listing
    shown = (write_problem(p, told.lines.get(p.location, ""), NORWEGIAN) for p in told.problems)
    return "".join(f"{text}\n" for text in shown)


def test_the_file_in_the_readme_builds_as_it_stands(tmp_path):
    sample, local, *_ = find_blocks(README, "yaml")
    assert tell(save(tmp_path / "a", sample)) == ""
    workspace = save(tmp_path / "b", sample + local)
    assert tell(workspace) == ""
    built = (workspace.root / "build" / "eksempel.md").read_text(encoding="utf-8")
    assert "Partene møtes i mai 2030" in built


def test_the_file_in_the_readme_is_the_smallest_example():
    smallest = ROOT / "examples" / "minste" / "kommuner" / "eksempel.yaml"
    lines = smallest.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.strip().startswith("#")]
    shown = find_blocks(README, "yaml")[0].splitlines()
    assert [line for line in shown if line] == kept


def test_the_comment_in_the_readme_silences_the_warning_that_it_names(tmp_path):
    sample, *others = find_blocks(README, "yaml")
    silent = next(block for block in others if "ignore[" in block)
    text = re.sub(r"^periode: .*\n", silent.replace("\\", ""), sample, flags=re.MULTILINE)
    found = commands.check(save(tmp_path, text), today=date(2026, 11, 22))
    assert found.problems == []
    loud = save(tmp_path / "uten", text.replace(silent, silent.split("  #")[0] + "\n"))
    assert [p.code for p in commands.check(loud, today=date(2026, 11, 22)).problems] == [
        "period-expired"
    ]


def test_the_look_in_the_readme_is_read_as_it_stands(tmp_path):
    shown = next(block for block in find_blocks(README, "yaml") if "wordmal" in block)
    files = {"stil.yaml": shown.encode(), "vår-mal.dotx": make_word()}
    for name, content in files.items():
        attachments.save(tmp_path / "templates" / "stil" / name, content)
    attachments.save(tmp_path / "logoer" / "troms.png", make_png())
    look, problems = Workspace(tmp_path).read_look()
    assert (problems, look.word_template) == ([], make_word())
    assert [picture.alt for picture in look.logos.values()] == ["Politiets logo"]


def test_the_keys_that_the_shipped_style_only_speaks_of_can_be_written(tmp_path):
    shipped = (ROOT / "templates" / "stil" / "stil.yaml").read_text(encoding="utf-8")
    written = "\n".join(
        re.findall(r"^# (logoer:.*|  [A-Z].*: \{fil.*|wordmal:.*)$", shipped, re.MULTILINE)
    )
    made, problems = check(f"{shipped}\n{written}\n", StyleFile)
    assert problems == []
    assert made.wordmal and made.logoer


def test_the_problems_in_the_readme_are_those_that_its_mistakes_give(tmp_path):
    text = find_blocks(README, "yaml")[0]
    for right, wrong in MISTAKES.items():
        assert f"`{wrong.rstrip('}')}`" in README
        text = text.replace(right, wrong, 1)
    shown, *_ = find_blocks(README, "text")
    with contextlib.chdir(save(tmp_path, text).root):
        found = commands.check(Workspace(Path()), today=date(2026, 11, 22))
    assert write_text(found, NORWEGIAN) == shown


def test_the_comparisons_in_the_readme_are_those_that_its_commands_give():
    _, *shown, _since = find_blocks(README, "text")
    asked = re.findall(r"^`avtalegen (diff .*?)`", README, re.MULTILINE)
    told = [CliRunner().invoke(cli.app, [*words.split(), "-w", str(ROOT)]) for words in asked]
    assert len(asked) == 3
    assert [done.stdout for done in told] == shown


def keep_all(folder: Path) -> Path:
    """A workspace with the five files in git, at a second commit with the tag v1."""
    shutil.copytree(ROOT / "kommuner", folder / "kommuner")
    keep_in_git(folder)
    keep_in_git(folder, "mer")
    subprocess.run(["git", "-C", str(folder), "tag", "v1"], check=True)
    return folder


def test_what_has_changed_in_the_readme_is_what_its_edits_change(tmp_path, monkeypatch):
    root = keep_all(tmp_path / "git")
    shutil.copytree(ROOT / "templates", root / "templates")
    keep_in_git(root)
    told = find_section(README, "## What does this change for whom?")
    edits = re.findall(r"`([^`]*)` made `([^`]*)`", told)
    files = ("templates/klausuler/politirådets_møter/nb.md", "kommuner/sor-varanger.yaml")
    for file, (right, other) in zip(files, edits, strict=True):
        text = (root / file).read_text(encoding="utf-8")
        assert text.count(right) == 1
        (root / file).write_text(text.replace(right, other), encoding="utf-8")
    monkeypatch.chdir(root)
    done = CliRunner().invoke(cli.app, ["diff", "--since", "HEAD"])
    assert done.stdout.replace("siden HEAD", "siden v1") == find_blocks(told, "text")[0]


def test_every_command_in_the_readme_is_understood(tmp_path, monkeypatch):
    # A preview goes on until somebody ends it; here it ends when its first page is served.
    monkeypatch.setattr(session.Preview, "serve", lambda *_: None)
    monkeypatch.setattr(watching, "watch", lambda *_: iter([None]))  # the same for a build
    commands = re.findall(r"^ {4}avtalegen (.*?)(?:  .*)?$", README, re.MULTILINE)
    assert len(commands) >= 8
    for command in commands:
        words = [tmp_path.as_posix() if word == "~/avtaler" else word for word in command.split()]
        root = keep_all(tmp_path / words[-1]) if re.search("@|--since", command) else ROOT
        workspace = [] if {"--workspace", "text"} & {*words} else ["--workspace", str(root)]
        if words[0] == "text":
            build(Workspace(ROOT), [Path(words[1]).stem], ["docx"], tmp_path / "text")
            words[1] = str(tmp_path / "text" / Path(words[1]).name)
        if "--workspace" in words:
            shutil.copytree(ROOT / "kommuner", tmp_path / "kommuner")
        out = (
            []
            if "--out" in words or words[0] in {"check", "diff", "preview", "text"}
            else ["--out", str(tmp_path / "ut")]
        )
        if "--check" in words:  # of what was built before it
            out = ["--out", str(tmp_path / "bygd")]
            CliRunner().invoke(cli.app, ["build", "--all", *workspace, *out])
        words = [str(tmp_path / word) if word == "ferdig" else word for word in words]
        done = CliRunner().invoke(cli.app, [*words, *workspace, *out])
        assert done.exit_code == 0, (command, done.output)


def test_the_kinds_of_agreement_in_the_readme_are_those_that_there_are():
    shown = read_table(README, "| `mal` | title |")
    library, asked = WORKSPACE.library, Location("README.md")
    assert sorted(shown) == library.list_templates()
    for name, title in shown.items():
        assert library.read_template(name, asked).tittel.nb == title


def test_the_two_commands_of_the_readme_are_in_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"^ {4}make (\w+)", README + CONTRIBUTING, re.MULTILINE)
    assert {"build", "test", "bench"} <= set(named)
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_file_that_is_named_is_there(page):
    text = re.sub(r"^ {4}.*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for target in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target
    named = re.findall(r"`((?:src|tests|templates|docs|examples|kommuner|build)/[^`\s]*)`", text)
    for path in named:
        if not re.search(r"[<*]", path) and not path.startswith("build/"):
            assert (ROOT / path).exists(), path


def test_contributing_lists_the_filters_with_what_they_give():
    shown = read_table(CONTRIBUTING, "| filter | what it gives |")
    assert shown == {name: known.function.__doc__ for name, known in FILTERS.items()}


def test_contributing_lists_the_words_that_every_clause_may_use():
    line = next(line for line in CONTRIBUTING.splitlines() if line.startswith("Every clause can"))
    shown = re.findall(r"`(\w+)`", line)
    assert shown == list(SCOPE)


def test_contributing_lists_the_types_each_with_a_value_that_it_takes():
    shown = read_table(CONTRIBUTING, "| type | what it is | what a municipality writes |")
    assert set(shown) == set(TYPES)
    needs = {
        "ett_av": "alternativer: {ansvar: Ansvar}",
        "liste": "av: tekst",
        "objekt": "felt: {andel: {type: heltall, hjelp: H.}, minutter: {type: heltall, hjelp: H.}}",
    }
    for name, value in shown.items():
        declared = f"type: {name}\nhjelp: H.\n{needs.get(name, '')}"
        choice, problems = check(declared, Choice)
        assert choice, problems
        written = value.split("`")[1]
        made, problems = check(f"valget: {written}", build_model("prøve", {"valget": choice}))
        assert made, (name, problems)


def test_the_table_of_formats_has_a_column_for_each():
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("|")]
    header, _, *rest = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert header == ["", *(f"`{name}`" for name in FORMATS)]
    assert all(len(row) == len(header) and all(row) for row in rest)


def test_the_formats_page_names_the_fonts_that_come_along():
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert all(f"{twin} for {font}" in page for font, twin in fonts.TWINS.items())


def test_the_changelog_has_this_version_and_a_heading_for_the_words_of_agreements():
    versions = re.findall(r"^## (\S+)", CHANGELOG, re.MULTILINE)
    assert versions[0] == __version__
    assert "### Agreement text" in find_section(CHANGELOG, "## 0.1.0 (not yet released)")


def test_decisions_are_numbered_without_gaps_and_have_three_parts():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(page.name[:4])}. ")
        for part in ("**Context.**", "**Decision.**", "**Consequence.**"):
            assert text.count(part) == 1, (page.name, part)


def test_the_readme_speaks_of_the_five_agreements_and_both_licences():
    for name in MUNICIPALITIES:
        assert f"kommuner/{name}.yaml" in README
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT AND CC0-1.0 AND OFL-1.1"
    assert "(LICENSE)" in README and "(LICENSE-CC0)" in README


def test_every_dependency_says_what_it_is_for():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)[1]
    assert all("#" in line for line in block.splitlines())
