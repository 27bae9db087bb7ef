"""Fixtures for all tests."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from avtalegen.document import Document
from avtalegen.workspace import Workspace
from tests.support import ROOT, SMALLEST, assemble_text

EXAMPLE = ROOT / "examples" / "minste"
# A test says which language it means, whatever that of the machine.
for name in ("AVTALEGEN_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
    os.environ.pop(name, None)
# Nothing is kept for the user by a test, nor for a test by the user; what tests start inherits it.
os.environ["AVTALEGEN_CACHE"] = tempfile.mkdtemp(prefix="avtalegen-tests-")


def pytest_unconfigure():
    shutil.rmtree(os.environ["AVTALEGEN_CACHE"], ignore_errors=True)


def pytest_addoption(parser):
    parser.addoption("--renew", action="store_true", help="write the golden files anew")


@pytest.fixture
def renew(request) -> bool:
    """Whether golden files are to be written anew; never in CI, where nobody reads them."""
    asked = request.config.getoption("--renew")
    if asked and os.environ.get("CI"):
        pytest.fail("--renew is for people who read what they renew")
    return asked


# What is about the disk itself waits for it.
ABOUT_THE_DISK = {"test_saving.py", "test_publishing.py"}


@pytest.fixture(autouse=True)
def _wait_for_no_disk(request, monkeypatch):
    """No other test waits until the disk has what was written."""
    if request.node.path.name not in ABOUT_THE_DISK:
        monkeypatch.setattr(os, "fsync", lambda _handle: None)


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    """A workspace of its own: the smallest example, with the shipped templates behind it."""
    shutil.copytree(EXAMPLE / "kommuner", tmp_path / "kommuner")
    return Workspace(tmp_path)


@pytest.fixture
def municipality(workspace) -> Path:
    """The file of the only municipality in the workspace."""
    return workspace.municipalities / "eksempel.yaml"


@pytest.fixture
def smallest() -> Document:
    """The document of the smallest agreement, a draft."""
    return assemble_text(SMALLEST)[0].document


def find_program(name: str) -> str:
    """A program of the system; without it a test is left out, which CI does not accept."""
    found = shutil.which(name)
    if not found:
        leave_out(f"{name} is not installed: what needs it was not tested")
    return str(found)


def find_npm_package(name: str) -> Path:
    """The folder of a package from npm, where .ci/run puts it."""
    folder = ROOT / ".venv" / "npm" / "node_modules" / name
    if not folder.is_dir() or not shutil.which("node"):
        leave_out(f"{name} (npm) or node is not installed: what needs them was not tested")
    return folder


def run_in_browser(script: Path, *arguments: object) -> dict:
    """What a script of node prints as JSON, which opens pages in Chromium and judges them by axe."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        leave_out("Chromium is not installed: HTML pages were not tested in a browser")
    for name in ("axe-core", "puppeteer-core"):
        find_npm_package(name)
    done = subprocess.run(
        ["node", script, ROOT / ".venv" / "npm" / "node_modules", program, *map(str, arguments)],
        capture_output=True, encoding="utf-8", timeout=600, check=False, env={**os.environ},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def leave_out(missing: str) -> None:
    """Leave a test out for what the system has not, or fail it where nothing may be left out."""
    if os.environ.get("AVTALEGEN_REQUIRE_SYSTEM"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture
def full_device() -> Path:
    """A device on which every write fails."""
    device = Path("/dev/full")
    if not device.exists():
        leave_out("there is no /dev/full: output that nobody gets was not tested")
    return device


@pytest.fixture
def named_pipe(tmp_path) -> Path:
    """A pipe with a name, which a reader would wait for without end."""
    if not hasattr(os, "mkfifo"):
        leave_out("there are no named pipes: a pipe in place of a file was not tested")
    os.mkfifo(tmp_path / "pipe.yaml")
    return tmp_path / "pipe.yaml"


@pytest.fixture
def soffice() -> str:
    return find_program("soffice")


@pytest.fixture
def pdftotext() -> str:
    return find_program("pdftotext")
