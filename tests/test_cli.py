import os
import signal
import subprocess
import sys

import pytest

from avtalegen import __version__
from tests.support import ROOT


def run(*words: str, cwd=ROOT, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "avtalegen", *words],
        cwd=cwd, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "COLUMNS": "100", "PYTHONPATH": str(ROOT / "src"), **environment},
    )  # fmt: skip


def test_a_build_says_a_line_for_each_file(workspace):
    done = run("build", "eksempel", cwd=workspace.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "".join(
        f"lagret build/eksempel.{format_}\n" for format_ in ("docx", "md")
    )


def test_a_workspace_and_a_folder_can_be_named(workspace, tmp_path):
    done = run("build", "--all", "-w", str(workspace.root), "-o", str(tmp_path / "ut"), "-f", "md")
    assert done.returncode == 0
    assert done.stdout == f"lagret {(tmp_path / 'ut' / 'eksempel.md').as_posix()}\n"


def test_a_second_build_says_that_there_was_nothing_to_do(workspace):
    run("build", "--all", cwd=workspace.root)
    for words in (["--all"], ["eksempel"], ["--all", "--jobs", "2"], ["--all", "--shard", "1/1"]):
        done = run("build", *words, cwd=workspace.root)
        assert (done.returncode, done.stdout, done.stderr) == (0, "1 avtale var ajour\n", "")


def test_a_build_says_what_was_not_built_and_what_is_left_of_it(workspace, municipality):
    text = municipality.read_text(encoding="utf-8")
    (municipality.parent / "annen.yaml").write_text(text, encoding="utf-8")
    run("build", "--all", "-f", "md", cwd=workspace.root)
    municipality.write_text(text.replace("minst: 2", "minst: to"), encoding="utf-8")
    (municipality.parent / "annen.yaml").rename(municipality.parent / "tredje.yaml")
    done = run("build", "--all", "-f", "md", cwd=workspace.root)
    assert done.returncode == 1
    assert done.stdout == (
        "lagret build/tredje.md\nslettet build/annen.md: kommunefila finnes ikke lenger\n"
    )
    first, *_, last = done.stderr.splitlines()
    assert first.startswith("kommuner/eksempel.yaml:53:18")
    assert last == "build/eksempel.md er ikke endret"


def test_an_unknown_name_ends_with_1_and_offers_the_nearest(workspace):
    done = run("build", "eksempl", cwd=workspace.root)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "kommuner  det finnes ingen kommunefil som heter «eksempl» i mappa kommuner  [name-unknown]\n"
        "    mente du eksempel?\n"
        "ingenting ble lagret\n"
    )


def test_a_mistake_is_told_on_stderr(workspace, municipality):
    text = municipality.read_text(encoding="utf-8")
    municipality.write_text(text.replace("minst: 2", "minst: to"), encoding="utf-8")
    done = run("build", "--all", cwd=workspace.root)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "kommuner/eksempel.yaml:53:18  politirådets_møter.møter.minst  her skal det stå et heltall"
    )


def test_a_folder_that_cannot_be_written_ends_with_3(workspace):
    (workspace.root / "build").write_text("i veien")
    done = run("build", "--all", cwd=workspace.root)
    assert done.returncode == 3
    assert "dette er en fil, ikke en mappe å lagre i" in done.stderr


def test_the_help_names_every_option():
    shown = run("build", "--help").stdout
    for option in (
        "--all", "--format", "--out", "--workspace", "--lang", "[docx|md|html|pdf|all]",
        "--jobs", "--force", "--check", "--watch", "--shard",
    ):  # fmt: skip
        assert option in shown
    assert "build" in run("--help").stdout


def test_the_version_is_shown():
    assert run("--version").stdout == f"avtalegen {__version__}\n"


def test_help_and_version_import_nothing_that_they_do_not_need():
    heavy = ("pydantic", "jinja2", "docx", "lxml", "markdown_it", "yaml", "rich")
    program = (
        "import sys; from avtalegen.cli import app\n"
        "try: app(['--help'])\n"
        f"except SystemExit: print(*[m for m in sys.modules if m in {heavy!r}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == ""


def test_words_are_utf_8_whatever_the_locale(workspace, municipality):
    municipality.write_text("mål: 1\n", encoding="utf-8")
    done = run(
        "build", "--all", cwd=workspace.root, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )
    assert "Hva slags avtale det er" in done.stderr
    assert "samarbeidsavtale, tjenestetilbud" in done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_nobody_gets_ends_with_3(workspace, unbuffered, full_device):
    with full_device.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "avtalegen", "build", "--all"],
            cwd=workspace.root, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": unbuffered},
        )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.startswith("resultatet kunne ikke vises: disken er full")
    assert "Traceback" not in done.stderr


