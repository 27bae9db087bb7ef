"""The examples are what the program makes of the sources as they stand."""

import pytest

from avtalegen.builds import build
from avtalegen.workspace import Workspace
from avtalegen.writers import markdown
from tests.support import MUNICIPALITIES, ROOT, build_document, read_look

EXAMPLES = ROOT / "examples"


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_the_built_agreements_are_up_to_date(name, renew):
    path = EXAMPLES / "avtaler" / f"{name}.md"
    built = markdown.write(build_document(name), read_look())
    if renew:
        path.write_bytes(built)
    assert path.read_bytes() == built, (
        "read the change, then run: pytest tests/test_examples.py --renew"
    )


def test_there_is_an_example_of_each_agreement_and_no_other():
    assert {path.stem for path in (EXAMPLES / "avtaler").iterdir()} == set(MUNICIPALITIES)
    assert set(Workspace(ROOT).list_names()[0]) >= set(MUNICIPALITIES)


def test_the_smallest_workspace_builds_as_it_stands(tmp_path):
    built = build(Workspace(EXAMPLES / "minste"), None, ["docx", "md"], tmp_path)
    assert len(built.files) == 2
    assert not built.problems


def test_the_smallest_workspace_is_one_file_that_teaches():
    (path,) = [
        p for p in (EXAMPLES / "minste").rglob("*") if p.is_file() and "build" not in p.parts
    ]
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#")
    assert sum(line.strip().startswith("#") for line in text.splitlines()) >= 10
