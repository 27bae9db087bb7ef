"""The workflow, the action, the pipeline of GitLab and the hook do what docs/ci.md says."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.support import MUNICIPALITIES, ROOT
from tests.workflows import Evaluator, Machine, Outcome, prepare_pip, read

WORKFLOW = Path(".github") / "workflows" / "avtaler.yml"
SHARDS = Path("ci") / "github-shards.yml"
BIN = Path(sys.executable).parent
AUTHOR = ["-c", "user.name=prøve", "-c", "user.email=prove@example.no", "-c", "commit.gpgsign=no"]
CLAUSE = Path("templates") / "klausuler" / "taushetsplikt" / "nb.md"
WITH_CLAUSE = ("Rana", "Stjørdal", "Sør-Varanger")


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *AUTHOR, *words], check=True, capture_output=True, encoding="utf-8"
    )  # fmt: skip
    return done.stdout.strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> dict[str, str]:
    """The variables with which pip installs a clone, once for all tests of a process."""
    return prepare_pip(tmp_path_factory.mktemp("pip"))


@pytest.fixture
def clone(tmp_path) -> Path:
    """A repository with what this one has now, in one commit."""
    folder = tmp_path / "klone"
    names = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-coz", "--exclude-standard"],
        check=True, capture_output=True,
    ).stdout.decode()  # fmt: skip
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    git(folder.parent, "init", "-q", "-b", "main", str(folder))
    commit(folder, "Før")
    return folder


def push(
    clone: Path, tmp_path: Path, installed: dict[str, str], before: str = "", **github
) -> Machine:
    """The machine of a job for a push to main, which had the commit `before`."""
    event = {
        "before": before or git(clone, "rev-parse", "HEAD^"),
        "repository": {"default_branch": "main"},
    }
    given = {
        "event": event, "event_name": "push", "ref_name": "main", "run_id": 1, "run_attempt": 1,
        "sha": git(clone, "rev-parse", "HEAD"), "workflow": "Avtaler", **github,
    }  # fmt: skip
    return Machine(clone, tmp_path / "maskin", given, installed)


def change_two(clone: Path) -> None:
    """One sentence of one clause, and one choice of one municipality."""
    change(clone / CLAUSE, "skal alltid behandles etter", "skal behandles etter")
    change(clone / "kommuner" / "tromso.yaml", "møter: {antall: 3}", "møter: {antall: 4}")


def commit_two(clone: Path) -> None:
    change_two(clone)
    commit(clone, "Etter")


@pytest.mark.slow
def test_a_push_through_the_workflow_tells_what_it_changes(clone, tmp_path, installed):
    commit_two(clone)
    done = push(clone, tmp_path, installed).run_job(clone / WORKFLOW, "avtaler")
    assert not done.failed, done.log
    assert done.annotations == []
    assert_told(done)
    assert done.artifacts["avtaler"] == sorted(
        f"{name}.{ending}" for name in MUNICIPALITIES for ending in ("docx", "md")
    )
    assert done.artifacts["avtaler-endringer"] == ["endringer.html"]


def assert_told(done: Outcome) -> None:
    """The summary names those whose agreement changes, with the words, and nobody else."""
    for name in (*WITH_CLAUSE, "Tromsø"):
        assert name in done.summary
    assert "Harstad" not in done.summary
    assert "alltid" in done.summary and "fire ganger i året" in done.summary
    assert len(done.summary) <= 65_536


@pytest.mark.slow
def test_a_mistake_is_annotated_and_hides_nothing_of_the_others(clone, tmp_path, installed):
    change_two(clone)
    change(clone / "kommuner" / "harstad.yaml", "kommunenummer: 5503", "kommunenummer: femti")
    commit(clone, "Etter")
    done = push(clone, tmp_path, installed).run_job(clone / WORKFLOW, "avtaler")
    assert done.failed
    line = 1 + (clone / "kommuner" / "harstad.yaml").read_text(encoding="utf-8").split("femti")[
        0
    ].count("\n")
    assert len(done.annotations) == 1
    assert done.annotations[0].startswith(f"::error file=kommuner/harstad.yaml,line={line},")
    assert [n for n in done.artifacts["avtaler"] if n.endswith(".docx")] == sorted(
        f"{name}.docx" for name in MUNICIPALITIES if name != "harstad"
    )
    assert done.artifacts["avtaler-endringer"] == ["endringer.html"]
    page = (tmp_path / "maskin" / "runner" / "endringer.html").read_text(encoding="utf-8")
    for name in (*WITH_CLAUSE, "Tromsø"):
        assert name in done.summary and name in page
    assert done.ran["Tell what changes"] == "failure"


@pytest.mark.slow
def test_what_was_built_before_is_not_built_again(clone, tmp_path, installed):
    commit_two(clone)
    machine = push(clone, tmp_path, installed)
    machine.run_job(clone / WORKFLOW, "avtaler")
    built = {path.name: path.stat().st_mtime_ns for path in (clone / "build").glob("*.docx")}
    shutil.rmtree(clone / "build")
    machine.github["run_id"] = 2
    again = machine.run_job(clone / WORKFLOW, "avtaler")
    assert again.ran["Fetch what was built before"] == "success"
    assert built == {
        path.name: path.stat().st_mtime_ns for path in (clone / "build").glob("*.docx")
    }
    assert len(again.artifacts["avtaler"]) == 10


@pytest.mark.slow
def test_a_first_commit_is_built_and_compared_with_nothing(clone, tmp_path, installed):
    machine = push(clone, tmp_path, installed, before="0" * 40)
    done = machine.run_job(clone / WORKFLOW, "avtaler")
    assert not done.failed, done.log
    assert "det finnes ingen tidligere revisjon" in done.log
    assert (done.summary, done.ran["Tell what changes"]) == ("", "skipped")
    assert list(done.artifacts) == ["avtaler"]


def call(machine: Machine, tmp_path: Path, action: Path, **given: str) -> Outcome:
    """A job of the action alone, with what it is given."""
    file, called = tmp_path / "kall.yml", "OWNER/avtalegen@REVISION"
    job = {"steps": [{"uses": called, "with": given}]}
    file.write_text(yaml.safe_dump({"jobs": {"a": job}}), encoding="utf-8")
    return machine.run_job(file, "a", actions={called: str(action)})


@pytest.mark.slow
def test_a_workspace_in_a_folder_of_the_job_is_compared_too(clone, tmp_path, installed):
    commit_two(clone)
    machine = push(clone, tmp_path, installed)
    machine.root = tmp_path  # as a checkout with path: klone leaves it
    done = call(machine, tmp_path, clone, workspace="klone", formats="md")
    assert not done.failed, done.log
    assert_told(done)
    assert done.artifacts["avtaler"] == sorted(f"{name}.md" for name in MUNICIPALITIES)
    assert done.artifacts["avtaler-endringer"] == ["endringer.html"]


@pytest.mark.slow
def test_a_clone_without_what_was_pushed_upon_is_built_and_fails(clone, tmp_path, installed):
    before = git(clone, "rev-parse", "HEAD")
    commit_two(clone)
    (clone / "README.md").write_text("Mer\n")
    commit(clone, "Og mer")
    shallow = tmp_path / "grunn"
    git(tmp_path, "clone", "-q", "--depth", "2", clone.as_uri(), str(shallow))
    machine = push(shallow, tmp_path, installed, before=before)
    done = call(machine, tmp_path, clone, formats="")
    assert done.failed and "fetch-depth: 0" in done.log
    failed = {name for name, outcome in done.ran.items() if outcome == "failure"}
    assert failed == {"Find the revision to compare with", "OWNER/avtalegen@REVISION"}
    assert (done.summary, done.ran["Tell what changes"]) == ("", "skipped")
    assert done.artifacts["avtaler"] == sorted(  # as build makes where nobody names a format
        f"{name}.{ending}" for name in MUNICIPALITIES for ending in ("docx", "md")
    )


@pytest.mark.slow
def test_a_revision_writes_no_line_of_its_own(clone, tmp_path, installed):
    commit_two(clone)
    machine = push(clone, tmp_path, installed)
    done = call(machine, tmp_path, clone, since="HEAD~1\nPATH2=evil", formats=" md\n", artifact="")
    assert done.failed and done.artifacts == {}
    assert "skriv revisjonen det skal sammenlignes med, på én linje" in done.log
    assert done.ran["Build"] == "success" and done.ran["Tell what changes"] == "skipped"
    assert (machine.files / "output").read_text(encoding="utf-8") == ""
    assert [path.suffix for path in (clone / "build").glob("[!.]*")] == [".md"] * 5
    done = call(machine, tmp_path, clone, since="HEAD~1\n", formats="md")
    assert not done.failed, done.log
    assert_told(done)


STRANGERS = ("pip.py", "json.py", "argparse.py", "multiprocessing.py", "avtalegen/__init__.py")


def put_strangers(clone: Path) -> None:
    """Modules in the repository with the names of what CI runs, which would end it."""
    for name in STRANGERS:
        (clone / name).parent.mkdir(exist_ok=True)
        (clone / name).write_text(f"raise SystemExit('{name} was run')\n", encoding="utf-8")


@pytest.mark.slow
def test_nothing_that_runs_comes_from_the_repository(clone, tmp_path, installed):
    commit_two(clone)
    action = tmp_path / "action"
    shutil.copytree(clone, action)
    put_strangers(clone)
    done = call(push(clone, tmp_path, installed), tmp_path, action)
    assert not done.failed, done.log
    assert_told(done)
    assert "was run" not in done.log


def find_imports_at_hand(text: str) -> list[str]:
    """The commands that let Python look in the working directory first."""
    return re.findall(r"\bpython3? (?!-P ).*", text)


def test_python_never_looks_in_the_working_directory():
    assert find_imports_at_hand("run: python -m pip") == ["python -m pip"]
    files = [ROOT / "action.yml", ROOT / "ci" / "gitlab.yml"]
    scripts = [step["run"] for step in read(files[0])["runs"]["steps"] if "run" in step]
    scripts += read(files[1])["avtaler"]["script"]
    assert [find_imports_at_hand(script) for script in scripts] == [[] for _ in scripts]
    assert sum("python -P" in script for script in scripts) == 4
    for step in read(files[0])["runs"]["steps"]:
        if re.search(r"^ *avtalegen ", step.get("run", ""), re.MULTILINE):
            assert step["env"]["PYTHONSAFEPATH"] == "1", step["name"]
    assert read(files[1])["avtaler"]["variables"]["PYTHONSAFEPATH"] == "1"


@pytest.mark.slow
def test_each_part_is_built_by_its_job_and_the_first_tells_for_all(clone, tmp_path, installed):
    commit_two(clone)
    text = (clone / SHARDS).read_text(encoding="utf-8")
    parts = read(clone / SHARDS)["jobs"]["del"]["strategy"]["matrix"]["shard"]
    assert parts == [f"{number}/5" for number in range(1, 6)]
    files: list[str] = []
    for part in parts:
        shutil.rmtree(clone / "build", ignore_errors=True)
        machine = push(clone, tmp_path / part.replace("/", "-"), installed)
        called = re.search(r"uses: (OWNER/avtalegen@REVISION)", text)[1]
        done = machine.run_job(clone / SHARDS, "del", {"shard": part}, {called: "."})
        assert not done.failed, done.log
        files += done.artifacts["avtaler-0"]
        assert bool(done.summary) == (part == "1/5")
    assert sorted(files) == sorted(f"{name}.{e}" for name in MUNICIPALITIES for e in ("docx", "md"))


def test_the_runner_refuses_what_it_does_not_know():
    evaluator = Evaluator({"inputs": {"a": "1/5", "b": "", "n": 0}}, failed=True)
    assert evaluator.judge("${{ !cancelled() && (inputs.b != '' || startsWith(inputs.a, '1/')) }}")
    assert not evaluator.judge("inputs.a == '1/5'")
    assert evaluator.fill("${{ !cancelled() }} ${{ inputs.n }}") == "true 0"
    assert evaluator.fill("x-${{ inputs.a }}-${{ inputs.c }}") == "x-1/5-"
    for unknown in ("secrets.TOKEN", "hashFiles('a')", "inputs.a > 1"):
        with pytest.raises((KeyError, AssertionError)):
            evaluator.evaluate(unknown)


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-workflows", WORKFLOW),
        ("vendor.github-workflows", SHARDS),
        ("vendor.github-actions", Path("action.yml")),
        ("vendor.gitlab-ci", Path("ci") / "gitlab.yml"),
    ],
    ids=str,
)
def test_the_files_of_ci_follow_their_published_schemas(schema, file):
    done = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", schema, ROOT / file],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_no_stranger_gets_into_a_workflow():
    done = subprocess.run(
        [BIN / "zizmor", "--offline", "--no-progress", "--format=json-v1", "--no-exit-codes",
         WORKFLOW, SHARDS, "action.yml"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    found = [(each["ident"], each["locations"][0]["symbolic"]["annotation"])
             for each in json.loads(done.stdout)]  # fmt: skip
    # ./ is known to every runner, and $/ to new ones only; who copies the other file names a commit.
    assert [ident for ident, _ in found if ident != "self-repository"] == ["unpinned-uses"], found


def test_scripts_get_what_is_asked_for_in_variables_only():
    texts = [(ROOT / file).read_text(encoding="utf-8") for file in (WORKFLOW, SHARDS, "action.yml")]
    steps = [step for step in read(ROOT / "action.yml")["runs"]["steps"] if "run" in step]
    assert len(steps) >= 5
    assert all("${{" not in step["run"] for step in steps)
    for text in texts:
        assert re.search(r"pull_request_target|secrets\.|write", text) is None


def test_six_lines_are_enough_for_another_repository():
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1]
    assert len(block.splitlines()) == 6
    assert block in (ROOT / "README.md").read_text(encoding="utf-8")
    steps = yaml.safe_load(block)["jobs"]["avtaler"]["steps"]
    assert steps[0]["with"] == {"fetch-depth": 0}
    assert steps[0]["uses"].split("@")[0] == "actions/checkout"
    assert steps[1] == {"uses": "OWNER/avtalegen@REVISION"}


def test_the_page_tells_every_input_of_the_action():
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    for name in read(ROOT / "action.yml")["inputs"]:
        assert f"| `{name}` |" in page


def run_hook(folder: Path) -> subprocess.CompletedProcess:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    program, *words = shlex.split(hook["entry"])
    return subprocess.run([BIN / program, *words], cwd=folder, capture_output=True, encoding="utf-8", check=False)  # fmt: skip


def test_the_hook_checks_the_workspace(workspace, municipality):
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    asked = ["kommuner/rana.yaml", "templates/klausuler/slt/nb.md", "logoer/rana.png"]
    assert all(re.search(hook["files"], name) for name in asked)
    assert not any(re.search(hook["files"], name) for name in ("README.md", "build/rana.md"))
    assert run_hook(workspace.root).returncode == 0
    change(municipality, "tilstand: utkast", "tilstand: utkst")
    done = run_hook(workspace.root)
    assert done.returncode == 1 and "kommuner/eksempel.yaml" in done.stdout


def run_pipeline(
    clone: Path, tmp_path: Path, installed: dict[str, str], source: Path, **given: str
) -> subprocess.CompletedProcess:
    """The script of the job of GitLab, for a push to main, with avtalegen from `source`."""
    pipeline = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))
    job = pipeline["avtaler"]
    variables = {
        "CI": "true", "CI_COMMIT_BEFORE_SHA": git(clone, "rev-parse", "HEAD^"),
        "CI_COMMIT_REF_NAME": "main", "CI_DEFAULT_BRANCH": "main", "HOME": str(tmp_path),
        **pipeline["variables"], **job["variables"], "AVTALEGEN": str(source), **installed, **given,
    }  # fmt: skip
    assert {"gl-code-quality-report.json"} == {*job["artifacts"]["reports"].values()}
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])], cwd=clone, env=variables,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.slow
def test_the_pipeline_of_gitlab_does_the_same(clone, tmp_path, installed):
    change_two(clone)
    change(clone / "kommuner" / "harstad.yaml", "kommunenummer: 5503", "kommunenummer: femti")
    commit(clone, "Etter")
    action = tmp_path / "kilde"
    shutil.copytree(clone, action)
    put_strangers(clone)
    done = run_pipeline(clone, tmp_path, installed, action)
    assert done.returncode == 1, done.stderr
    told = json.loads((clone / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert [each["location"]["path"] for each in told] == ["kommuner/harstad.yaml"]
    assert len(list((clone / "build").glob("*.docx"))) == 4
    assert "Tromsø" in (clone / "endringer.html").read_text(encoding="utf-8")
    assert "was run" not in done.stdout + done.stderr


@pytest.mark.slow
def test_the_pipeline_of_gitlab_fails_where_what_was_replaced_is_not_there(
    clone, tmp_path, installed
):
    before = git(clone, "rev-parse", "HEAD")
    commit_two(clone)
    (clone / "README.md").write_text("Mer\n")
    commit(clone, "Og mer")
    shallow = tmp_path / "grunn"
    git(tmp_path, "clone", "-q", "--depth", "2", clone.as_uri(), str(shallow))
    given = {"CI_COMMIT_BEFORE_SHA": before, "AVTALEGEN_FORMATS": ""}
    done = run_pipeline(shallow, tmp_path, installed, clone, **given)
    assert done.returncode == 1 and "fetch-depth: 0" in done.stderr
    assert sorted({path.suffix for path in (shallow / "build").glob("[!.]*")}) == [".docx", ".md"]
    assert not (shallow / "endringer.html").exists()
