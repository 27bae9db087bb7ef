import pytest

from avtalegen.agreements import read_agreement
from avtalegen.assembly import assemble
from avtalegen.clause import SCOPE
from avtalegen.document import (
    NoteMark,
    Paragraph,
    Reference,
    Section,
    Value,
    read_text,
    walk_contents,
    walk_inlines,
    walk_sections,
)
from avtalegen.workspace import Workspace
from tests.support import ROOT, SMALLEST, assemble_text, build_document, parse, plain


@pytest.fixture
def own(tmp_path):
    """A workspace with templates of its own, for clauses made up in a test."""

    def write(**texts: str) -> Workspace:
        clauses = tmp_path / "templates" / "klausuler"
        for name, text in texts.items():
            (clauses / name).mkdir(parents=True, exist_ok=True)
            (clauses / name / "klausul.yaml").write_text(
                f"tittel: {{nb: {name.title()}}}\nbeskrivelse: Prøve.\n", encoding="utf-8"
            )
            (clauses / name / "nb.md").write_text(text, encoding="utf-8")
        (tmp_path / "templates" / "avtaler").mkdir(exist_ok=True)
        listed = "".join(f"  - {{klausul: {name}, obligatorisk: ja}}\n" for name in texts)
        (tmp_path / "templates" / "avtaler" / "egen.yaml").write_text(
            f"tittel: {{nb: Egen}}\nbeskrivelse: P.\nnummererte_nivåer: 1\nklausuler:\n{listed}",
            encoding="utf-8",
        )
        return Workspace(tmp_path)

    return write


PARTIES = """
mal: egen
status: {tilstand: utkast}
parter:
  - {slag: kommune, navn: Meråker kommune, underskrift: {tittel: Ordfører}}
  - {slag: politi, navn: Trøndelag politidistrikt, enhet: Værnes, underskrift: {tittel: Sjef}}
"""


def text_of(document, section: str) -> str:
    made = next(s for _, s in walk_sections(document.sections) if s.id == section)
    return plain(" ".join(read_text(content) for content in walk_contents(made.blocks)))


def told(workspace: Workspace, text: str = PARTIES) -> list[str]:
    reading, problems = read_agreement(parse(text, "x.yaml"), workspace.library)
    assert reading, problems
    _, problems = assemble(reading)
    root = workspace.root.as_posix() + "/"
    return [f"{p.location} {p.code}".removeprefix(root) for p in problems]


def test_every_name_of_the_scope_has_a_value(own):
    names = [name for name in SCOPE if name not in {"titler", "parter", "periode", "klausuler"}]
    workspace = own(alt="\n".join(f"{name}={{{{ {name} }}}};" for name in names))
    document = assemble_text(PARTIES, workspace)[0].document
    assert text_of(document, "alt") == (
        "kommunen=kommunen; Kommunen=Kommunen; kommunens=kommunens; Kommunens=Kommunens; "
        "kommunenavn=Meråker kommune; sted=Meråker; politinavn=Trøndelag politidistrikt; "
        "politidistrikt=Trøndelag politidistrikt; enhet=Værnes;"
    )


def test_several_municipalities_are_spoken_of_together(own):
    second = "  - {slag: kommune, navn: Frosta kommune, underskrift: {tittel: Ordfører}}\n"
    workspace = own(alt="{{ Kommunen }} {{ kommunens }} {{ kommunenavn }} {{ sted }}")
    document = assemble_text(PARTIES + second, workspace)[0].document
    assert text_of(document, "alt") == (
        "Kommunene kommunenes Meråker kommune og Frosta kommune Meråker og Frosta"
    )
    assert plain(read_text(document.front[0])) == (
        "mellom Meråker kommune, Trøndelag politidistrikt og Frosta kommune"
    )


def test_clauses_and_titles_of_the_agreement_can_be_asked_about(own):
    workspace = own(
        alt='{% if "annen" in klausuler %}Ja.{% endif +%}\n{% if periode %}Nei.{% endif %}'
        "{{ titler.politileder | bestemt }}{% for p in parter %} {{ p.underskrift.tittel }}{% endfor %}",
        annen="Annen.",
    )
    document = assemble_text(PARTIES, workspace)[0].document
    assert text_of(document, "alt") == "Ja. politistasjonssjefen Ordfører Sjef"


