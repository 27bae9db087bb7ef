import errno
import os
from string import Formatter

import pytest

from avtalegen import sandbox
from avtalegen.messages.foreign import SENTENCES, explain_failure, recognise
from avtalegen.messages.languages import read_catalogue
from avtalegen.messages.phrases import Phrase
from avtalegen.problems import AvtalegenError
from tests.support import parse

NORWEGIAN = read_catalogue("nb")


@pytest.mark.parametrize("text", SENTENCES)
def test_each_sentence_is_recognised_as_itself(text):
    names = [name for _literal, name, *_rest in Formatter().parse(text) if name]
    said = text.format(**{name: f"x{number}" for number, name in enumerate(names)})
    found = recognise(said)
    assert isinstance(found, Phrase)
    assert found.text == text
    assert str(found) == said


def test_what_nobody_is_known_to_say_stays_as_it_was_said():
    assert recognise("Something else happened.") == "Something else happened."
    assert recognise("") == ""


def test_what_a_sentence_quotes_is_recognised_too():
    said = recognise("Invalid value for '--format' / '-f': 'pdf' is not one of 'docx', 'md'.")
    assert NORWEGIAN.say(said) == (
        "Ugyldig verdi for «--format» / «-f»: «pdf» er ikke et av alternativene: «docx», «md»."
    )


BROKEN = [
    "{% if a %}", "{% if a %}{% for x in y %}{% endif %}", "{% endif %}", "{% bygg %}", "{{ a b }}",
    "{{ a", "{{ }}", "{% if %}", "{{ a.0.1. }}", "{{ a..b }}", "{{ $ }}", "{{ (a] }}", "{{ a) }}",
    "{# a", "{% raw %}a", "{% set 1 = 2 %}", "{% %}", "{% for x %}", "{% if a %}{% endfor %}",
    "{% if a %}{% elif %}", "{{ a[ }}", "{{ a | }}", "{{ 'a }}", "{% else %}", "{% set a %}",
    "{% for x in y %}{% if a %}{% endfor %}",
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_what_jinja_says_of_a_broken_template_is_told_in_norwegian(text):
    with pytest.raises(AvtalegenError) as caught:
        sandbox.read_source(text, "nb.md")
    (problem,) = caught.value.problems
    assert isinstance(problem.details["reason"], Phrase), problem.details["reason"]


WRONG = [
    "a: > b", "a: |0\n  b", "%YAML\n---\na: 1", "%YAML 1.3\n---\na: 1", "%TAG ! a:\n%TAG ! a:\n---\na: 1",
    "%YAML 1.1\n%YAML 1.1\n---\na: 1", "a: {b: c]", "a: [b}", "a: [b, c", "a: {b, c", "a: 'b\n--- c'", "a:\n  b: 1\n c: 2",
    "a: ? b", 'a: "b\n... c"', "a: [b\nc: d", "a: {b: c\nd", "%BORTE\na: 1", "a: 1\n%YAML 1.1\n---\nb: 1", "a: ]",
    "a: {? b", "[a]: [", "a: |x\n  b", "a: >-+\n  b", "%\na: 1", "- a\nb: c", "a: b\n- c", "a: [,]", "a: {,}", "%YAML 1\n---\na: 1",
    "a: !<b", "a: !b!c d", "a: *", "a: &", 'a: "\\x"', 'a: "\\q"', "--- a: b\n--- c", "a:\n\t- b", "\ta: b", "a: 1\n  b: 2", ": :",
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_what_libyaml_says_of_wrong_yaml_is_told_in_norwegian(text):
    with pytest.raises(AvtalegenError) as caught:
        parse(text)
    for problem in caught.value.problems:
        if problem.code == "yaml-syntax":
            assert isinstance(problem.details["read"], Phrase), problem.details["read"]


@pytest.mark.parametrize(
    "name",
    ["ENOENT", "EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EFBIG", "ENAMETOOLONG", "EEXIST",
     "EISDIR", "ENOTDIR", "ENOTEMPTY", "EBUSY", "ETXTBSY", "EIO", "EPIPE", "EBADF", "EMFILE",
     "ELOOP", "EINVAL"],
)  # fmt: skip
def test_what_the_system_says_of_a_failure_is_told_in_norwegian(name):
    number = getattr(errno, name)
    failed = explain_failure(OSError(number, os.strerror(number)))
    assert isinstance(failed, Phrase)
    assert NORWEGIAN.say(failed) != str(failed)
