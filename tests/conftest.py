"""Fixtures for all tests."""

import os
import shutil
from pathlib import Path

import pytest

from avtalegen.document import Document
from avtalegen.workspace import Workspace
from tests.support import ROOT, SMALLEST, assemble_text

EXAMPLE = ROOT / "examples" / "minste"


def pytest_addoption(parser):
    parser.addoption("--renew", action="store_true", help="write the golden files anew")


@pytest.fixture
def renew(request) -> bool:
    """Whether golden files are to be written anew; never in CI, where nobody reads them."""
    asked = request.config.getoption("--renew")
    if asked and os.environ.get("CI"):
        pytest.fail("--renew is for people who read what they renew")
    return asked


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
        missing = f"{name} is not installed: what needs it was not tested"
        if os.environ.get("AVTALEGEN_REQUIRE_SYSTEM"):
            pytest.fail(missing)
        pytest.skip(missing)
    return found


@pytest.fixture
def soffice() -> str:
    return find_program("soffice")


@pytest.fixture
def pdftotext() -> str:
    return find_program("pdftotext")
