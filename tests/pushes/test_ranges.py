import pytest

from avtalegen.pushes.ranges import Range, is_nothing, is_range, read_range, shorten


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        ("v1", Range("v1")),
        ("HEAD@{1}", Range("HEAD@{1}")),
        ("v1..v2", Range("v1", "v2")),
        ("v1..", Range("v1", "HEAD")),
        ("..v2", Range("HEAD", "v2")),
        ("main...HEAD", Range("main", "HEAD", base=True)),
        ("main...", Range("main", "HEAD", base=True)),
        ("v1.0..v1.1", Range("v1.0", "v1.1")),
        ("", Range("")),
    ],
)
def test_a_range_is_read_as_git_reads_it(word, asked):
    assert read_range(word) == asked


@pytest.mark.parametrize(
    ("word", "found"),
    [("tromso", False), ("tromso@v1.0", False), ("v1..v2", True), ("a...b", True), ("..", True)],
)
def test_no_name_of_a_municipality_is_a_range(word, found):
    assert is_range(word) is found


def test_what_git_calls_the_revision_before_the_first_is_nothing():
    assert is_nothing("0" * 40)
    assert is_nothing("0" * 64)
    assert not any(map(is_nothing, ["", "0", "0" * 39, "0" * 41, "0" * 39 + "1", "HEAD"]))


def test_a_whole_commit_is_shortened_and_no_other_name_is():
    assert shorten("0123456789abcdef" * 2 + "01234567") == "0123456789"
    assert shorten("hovedgrein-for-avtalene-i-troms") == "hovedgrein-for-avtalene-i-troms"
