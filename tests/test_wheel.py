"""The wheel holds what the program needs, and builds without the checkout."""

import os
import subprocess
import sys
import zipfile

import pytest

from avtalegen.writers import FORMATS
from tests.support import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_has_every_template_and_no_municipality(wheel):
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
    for path in (ROOT / "templates").rglob("*"):
        if path.is_file():
            assert f"avtalegen/templates/{path.relative_to(ROOT / 'templates').as_posix()}" in names
    assert not any("kommuner/" in name or "tests/" in name for name in names)
    assert any(name.endswith("LICENSE-CC0") for name in names)
    assert {f"avtalegen/writers/web/page.{ending}" for ending in ("css", "html.jinja")} <= names
    for path in (ROOT / "src" / "avtalegen" / "typefaces").rglob("*.*"):
        assert path.relative_to(ROOT / "src").as_posix() in names
    assert "avtalegen/writers/agreement.typ" in names
    assert "avtalegen/locale/nb/LC_MESSAGES/avtalegen.mo" in names


def test_an_installed_wheel_builds_an_agreement_of_its_own(wheel, tmp_path, workspace):
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as package:
        package.extractall(installed)
    done = subprocess.run(
        [sys.executable, "-m", "avtalegen", "build", "--all", "--format", "all"],
        cwd=workspace.root, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(installed)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("lagret build/eksempel.docx\n"), "it speaks Norwegian"
    for format_ in FORMATS:
        assert (workspace.root / "build" / f"eksempel.{format_}").stat().st_size > 2000