def test_a_failure_that_nobody_can_be_told_ends_with_3(workspace, full_device):
    with full_device.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "avtalegen", "build", "--all"],
            cwd=workspace.root, stdout=full, stderr=full, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip
    assert done.returncode == 3


def test_an_interrupted_run_ends_as_shells_expect_and_says_nothing(workspace):
    program = (
        "from avtalegen import __main__, cli\n"
        "def run(arguments, catalogue): raise KeyboardInterrupt\n"
        "cli.run = run\n"
        "__main__.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=workspace.root, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_names_of_files_are_utf_8_whatever_the_locale(workspace, tmp_path):
    done = run(
        "build", "eksempel", "-o", str(tmp_path / "ferdig på nytt"), cwd=workspace.root,
        LC_ALL="C", PYTHONUTF8="0",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "ferdig på nytt/eksempel.md" in done.stdout
    assert (tmp_path / "ferdig på nytt" / "eksempel.md").exists()


def test_a_plugin_of_pydantic_is_not_let_in(workspace, tmp_path):
    beside = tmp_path / "beside"
    (beside / "meddler-1.0.dist-info").mkdir(parents=True)
    (beside / "meddler-1.0.dist-info" / "METADATA").write_text("Name: meddler\nVersion: 1.0\n")
    (beside / "meddler-1.0.dist-info" / "entry_points.txt").write_text(
        "[pydantic]\nmeddler = meddler:plugin\n"
    )
    (beside / "meddler.py").write_text("print('meddled')\nplugin = None\n")
    path = os.pathsep.join([str(ROOT / "src"), str(beside)])
    seen = subprocess.run(
        [sys.executable, "-c", "import pydantic; pydantic.create_model('A', a=(int, 1))()"],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert "meddled" in seen.stdout
    done = run("build", "--all", cwd=workspace.root, PYTHONPATH=path)
    assert done.returncode == 0
    assert "meddled" not in done.stdout


def test_a_check_tells_everything_on_stdout_and_writes_nothing(workspace, municipality):
    done = run("check", cwd=workspace.root)
    assert (done.returncode, done.stdout, done.stderr) == (
        0, "1 avtale kontrollert: ingen feil eller advarsler\n", ""
    )  # fmt: skip
    text = municipality.read_text(encoding="utf-8")
    municipality.write_text(text.replace("minst: 2", "minst: to"), encoding="utf-8")
    done = run("check", "eksempel", cwd=workspace.root)
    assert done.returncode == 1
    assert done.stdout.endswith("1 avtale kontrollert: 1 feil\n")
    assert not (workspace.root / "build").exists()


def test_a_strict_check_ends_with_1_on_warnings(workspace, municipality):
    text = municipality.read_text(encoding="utf-8")
    municipality.write_text(text.replace("2027, til: 2030", "2020, til: 2021"), encoding="utf-8")
    assert run("check", cwd=workspace.root).returncode == 0
    assert run("check", "--strict", cwd=workspace.root).returncode == 1


def test_the_formats_of_a_check_are_told_apart(workspace):
    for format_, start in (("json", "{"), ("sarif", "{"), ("github", "")):
        done = run("check", "--format", format_, cwd=workspace.root)
        assert (done.returncode, done.stdout[:1]) == (0, start)
    assert run("check", "--format", "xml", cwd=workspace.root).returncode == 2


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_stream_does_not_change_what_is_done(workspace, closed):
    command = f'"{sys.executable}" -m avtalegen build --all {closed}'
    done = subprocess.run(
        command, shell=True, cwd=workspace.root, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert (workspace.root / "build" / "eksempel.docx").exists()


def test_the_schemas_are_written_where_they_are_asked_for(workspace, tmp_path):
    done = run("schema", "-o", str(tmp_path / "ut"), cwd=workspace.root)
    assert (done.returncode, done.stderr) == (0, "")
    written = sorted(path.name for path in (tmp_path / "ut").iterdir())
    assert "samarbeidsavtale.schema.json" in written and "klausul-yaml.schema.json" in written
    assert len(done.stdout.splitlines()) == len(written)


def test_a_comparison_is_told_in_norwegian_and_plain_where_it_is_no_terminal():
    done = run("diff", "tromso", "harstad")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Avtalene for Tromsø og Harstad\n")
    assert "\x1b" not in done.stdout
    assert not [line for line in done.stdout.splitlines() if line != line.rstrip()]


def test_a_comparison_is_written_to_a_file(tmp_path):
    file = tmp_path / "ut" / "a.csv"
    done = run("diff", "tromso", "harstad", "--format", "csv", "--output", str(file))
    assert (done.returncode, done.stdout) == (0, f"lagret {file.as_posix()}\n")
    shown = run("diff", "tromso", "harstad", "--format", "csv").stdout
    assert file.read_bytes().decode().replace("\r\n", "\n") == shown


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["tromso", "tromso", "--exit-code"], 0),
        (["tromso", "harstad", "--exit-code"], 1),
        (["tromso", "harstad"], 0),
        (["--all", "--exit-code"], 1),
        (["tromso", "harstd"], 1),
        (["tromso"], 2),
        ([], 2),
        (["tromso", "harstad", "--all"], 2),
        (["--all", "--district", "Troms"], 2),
        (["--all", "--text"], 2),
        (["tromso", "harstad", "--format", "docx"], 2),
        (["tromso", "harstad", "--output", "a.docx"], 2),
    ],
)
def test_a_comparison_ends_with_the_code_that_says_how_it_went(words, code):
    done = run("diff", *words)
    assert done.returncode == code
    assert bool(done.stdout) == (done.stderr == "")


def test_a_comparison_that_cannot_be_written_ends_with_3(tmp_path):
    (tmp_path / "ut").write_text("i veien")
    done = run("diff", "tromso", "harstad", "-o", str(tmp_path / "ut" / "a.md"), "-f", "markdown")
    assert done.returncode == 3
    assert "dette er en fil, ikke en mappe" in done.stderr


def test_a_comparison_never_takes_the_place_of_what_agreements_are_made_from(
    workspace, municipality
):
    (workspace.municipalities / "annen.yaml").write_bytes(municipality.read_bytes())
    before = municipality.read_bytes()
    for file in ("kommuner/eksempel.yaml", "kommuner/ny.md", "kommuner/../kommuner/annen.yaml"):
        done = run("diff", "eksempel", "annen", "-f", "csv", "-o", file, cwd=workspace.root)
        assert (done.returncode, done.stdout) == (1, "")
        assert "[output-input]" in done.stderr
    assert municipality.read_bytes() == before
    assert sorted(path.name for path in workspace.municipalities.iterdir()) == [
        "annen.yaml",
        "eksempel.yaml",
    ]


def test_a_hyphen_for_a_file_is_standard_output():
    assert (
        run("diff", "tromso", "harstad", "-o", "-").stdout
        == run("diff", "tromso", "harstad").stdout
    )
    assert run("diff", "tromso", "harstad", "-o", "").returncode == 2


@pytest.mark.slow
def test_the_ending_of_a_file_says_its_format(tmp_path):
    for ending, first in (
        ("md", b"# "),
        ("html", b"<!doctype"),
        ("csv", b"\xef\xbb\xbf"),
        ("json", b"{"),
        ("txt", b"Avtalene"),
    ):
        file = tmp_path / f"a.{ending}"
        assert run("diff", "tromso", "harstad", "-o", str(file)).returncode == 0
        assert file.read_bytes().startswith(first)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_a_build_that_watches_builds_again_until_somebody_ends_it(workspace, municipality):
    program = subprocess.Popen(
        [sys.executable, "-m", "avtalegen", "build", "--all", "-f", "md", "--watch"],
        cwd=workspace.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert program.stdout.readline() == "Følger med på endringer  (avslutt med Ctrl+C)\n"
        assert program.stdout.readline() == "lagret build/eksempel.md\n"
        text = municipality.read_text(encoding="utf-8")
        municipality.write_text(text.replace("minst: 2", "minst: to"), encoding="utf-8")
        assert program.stderr.readline().startswith("kommuner/eksempel.yaml:53:18")
        municipality.write_text(text.replace("minst: 2", "minst: 5"), encoding="utf-8")
        assert program.stdout.readline() == "lagret build/eksempel.md\n"
        program.send_signal(signal.SIGINT)
        program.communicate(timeout=10)
        assert program.returncode == 0
    finally:
        program.kill()
    assert "fem ganger" in (workspace.root / "build" / "eksempel.md").read_text(encoding="utf-8")