def test_a_reference_has_the_number_of_its_section_wherever_it_stands(own):
    workspace = own(en="Se [](#to).", to="Se [](#en).")
    document = assemble_text(PARTIES, workspace)[0].document
    assert references(document) == [("punkt", "2"), ("punkt", "1")]
    turned = assemble_text(PARTIES + "rekkefølge: [to, en]", workspace)[0].document
    assert references(turned) == [("punkt", "2"), ("punkt", "1")]
    assert [(s.id, s.number) for s in turned.sections] == [("to", "1"), ("en", "2")]


def references(document) -> list[tuple[str, str]]:
    return [
        (inline.label, inline.text)
        for _, section in walk_sections(document.sections)
        for content in walk_contents(section.blocks)
        for inline in walk_inlines(content)
        if isinstance(inline, Reference)
    ]


def test_a_reference_to_a_section_without_number_is_its_title():
    local = "lokalt:\n  - {tillegg: formål, tekst: 'Se [](#varighet).', grunn: Prøve.}\n"
    document = assemble_text(SMALLEST + local)[0].document
    assert references(document) == [("", "«Varighet»")]


def test_a_reference_to_an_annex_is_its_number():
    assert references(build_document("sor-varanger")) == [("vedlegg", "1")]


def test_a_reference_to_a_clause_that_is_not_there_is_told_in_the_clause(own):
    assert told(own(en="En.\n\nSe [](#tre).")) == [
        "templates/klausuler/en/nb.md:3:8 reference-unknown"
    ]
    assert told(own(en="Om #tre og annet.\n\nSe [](<#tre>).")) == [
        "templates/klausuler/en/nb.md:3:9 reference-unknown"
    ]


def test_footnotes_are_numbered_in_the_order_of_reading(own):
    workspace = own(
        en="A[^x] B[^y].\n\n[^y]: Andre.\n\n[^x]: Første.", to="C[^x].\n\n[^x]: Tredje."
    )
    document = assemble_text(PARTIES + "rekkefølge: [to, en]", workspace)[0].document
    assert [(n.number, read_text(n.content)) for n in document.footnotes] == [
        (1, "Tredje."), (2, "Første."), (3, "Andre."),
    ]  # fmt: skip
    marks = [
        inline.number
        for section in document.sections
        for content in walk_contents(section.blocks)
        for inline in content
        if isinstance(inline, NoteMark)
    ]
    assert marks == [1, 2, 3]


def test_a_finding_in_a_clause_is_placed_by_its_words(own):
    assert told(own(en="En setning.\n\n> Et sitat.\n")) == [
        "templates/klausuler/en/nb.md:3:1 markup-unsupported"
    ]


def test_a_finding_in_local_words_is_placed_in_the_municipality():
    local = "lokalt:\n  - {tillegg: formål, tekst: '> sitat', grunn: Prøve.}\n"
    reading, _ = read_agreement(parse(SMALLEST + local, "x.yaml"), Workspace(ROOT).library)
    _, problems = assemble(reading)
    assert [(str(p.location), p.field) for p in problems] == [("x.yaml:27:31", "lokalt[1].tekst")]


def test_a_clause_that_says_nothing_is_told(own):
    assert told(own(en="{% if periode %}Perioden.{% endif %}")) == ["x.yaml:2:1 clause-empty"]


def test_a_choice_that_was_left_out_and_is_printed_is_told_once(own):
    assert told(own(en="En.\n{{ periode }}")) == [
        "templates/klausuler/en/nb.md:2:1 template-failed"
    ]


def test_local_words_stand_where_they_belong():
    local = (
        "lokalt:\n"
        "  - {erstatt: varighet, tekst: 'Avtalen gjelder *alltid*.', grunn: Prøve.}\n"
        "  - {tillegg: formål, tekst: Og så dette., grunn: Prøve.}\n"
        "  - {ny: tillit, overskrift: Tillit, etter: formål, tekst: Vi stoler på hverandre., grunn: P.}\n"
    )
    document = assemble_text(SMALLEST + local)[0].document
    assert text_of(document, "varighet") == "Avtalen gjelder alltid."
    assert text_of(document, "formål").endswith("trengs. Og så dette.")
    tillit = document.sections[2]
    assert tillit == Section(
        "tillit",
        (Value("Tillit", ("lokalt", 2, "overskrift")),),
        (Paragraph((Value("Vi stoler på hverandre.", ("lokalt", 2, "tekst")),)),),
    )
