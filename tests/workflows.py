"""Runs the steps of a workflow as GitHub runs them, with what GitHub gives a step, on this machine.

Only what our own workflow and action use is known here; anything else is refused, so that a test
fails where a workflow begins to use what no test runs. Actions of GitHub's own are stood in for:
a checkout and a Python are there already, a cache is a folder, and an artifact is a list of files.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|[\w.-]+|&&|\|\||==|!=|[!(),])")
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")


def read(path: Path) -> dict:
    """A file of YAML as GitHub reads it, in which `on` is a word and no truth value."""
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    assert isinstance(loaded, dict)
    return loaded


class _Loader(yaml.SafeLoader):
    pass


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:bool"]
    for letter, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Evaluator:
    """Evaluates the expressions of one step: ! && || == != and the functions below."""

    def __init__(self, contexts: Mapping[str, Any], *, failed: bool) -> None:
        self.contexts = contexts
        self.functions = {
            "cancelled": lambda: False,
            "success": lambda: not failed,
            "startsWith": lambda text, begin: str(text).casefold().startswith(begin.casefold()),
        }

    def fill(self, text: str) -> str:
        """The text with each ${{ }} as what it says."""
        return _EXPRESSION.sub(lambda found: write(self.evaluate(found[1])), text)

    def judge(self, condition: str) -> bool:
        """Whether a step with the condition runs; one that asks for no status needs success."""
        inner = _EXPRESSION.fullmatch(condition.strip())
        words = inner[1] if inner else condition
        needs_success = not re.search(r"\b(cancelled|success|failure|always)\(", words)
        return bool(self.evaluate(words)) and (not needs_success or self.functions["success"]())

    def evaluate(self, text: str) -> Any:
        self.tokens = _TOKEN.findall(text)
        assert "".join(self.tokens) == re.sub(r"\s", "", text), text
        value = self._either()
        assert not self.tokens, f"{text}: {self.tokens} is left"
        return value

    def _take(self, *wanted: str) -> str:
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in wanted else ""

    def _either(self) -> Any:
        value = self._both()
        while self._take("||"):
            other = self._both()
            value = value or other
        return value

    def _both(self) -> Any:
        value = self._compare()
        while self._take("&&"):
            other = self._compare()
            value = value and other
        return value

    def _compare(self) -> Any:
        value = self._one()
        while sign := self._take("==", "!="):
            same = write(value).casefold() == write(self._one()).casefold()
            value = same if sign == "==" else not same
        return value

    def _one(self) -> Any:
        if self._take("!"):
            return not self._one()
        if self._take("("):
            value = self._either()
            assert self._take(")")
            return value
        token = self.tokens.pop(0)
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        return self._call(token) if self._take("(") else self._find(token)

    def _call(self, name: str) -> Any:
        given = []
        while not self._take(")"):
            given.append(self._either())
            self._take(",")
        return self.functions[name](*given)

    def _find(self, path: str) -> Any:
        first, *rest = path.split(".")
        value = self.contexts[first]
        for name in rest:  # what is not there is nothing, as on GitHub
            value = value.get(name) if isinstance(value, Mapping) else None
        return value


def write(value: Any) -> str:
    """A value as it stands in a text."""
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


@dataclass
class Outcome:
    """What a job left behind."""

    failed: bool = False
    log: str = ""
    summary: str = ""
    artifacts: dict[str, list[str]] = field(default_factory=dict)
    ran: dict[str, str] = field(default_factory=dict)

    @property
    def annotations(self) -> list[str]:
        """The lines that GitHub shows at the lines of a file."""
        return [line for line in self.log.splitlines() if re.match("::(error|warning) ", line)]


class Machine:
    """A machine on which a job runs: a clone, what happened to it, and a cache of earlier runs.

    `install` are variables that every step gets: how pip does its work without a network.
    """

    def __init__(
        self, root: Path, temp: Path, github: Mapping[str, Any], install: Mapping[str, str]
    ) -> None:
        self.root, self.temp, self.github, self.install = root, temp, dict(github), install
        self.outcome = Outcome()
        self.cache = temp / "cache"
        self.files = temp / "runner"
        self.files.mkdir(parents=True)
        self.event = self.files / "event.json"
        self.event.write_text(json.dumps(github["event"]), encoding="utf-8")

    def run_job(
        self,
        workflow: Path,
        job: str,
        matrix: Mapping[str, Any] | None = None,
        actions: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run the steps of a job in their order; what went wrong in one shows in the outcome.

        `actions` are the folders of actions that the workflow knows by other names.
        """
        self.outcome = Outcome()
        self.actions = {"./": ".", **(actions or {})}
        contexts = {
            "github": self.github, "runner": self._runner(), "matrix": matrix or {}, "steps": {},
            "strategy": {"job-index": 0},
        }  # fmt: skip
        self._run_steps(read(workflow)["jobs"][job]["steps"], contexts, self.root)
        return self.outcome

    def _runner(self) -> dict[str, str]:
        return {"os": "Linux", "temp": str(self.files)}

    def _run_steps(self, steps: list[dict], contexts: dict[str, Any], action: Path) -> None:
        for number, step in enumerate(steps):
            unknown = {*step} - {"name", "id", "if", "uses", "with", "run", "shell", "env"}
            assert not unknown, f"no test runs {unknown}"
            name = step.get("name") or step.get("uses") or f"step {number}"
            evaluator = Evaluator(contexts, failed=self.outcome.failed)
            done = "skipped"
            outputs: dict[str, str] = {}
            if evaluator.judge(step.get("if", "success()")):
                given = {key: evaluator.fill(str(v)) for key, v in step.get("with", {}).items()}
                if "uses" in step:
                    done = self._use(step["uses"], given)
                else:
                    assert not _EXPRESSION.search(step["run"]), "an expression inside a script"
                    env = {key: evaluator.fill(v) for key, v in step.get("env", {}).items()}
                    done, outputs = self._run(step["run"], env, action)
            self.outcome.failed |= done == "failure"
            self.outcome.ran[name] = done
            if "id" in step:
                contexts["steps"][step["id"]] = {"outcome": done, "outputs": outputs}

    def _run(self, script: str, env: Mapping[str, str], action: Path) -> tuple[str, dict[str, str]]:
        written = {name: self.files / name for name in ("output", "env", "path", "summary")}
        for path in written.values():
            path.write_bytes(b"")
        file = self.files / "script.sh"
        file.write_text(script, encoding="utf-8")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "RUNNER_"))}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(file)],
            cwd=self.root, capture_output=True, encoding="utf-8", timeout=300, check=False,
            env={**kept, **self._variables(written, action), **self.install, **env},
        )  # fmt: skip
        self.outcome.log += done.stdout + done.stderr
        self.outcome.summary += written["summary"].read_text(encoding="utf-8")
        assert not written["env"].stat().st_size and not written["path"].stat().st_size
        lines = written["output"].read_text(encoding="utf-8").splitlines()
        outputs = dict(line.split("=", 1) for line in lines)
        return "failure" if done.returncode else "success", outputs

    def _variables(self, written: Mapping[str, Path], action: Path) -> dict[str, str]:
        return {
            "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_ACTION_PATH": str(action),
            "GITHUB_WORKSPACE": str(self.root), "RUNNER_TEMP": str(self.files),
            "GITHUB_EVENT_PATH": str(self.event), "GITHUB_EVENT_NAME": self.github["event_name"],
            "GITHUB_REF_NAME": self.github["ref_name"], "GITHUB_SHA": self.github["sha"],
            "GITHUB_OUTPUT": str(written["output"]), "GITHUB_ENV": str(written["env"]),
            "GITHUB_PATH": str(written["path"]), "GITHUB_STEP_SUMMARY": str(written["summary"]),
        }  # fmt: skip

    def _use(self, name: str, given: Mapping[str, str]) -> str:
        if name in self.actions:
            return self._use_ours(self.root / self.actions[name], given)
        action = re.fullmatch(r"(actions/[\w/-]+)@[0-9a-f]{40}", name)
        assert action, f"{name} is no action with the whole name of a commit"
        match action[1]:
            case "actions/checkout":
                assert (
                    given["fetch-depth"] == "0" and given["persist-credentials"].lower() == "false"
                )
            case "actions/setup-python":
                assert given["python-version"]
            case "actions/cache/restore":
                self._restore(self.root / given["path"], given["restore-keys"])
            case "actions/cache/save":
                self._save(self.root / given["path"], given["key"])
            case "actions/upload-artifact":
                self.outcome.artifacts[given["name"]] = list_files(self.root / given["path"])
            case other:
                raise AssertionError(f"no test runs {other}")
        return "success"

    def _use_ours(self, folder: Path, given: Mapping[str, str]) -> str:
        described = read(folder / "action.yml")
        assert {*given} <= {*described["inputs"]}, "an input that the action does not have"
        inputs = {key: given.get(key, each["default"]) for key, each in described["inputs"].items()}
        contexts = {"github": self.github, "runner": self._runner(), "inputs": inputs, "steps": {}}
        before = self.outcome.failed
        self._run_steps(described["runs"]["steps"], contexts, folder)
        return "failure" if self.outcome.failed and not before else "success"

    def _restore(self, path: Path, begins: str) -> None:
        kept = sorted(self.cache.glob("*")) if self.cache.is_dir() else []
        fitting = [each for each in kept if fnmatch(each.name, f"{_flatten(begins)}*")]
        if fitting:
            shutil.copytree(fitting[-1], path, dirs_exist_ok=True)

    def _save(self, path: Path, key: str) -> None:
        if path.is_dir():
            shutil.copytree(path, self.cache / _flatten(key))


def _flatten(key: str) -> str:
    assert "," not in key and len(key) <= 512, "no key of a cache"
    return re.sub(r"[^\w.-]", "_", key)


def list_files(path: Path) -> list[str]:
    """The files that an artifact gets, by their paths in it: hidden ones are left out."""
    found = [path] if path.is_file() else sorted(path.rglob("*"))
    top = path.parent if path.is_file() else path
    names = [each.relative_to(top) for each in found if each.is_file()]
    return [n.as_posix() for n in names if not any(part.startswith(".") for part in n.parts)]


def prepare_pip(folder: Path) -> dict[str, str]:
    """What lets the step that installs run as it is, without a network and without harm.

    pip builds the wheel of the clone as it always does, with the hatchling of this environment in
    place of one that it would fetch, and puts it in a folder of its own; the libraries that it
    needs are those of this environment.
    """
    target = folder / "installed"
    path = os.pathsep.join(
        [str(target / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
    )
    return {
        "PIP_TARGET": str(target), "PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PIP_UPGRADE": "1",
        "PIP_NO_BUILD_ISOLATION": "false", "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTHONPATH": str(target), "PATH": path,
    }  # fmt: skip
