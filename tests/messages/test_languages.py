import os

import pytest

from avtalegen.messages import languages
from avtalegen.messages.languages import find_language
from tests.test_cli import run


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "nb"),
        ([], {"LANG": "C.UTF-8"}, "nb"),
        ([], {"LANG": "nn_NO.UTF-8"}, "nb"),
        ([], {"LANG": "de_DE.UTF-8"}, "nb"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "nb_NO.UTF-8"}, "nb"),
        ([], {"LANG": "nb_NO.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "nb_NO.UTF-8", "LANGUAGE": "en"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
        ([], {"LANG": "en_US.UTF-8", "AVTALEGEN_LANG": "nb"}, "nb"),
        ([], {"AVTALEGEN_LANG": "en"}, "en"),
        ([], {"AVTALEGEN_LANG": "klingon"}, "nb"),
        (["--lang", "en", "check"], {"AVTALEGEN_LANG": "nb"}, "en"),
        (["check", "--lang=en"], {}, "en"),
        (["--lang", "nb"], {"LANG": "en_US.UTF-8"}, "nb"),
        (["check", "--", "--lang", "en"], {}, "nb"),
        (["check", "--lang"], {}, "nb"),
    ],
)
def test_the_option_then_the_variable_then_the_locale_says_the_language(
    arguments, environment, language, monkeypatch
):
    monkeypatch.setattr(os, "name", "posix")
    assert find_language(arguments, environment) == language


def test_windows_has_no_variables_and_is_asked_itself(monkeypatch):
    monkeypatch.setattr(os, "name", "nt")
    monkeypatch.setattr(languages.locale, "getlocale", lambda: ("English_Norway", "1252"))
    assert find_language([], {}) == "en"
    monkeypatch.setattr(languages.locale, "getlocale", lambda: ("Norwegian Bokmål_Norway", "1252"))
    assert find_language([], {}) == "nb"
    monkeypatch.setattr(languages.locale, "getlocale", lambda: (None, None))
    assert find_language([], {}) == "nb"


NORWEGIAN, ENGLISH = (
    "1 avtale kontrollert: ingen feil eller advarsler\n",
    "1 agreement checked: no problems\n",
)


@pytest.mark.parametrize(
    ("words", "environment", "said"),
    [
        (["check"], {}, NORWEGIAN),
        (["check"], {"CI": "true", "LANG": "C.UTF-8"}, NORWEGIAN),
        (["check"], {"LANG": "en_US.UTF-8"}, ENGLISH),
        (["check"], {"LANG": "en_US.UTF-8", "AVTALEGEN_LANG": "nb"}, NORWEGIAN),
        (["--lang", "en", "check"], {"AVTALEGEN_LANG": "nb"}, ENGLISH),
        (["check", "--lang", "en"], {"AVTALEGEN_LANG": "nb"}, ENGLISH),
        (["--lang", "en", "check", "--lang", "nb"], {}, NORWEGIAN),
    ],
)
def test_the_program_speaks_the_language_that_was_said(workspace, words, environment, said):
    done = run(*words, cwd=workspace.root, **environment)
    assert (done.stdout, done.stderr) == (said, "")


def test_help_is_in_the_language_too():
    assert "Lager samarbeidsavtaler" in run("--help").stdout
    for words in (["--lang", "en", "--help"], ["build", "--help", "--lang", "en"]):
        shown = run(*words).stdout
        assert shown.startswith("Usage: ")
        assert "Show this text and end." in shown
