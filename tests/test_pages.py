"""What LibreOffice makes of the DOCX: the pages that a reader sees."""

import subprocess

import pytest

from avtalegen.writers import docx
from tests.support import MUNICIPALITIES, build_document, read_style
from tests.writers.lines import expected_lines
from tests.writers.test_golden import every_node

pytestmark = pytest.mark.slow


def read_pages(document, folder, soffice: str, pdftotext: str) -> str:
    """The words on the pages, in order.

    LibreOffice ends with 0 though it wrote nothing, and two of them cannot share a profile.
    """
    source, pdf = folder / "avtale.docx", folder / "avtale.pdf"
    source.write_bytes(docx.write(document, read_style()))
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, source]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    assert pdf.stat().st_size > 5000
    done = subprocess.run([pdftotext, "-raw", pdf, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def missing_words(expected: str, shown: str) -> list[str]:
    """What is expected and not shown in its order.

    Lines may break after a hyphen, and a header and a footer stand between two pages, so a word
    is sought without white space, in what comes next.
    """
    squeezed, at, missing = "".join(shown.casefold().split()), 0, []
    for word in expected.casefold().split():
        found = squeezed.find(word, at, at + 200 + len(word))
        if found < 0:
            missing.append(word)
        else:
            at = found + len(word)
    return missing


@pytest.mark.parametrize("name", [*MUNICIPALITIES, "every node"])
def test_every_word_and_number_stands_on_the_pages(name, tmp_path, soffice, pdftotext):
    document = every_node() if name == "every node" else build_document(name)
    shown = read_pages(document, tmp_path, soffice, pdftotext)
    assert missing_words(" ".join(expected_lines(document)), shown) == []


def test_a_word_that_is_not_there_or_comes_too_late_is_noticed():
    assert missing_words("en to tre", "en\ntre") == ["to"]
    assert missing_words("en to", "to en") == ["to"]
    assert missing_words("U18-saker", "u18-\nsaker") == []
    assert missing_words("en to", "en" + "x" * 300 + "to") == ["to"]
