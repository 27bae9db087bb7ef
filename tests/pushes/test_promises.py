"""What holds whatever is edited: every word is accounted for, and the other way round is the same."""

import re
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avtalegen.agreements import read_agreement
from avtalegen.assembly import assemble
from avtalegen.comparison.redline import Run
from avtalegen.comparison.wording import compare_documents
from avtalegen.pushes.standins import make_comparable
from avtalegen.pushes.telling import Pushed
from avtalegen.workspace import Workspace
from tests.pushes.repository import Repository, make_text
from tests.support import ROOT

# What somebody may do to a clause, and to the file of an agreement.
CLAUSES = [
    ("varighet", "Avtalen", "Denne avtalen"),
    ("varighet", "vedtar avtalen", "vedtar den i {{ kommunenavn }}"),
    ("politirådets_møter", "på kort varsel", "på én dags varsel"),
    ("politirådets_møter", "Sakslisten sendes ut", "{{ sted }} sender ut sakslisten"),
    ("politirådets_møter", "før møtet", "før"),
    ("politirådets_medlemmer", "| Politiet |", "| Politiet i {{ enhet }} |"),
    ("politirådets_medlemmer", "disse faste medlemmene", "disse medlemmene"),
    ("politirådet", "i faste former", "fast"),
    ("bakgrunn", ".\n", ", og det er viktig.\n"),
    ("forpliktelser", " skal ", " bør "),
]
FILES = [
    ("ask", "{minst: 2}", "{minst: 4}"),
    ("bo", "saksliste_uker: 1", "saksliste_uker: 2"),
    ("ask", "- {rolle: ordfører, part: kommune}", "- {rolle: rektor, part: kommune}"),
    ("bo", "varighet: ja", "varighet: {varighet_år: 2}"),
    ("bo", "varighet: ja\n", ""),
]


@pytest.fixture(scope="module")
def kept() -> Repository:
    """Two of the agreements, and two small ones."""
    texts = {
        n: (ROOT / "kommuner" / f"{n}.yaml").read_text(encoding="utf-8")
        for n in ("stjordal", "tromso")
    }
    texts |= {"ask": make_text("Ask"), "bo": make_text("Bø")}
    with tempfile.TemporaryDirectory() as folder:
        yield Repository(Path(folder), texts)


def edit(kept: Repository, edits, files=()) -> None:
    kept.git("checkout", "-q", "-f", "v1")
    for clause, right, other in edits:
        kept.edit_clause(clause, right, other)
    for name, right, other in files:
        kept.edit(f"kommuner/{name}.yaml", right, other)


def count_words(runs: list[Run]) -> Counter[tuple[str, str]]:
    """How often each word, and each sign, is removed and added."""
    told = (run for run in runs if run.tag != "same")
    return Counter((run.tag, word) for run in told for word in re.findall(r"\w+|[^\w\s]", run.text))


def count_told(found: Pushed, name: str) -> Counter[tuple[str, str]]:
    """The words that are told of an agreement, removed and added."""
    own = [p for each in found.own if name in each.names for p in each.step.parts]
    shared = [way.parts[name] for s in found.shared for way in s.ways if name in way.parts]
    runs = [
        run
        for part in [*own, *shared]
        if part.change
        for passage in part.change.passages
        for run in passage.runs
    ]
    return count_words(runs)


def make_document(workspace: Workspace, name: str):
    reading, problems = read_agreement(workspace.read_municipality(name), workspace.library)
    assert reading, problems
    assembled, problems = assemble(reading)
    assert assembled, problems
    return assembled.document


def balance(words: Counter[tuple[str, str]]) -> Counter[str]:
    """How often each word is added, less how often it is removed; those of neither are left out."""
    made: Counter[str] = Counter()
    for (tag, word), times in words.items():
        made[word] += times if tag == "added" else -times
    return Counter({word: times for word, times in made.items() if times})


@given(
    edits=st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=5, unique=True),
    files=st.lists(st.sampled_from(FILES), max_size=2, unique_by=lambda edit: edit[0]),
)
@pytest.mark.slow
@settings(max_examples=6, deadline=None)
def test_every_word_that_changes_is_told_exactly_once(kept, edits, files):
    edit(kept, [])
    before = {name: make_document(kept.workspace, name) for name in kept.workspace.list_names()[0]}
    edit(kept, edits, files)
    found = kept.compare()
    assert found.unread == ()
    for name, document in before.items():
        documents = make_comparable(document, make_document(kept.workspace, name))
        runs = [
            run
            for change in compare_documents(*documents, equal=False)
            for passage in change.passages
            for run in passage.runs
        ]
        told = count_told(found, name)
        assert balance(told) == balance(count_words(runs)), name
        assert bool(told) == (name in found.list_changed()) or not told
        ways = [sum(name in way.parts for way in shared.ways) for shared in found.shared]
        assert max(ways, default=0) <= 1


@given(edits=st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=5, unique=True))
@pytest.mark.slow
@settings(max_examples=6, deadline=None)
def test_the_other_way_round_is_the_same_with_removed_and_added_exchanged(kept, edits):
    edit(kept, edits)
    kept.git("-c", "user.name=p", "-c", "user.email=p@example.no", "commit", "-qam", "endret")
    there, back = kept.compare("v1..HEAD"), kept.compare("HEAD..v1")
    exchanged = {"removed": "added", "added": "removed"}
    assert there.list_changed() == back.list_changed()
    assert _list_ways(there) == _list_ways(back)
    for name in there.list_changed():
        told = count_told(there, name)
        assert told == Counter(
            {(exchanged[t], w): n for (t, w), n in count_told(back, name).items()}
        )


def _list_ways(found: Pushed) -> dict[str, list[list[str]]]:
    return {s.id: [sorted(way.parts) for way in s.ways] for s in found.shared}


def test_the_same_revisions_give_the_same_page(kept):
    edit(kept, CLAUSES)
    assert kept.compare() == kept.compare()
