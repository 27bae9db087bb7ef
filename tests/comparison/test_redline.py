import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalegen.comparison.redline import _tidy, compare_words, find_likeness, find_moved, pair_alike
from tests.strategies import lines

texts = st.lists(lines, max_size=6).map(" ".join)


def say(first: str, second: str) -> str:
    """The runs as people write them: [removed] and {added}."""
    signs = {"same": "{}", "removed": "[{}]", "added": "{{{}}}"}
    return "".join(signs[run.tag].format(run.text) for run in compare_words(first, second))


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("", "", ""),
        ("Rådet møtes.", "Rådet møtes.", " Rådet møtes."),
        ("Rådet møtes.", "", "[ Rådet møtes.]"),
        ("", "Rådet møtes.", "{ Rådet møtes.}"),
        ("møtes minst to ganger i året", "møtes tre ganger i året", " møtes[ minst to]{ tre} ganger i året"),
        ("kl. 08.15–15.00", "kl. 09.00–15.00", " kl.[ 08.15]{ 09.00}–15.00"),
        # A lone word between two changes would only disturb.
        ("en stor og ny vakt i byen", "en liten og gammel vakt i byen", " en[ stor og ny]{ liten og gammel} vakt i byen"),
        # Texts that are unlike share only what they have many words in a row of.
        ("Ordføreren leder rådet.", "Kommunen arkiverer referatet.", "[ Ordføreren leder rådet.]{ Kommunen arkiverer referatet.}"),
        ("Alt er nytt her, men ved behov møtes rådet på kort varsel.", "Ved behov møtes rådet på kort varsel.", "[ Alt er nytt her, men ved]{ Ved} behov møtes rådet på kort varsel."),
    ],
)  # fmt: skip
def test_words_are_the_same_removed_or_added(first, second, shown):
    assert say(first, second) == shown


@given(texts, texts)
def test_the_runs_hold_every_word_of_both_texts_in_order(first, second):
    runs = compare_words(first, second)
    for text, other in ((first, "added"), (second, "removed")):
        kept = "".join(run.text for run in runs if run.tag != other)
        assert kept.strip(" ") == _tidy(text)


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert {run.tag for run in compare_words(text, text)} <= {"same"}


@given(texts, texts)
def test_texts_that_differ_are_not_told_as_the_same(first, second):
    differs = any(run.tag != "same" for run in compare_words(first, second))
    assert differs == (_tidy(first) != _tidy(second))


@given(texts, texts)
def test_the_other_way_round_exchanges_what_is_removed_and_added(first, second):
    other = {"same": "same", "removed": "added", "added": "removed"}

    def sort(runs):
        return sorted((run.tag, run.text.strip()) for run in runs)

    there = [(other[run.tag], run.text.strip()) for run in compare_words(first, second)]
    assert sorted(there) == sort(compare_words(second, first))


@pytest.mark.parametrize(
    ("order", "moved"),
    [([], 0), ([0, 1, 2], 0), ([1, 0, 2], 2), ([4, 0, 1, 2, 3], 1), ([1, 2, 3, 4, 0], 1), ([2, 1, 0], 2)],
)  # fmt: skip
def test_few_have_moved_but_both_of_a_swap(order, moved):
    assert len(find_moved(order)) == moved


def test_the_one_that_was_moved_is_the_one_that_is_told():
    assert find_moved([4, 0, 1, 2, 3]) == {0}
    assert find_moved([1, 2, 3, 4, 0]) == {4}


@given(st.permutations(range(6)))
def test_the_same_things_have_moved_the_other_way_round(order):
    inverse = sorted(range(len(order)), key=order.__getitem__)
    there = find_moved(order)
    assert find_moved(inverse) == {order[position] for position in there}
    assert bool(there) == (list(order) != sorted(order))


def test_only_what_is_most_alike_both_ways_is_paired():
    first, second = ["næringslivet", "skoler"], ["næringsliv", "barnehager"]
    assert pair_alike(first, second, find_likeness, 0.9) == [(0, 0)]
    assert pair_alike(["a1", "a2"], ["a3"], find_likeness, 0.1) == []
    assert pair_alike([], ["a"], find_likeness, 0.1) == []
