"""The Norwegian catalogue has every text that the program and typer can say, whole and in Norwegian."""

import gettext
import re
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
import typer
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from avtalegen.messages.languages import DOMAIN, FOLDER
from tests.support import ROOT
from tests.test_cli import run

SOURCE = ROOT / "src" / "avtalegen"
PO = FOLDER / "nb" / "LC_MESSAGES" / f"{DOMAIN}.po"
KEYWORDS = {"_": None, "phrase": None, "count": (2, 3)}
# Texts that are the same in both languages, or of which nothing is a word.
SAME = {"PORT", "{belongs}; {has}", "fra med til, og tekst", "Status"}
Texts = dict[str | tuple[str, ...], str | tuple[str, ...]]


def extract(*folders: Path) -> list[str | tuple[str, ...]]:
    """Every text of the folders that is marked for translation; those with a plural as a pair."""
    found = [
        each
        for folder in folders
        for each in extract_from_dir(str(folder), [("**.py", "python")], keywords=KEYWORDS)
    ]
    texts = [message for _file, _line, message, _comments, _context in found if message]
    return [*dict.fromkeys(texts)]


def read_texts() -> Texts:
    with PO.open("rb") as file:
        catalogue = read_po(file)
    assert not any(message.fuzzy for message in catalogue if message.id)
    return {message.id: message.string for message in catalogue if message.id}


def write_texts(texts: Texts) -> None:
    """The catalogue with the texts, below the header that it has."""
    header, _texts = PO.read_text(encoding="utf-8").split("\n\n", 1)
    catalogue, written = Catalog(locale="nb"), BytesIO()
    for text, said in texts.items():
        catalogue.add(text, said)
    write_po(written, catalogue, width=0, omit_header=True)
    PO.write_text(f"{header}\n\n{written.getvalue().decode().lstrip()}", encoding="utf-8")


@pytest.fixture(scope="module")
def norwegian() -> Texts:
    return read_texts()


def find_faults(texts: Texts) -> list[str]:
    """What is wrong with translations: an empty one, another name in braces, the English text."""
    faults = []
    for text, said in texts.items():
        sources = (text,) if isinstance(text, str) else text
        forms = (said,) if isinstance(said, str) else said
        if len(sources) != len(forms) or not all(forms):
            faults.append(f"not translated: {text}")
        for source, form in zip(sources, forms, strict=False):
            if form and find_names(source) != find_names(form):
                faults.append(f"other names in braces: {text}")
            if form == source and re.search("[a-z]{2}", re.sub(r"\{.*?\}", "", source)):
                faults += [f"still English: {text}"] * (source not in SAME)
    return faults


def find_names(text: str) -> set[str]:
    return {name for _literal, name, *_rest in Formatter().parse(text) if name is not None}


def test_every_text_of_the_program_and_of_typer_is_in_the_catalogue_and_no_other(renew):
    wanted, kept = extract(SOURCE, *map(Path, typer.__path__)), read_texts()
    if renew:
        write_texts({text: kept.get(text, "") for text in wanted})
        kept = read_texts()
    assert set(kept) == set(wanted)


def test_every_translation_is_whole(norwegian):
    assert find_faults(norwegian) == []


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        ({"the file {name}": ""}, "not translated"),
        ({("{n} file", "{n} files"): ("{n} fil",)}, "not translated"),
        ({("{n} file", "{n} files"): ("{n} fil", "")}, "not translated"),
        ({"the file {name}": "fila {navn}"}, "other names"),
        ({"the file {name}": "fila"}, "other names"),
        ({("{n} file", "{n} files"): ("{n} fil", "{m} filer")}, "other names"),
        ({"the file": "the file"}, "still English"),
    ],
)
def test_a_translation_that_is_not_whole_is_noticed(texts, fault):
    (found,) = find_faults(texts)
    assert found.startswith(fault)


def test_a_text_that_is_marked_is_found(tmp_path):
    (tmp_path / "nytt.py").write_text(
        'a = phrase("one {name}", name=count(2, "{number} a", "{number} b"))\nb = Kind(_("two"))\n'
    )
    assert set(extract(tmp_path)) == {"one {name}", ("{number} a", "{number} b"), "two"}


def test_what_is_installed_was_compiled_from_the_catalogue(norwegian):
    compiled = gettext.translation(DOMAIN, FOLDER, ["nb"])
    for text, said in norwegian.items():
        if isinstance(text, str):
            assert compiled.gettext(text) == said, "run make test, which compiles it anew"
        else:
            assert tuple(compiled.ngettext(*text, n) for n in (1, 2)) == said


# Words that no Norwegian sentence has.
ENGLISH = re.compile(
    r"\b(the|is|are|and|of|with|not|has|have|which|or|it|there|must|cannot|but|from|where|what"
    r"|write|read|expected|remove|file|value|line|key|clause|agreement|stands|unknown|missing"
    r"|character|warning|error|use|did|you|mean|this|that|show|options|usage|found)\b",
    re.IGNORECASE,
)


def find_english(told: str) -> list[str]:
    """The English words in what a user sees, outside what is quoted and what are names of things."""
    lines = [line for line in told.splitlines() if not re.match(r" {4} *\d* \|", line)]
    text = re.sub(
        r"«[^»]*»|\[[a-z-]+\]|ignore\[\S*|--\S+|verb\(.*?\)|[\w.]+\.\w+", "", "\n".join(lines)
    )
    return ENGLISH.findall(text)


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "tests" / "problems").glob("*/expected.txt")),
    ids=lambda path: path.parent.name,
)
def test_no_problem_is_told_with_words_of_english(path):
    assert find_english(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["build", "--help"],
        ["check", "--help"],
        ["schema", "--help"],
        ["build"],
        ["preview", "--help"],
        ["preview"],
        ["preview", "tromso", "--port", "x"],
    ],
)
def test_no_help_has_words_of_english(words):
    done = run(*words)
    assert find_english(done.stdout + done.stderr) == []


def test_words_of_english_are_noticed_and_names_and_quotations_are_not():
    told = (ROOT / "tests/problems/key-unknown/expected.en.txt").read_text(encoding="utf-8")
    assert find_english(told)
    assert (
        find_english("a.yaml:1:1  ukjent nøkkel «the file»  [key-unknown]\n    1 | is: not\n") == []
    )
