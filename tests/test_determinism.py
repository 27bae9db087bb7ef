"""The same input gives the same bytes, wherever and whenever it is built."""

import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from avtalegen.workspace import Workspace
from avtalegen.writers import FORMATS, docx
from tests.support import ROOT, build_document, parts_of, read_look, read_outputs


def build(folder, out, **environment) -> None:
    umask = environment.pop("umask", "022")
    program = f"import os, sys; os.umask(0o{umask}); from avtalegen.__main__ import main; main()"
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            program,
            "build",
            "--all",
            "--format",
            "all",
            "-w",
            str(folder),
            "-o",
            str(out),
        ],
        cwd=environment.pop("cwd", ROOT),
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_two_builds_in_different_surroundings_give_the_same_bytes(tmp_path):
    other = tmp_path / "et annet sted æøå"
    shutil.copytree(ROOT / "kommuner", other / "kommuner")
    shutil.copytree(ROOT / "templates", other / "templates")
    build(ROOT, tmp_path / "en", TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    build(
        other, tmp_path / "to", TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8", PYTHONHASHSEED="4711",
        umask="077", cwd=tmp_path, SOURCE_DATE_EPOCH="86400",
    )  # fmt: skip
    first, second = read_outputs(tmp_path / "en"), read_outputs(tmp_path / "to")
    assert len(first) == len(FORMATS) * len(Workspace(ROOT).list_names()[0]) >= 10
    assert first == second


def test_the_zip_says_nothing_of_when_and_where_it_was_made(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(docx.write(build_document("tromso"), read_look()))
    with zipfile.ZipFile(path) as package:
        entries = package.infolist()
        assert package.testzip() is None
    first, *names = [entry.filename for entry in entries]
    assert first == "[Content_Types].xml"
    assert names == sorted(names)
    assert {e.date_time for e in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {e.create_system for e in entries} == {0}


def test_nothing_in_the_package_is_of_another_program():
    text = b"".join(parts_of(docx.write(build_document("rana"), read_look())).values())
    assert b"python-docx" not in text
    assert b"en-US" not in text
    assert b"2013-12-23" not in text
