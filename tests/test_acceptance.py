"""Whatever stands in a file, and whichever file it is: it is refused with a place and a mend."""

import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avtalegen import builds, checks, commands
from avtalegen.agreements import read_agreement
from avtalegen.assembly import assemble
from avtalegen.messages.languages import read_catalogue
from avtalegen.passages import Subject
from avtalegen.problems import AvtalegenError, Problem
from avtalegen.workspace import Workspace
from avtalegen.writers import docx, markdown
from tests.strategies import lines
from tests.support import MUNICIPALITIES, ROOT, SMALLEST, WORKSPACE, read_look

LOOK = read_look()

BAD = sorted((ROOT / "tests" / "bad_inputs").iterdir())
NORWEGIAN = read_catalogue("nb")
CLAUSE = "templates/klausuler/prøve/klausul.yaml"


def check_one(workspace: Workspace) -> Iterable[Problem]:
    return commands.check(workspace, ["eksempel"]).problems


def read_own(workspace: Workspace) -> Iterable[Problem]:
    return workspace.read_own()[1]


def read_look(workspace: Workspace) -> Iterable[Problem]:
    return workspace.read_look()[1]


def read_bases(workspace: Workspace) -> Iterable[Problem]:
    assert workspace.library.legal_bases.hjemler
    return ()


# Every file of YAML that avtalegen reads, and what reads it.
FILES: dict[str, Callable[[Workspace], Iterable[Problem]]] = {
    "kommuner/eksempel.yaml": check_one,
    CLAUSE: read_own,
    "templates/avtaler/prøve.yaml": read_own,
    "templates/stil/stil.yaml": read_look,
    "templates/hjemler.yaml": read_bases,
}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("bad", BAD, ids=lambda path: path.stem)
def test_no_file_of_any_kind_gets_past_or_brings_the_program_down(tmp_path, file, bad):
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_bytes(bad.read_bytes())
    (path.parent / "nb.md").write_text("Prøve.\n", encoding="utf-8")
    start = time.process_time()
    try:
        problems = [*FILES[file](Workspace(tmp_path))]
    except AvtalegenError as error:
        problems = [*error.problems]
    # The bound is far above what reading needs: it is there for files that grow while they are read.
    assert time.process_time() - start < 2
    assert problems
    for problem in problems:
        assert problem.location.file == path.as_posix()
        assert problem.location.line and problem.location.column
        assert NORWEGIAN.say(problem.message) and NORWEGIAN.say(problem.hint)


# What a person might put in a wrong place, and what nobody would.
_words = st.one_of(
    st.sampled_from(
        ["ja", "nei", "0", "-1", "12", "999999999", "2024", "2024-02-30", "08.15", "24.00", "02800",
         "mandag–fredag", "kommune", "år", "www.politiet.no", "# a", "> a", "| a | b |", "[^1]",
         "{{ valg }}", "1. ", "---", "vedlegg 7", "innen 2019"]
    ),
    lines,
)  # fmt: skip
_keys = st.sampled_from(
    ["navn", "rolle", "fra", "til", "antall", "minst", "tekst", "grunn", "ny", "erstatt", "dager",
     "møter", "medlemmer", "part", "slag", "underskrift", "tittel", "dato", "etter", "æ", "mal"]
)  # fmt: skip
_values = st.recursive(
    _words,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_keys, inner, max_size=3)),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_value_in_any_place_is_read_or_refused(data):
    tree = WORKSPACE.read_municipality(data.draw(st.sampled_from(MUNICIPALITIES)))
    path = data.draw(st.sampled_from([path for path in tree.values if path]))
    holder = tree.find(path[:-1])
    holder[path[-1]] = data.draw(_values)
    reading, problems = read_agreement(tree, WORKSPACE.library)
    if reading:
        assembled, found = assemble(reading)
        problems += found
        if assembled:
            problems += checks.check(
                Subject(reading, assembled.document, assembled.read, date(2026, 11, 22))
            )
            for write in (docx.write, markdown.write):
                assert write(assembled.document, LOOK)
    for problem in problems:
        assert problem.location.line
        assert NORWEGIAN.say(problem.message) and NORWEGIAN.say(problem.hint)


def build(workspace: Workspace, text: str) -> builds.Built:
    (workspace.municipalities / "eksempel.yaml").write_text(text, encoding="utf-8")
    return builds.build(workspace, None, ["docx", "md"])


def add_table(rows: int) -> str:
    table = ["| A | B |", "|---|---|", *(f"| a{number} | b |" for number in range(rows))]
    words = "".join(f"      {line}\n" for line in table)
    return f"{SMALLEST}lokalt:\n  - tillegg: varighet\n    grunn: G.\n    tekst: |\n{words}"


@pytest.mark.slow
def test_what_is_very_long_is_built_whole_or_refused(workspace):
    members = "".join(f"    - {{rolle: medlem {n}, part: kommune}}\n" for n in range(900))
    first = "    - {rolle: ordfører"
    assert first in SMALLEST
    built = build(workspace, SMALLEST.replace(first, members + first, 1))
    written = Path(built.files[1]).read_text(encoding="utf-8")
    assert all(f"edlem {n} |" in written for n in range(900))
    written = Path(build(workspace, add_table(1_000)).files[1]).read_text(encoding="utf-8")
    assert all(f"| a{n} " in written for n in range(1_000))
    for text in (f"{SMALLEST}tittel: {'x' * 1_000_000}\n", add_table(2_000)):
        assert [problem.code for problem in build(workspace, text).problems] == ["yaml-too-long"]
