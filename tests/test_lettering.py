import pytest

from avtalegen import builds, commands, lettering
from avtalegen.messages import Severity
from tests.support import SMALLEST, assemble_text, codes, read_outputs

ODD = SMALLEST.replace("Eksempel kommune", "Eksempel 市 kommune")


def tell(workspace, text: str, formats=None):
    (workspace.municipalities / "eksempel.yaml").write_text(text, encoding="utf-8")
    if formats is None:
        return list(commands.check(workspace).problems)
    return list(builds.build(workspace, None, formats).problems)


def test_a_letter_that_no_font_has_is_told_where_it_stands(workspace):
    (problem,) = tell(workspace, ODD)
    line, column = next(
        (n, text.index("市") + 1) for n, text in enumerate(ODD.splitlines(), 1) if "市" in text
    )
    assert problem.code == "letter-missing"
    assert (problem.location.line, problem.location.column) == (line, column)
    assert problem.details["number"] == "U+5E02"


@pytest.mark.parametrize("formats", [["docx"], ["md"], ["html"], ["docx", "md", "html"]])
def test_it_is_a_warning_where_no_pdf_is_made(workspace, formats):
    problems = tell(workspace, ODD, formats)
    assert codes(problems) == ["letter-missing"]
    assert problems[0].severity is Severity.WARNING


def test_no_pdf_is_made_and_no_other_file_with_it(workspace):
    problems = tell(workspace, ODD, ["docx", "pdf"])
    assert codes(problems) == ["letter-unprintable"]
    assert read_outputs(workspace.default_output) == {}


@pytest.mark.parametrize("old", ["Ordfører", "Eksempel politidistrikt", "Politistasjonssjef"])
def test_every_word_of_the_cover_and_of_who_signs_is_looked_at(workspace, old):
    text = SMALLEST.replace(old, f"{old} 市", 1)
    found = [p for p in tell(workspace, text, ["pdf"]) if p.code == "letter-unprintable"]
    assert found
    assert all(p.details["read"] == "市" for p in found)


@pytest.mark.parametrize(
    "field", ["tittel: Avtale 市", "undertittel: Avtale 市", "overskrifter: {formål: Mål 市}"]
)
def test_titles_are_looked_at(workspace, field):
    assert codes(tell(workspace, f"{SMALLEST}{field}\n")) == ["letter-missing"]


def test_a_comment_silences_the_warning_but_not_the_error(workspace):
    text = ODD.replace(
        "{tittel: Ordfører}}", "{tittel: Ordfører}}  # avtalegen: ignore[letter-missing] navnet", 1
    )
    assert tell(workspace, text) == []
    assert codes(tell(workspace, text, ["pdf"])) == ["letter-unprintable"]


def test_signs_that_only_fail_together_are_found_when_the_pdf_is_made(workspace):
    text = SMALLEST.replace("Eksempel kommune", "Eksempel a\u20e9 kommune")
    assert codes(tell(workspace, text)) in ([], ["letter-missing"])
    problems = tell(workspace, text, ["pdf"])
    assert set(codes(problems)) == {"letter-unprintable"}
    assert all(p.location.line == 4 for p in problems)


def test_the_usual_letters_are_those_of_the_country():
    assert set("æøåÆØÅáčđŋšŧžÁČĐŊŠŦŽäöüéôñ«»–§ ") <= lettering.USUAL


def test_an_agreement_of_usual_letters_asks_nobody(monkeypatch, workspace):
    monkeypatch.setattr("avtalegen.writers.pdf.find_unprintable", None)
    assert assemble_text(SMALLEST)
    assert tell(workspace, SMALLEST) == []


def test_an_unusual_letter_is_asked_about_while_another_agreement_is_set(workspace):
    for name in "abcd":
        text = SMALLEST if name in "ac" else f"{SMALLEST}undertittel: Ord → pil\n"
        (workspace.municipalities / f"{name}.yaml").write_text(text, encoding="utf-8")
    built = builds.build(workspace, None, ["pdf", "md"])
    assert not built.problems
    assert len(built.files) == 2 * 5
