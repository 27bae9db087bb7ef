import shutil

import pytest

from avtalegen.clauses import Folder, Library
from avtalegen.problems import AvtalegenError, Location
from avtalegen.validation import validate, write_flow
from tests.support import ROOT, codes, parse

ASKED = Location("kommuner/prøve.yaml", 3, 1)


@pytest.fixture
def folder(tmp_path):
    """A template folder with one clause and one agreement template."""
    write(
        tmp_path,
        "klausuler/hilsen/klausul.yaml",
        """
tittel: {nb: Hilsen, nn: Helsing}
beskrivelse: Sier hei.
valg:
  hvem: {type: tekst, hjelp: Hvem vi hilser.}
""",
    )
    write(tmp_path, "klausuler/hilsen/nb.md", "Hei, {{ valg.hvem }}.\n")
    write(
        tmp_path,
        "avtaler/prøve.yaml",
        """
tittel: {nb: Prøve}
beskrivelse: En prøve.
klausuler: [{klausul: hilsen, obligatorisk: ja}]
""",
    )
    return Folder(tmp_path, "templates")


def write(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def problems(folder, clause="hilsen", language="nb") -> list[str]:
    with pytest.raises(AvtalegenError) as caught:
        Library((folder,)).read_clause(clause, language, ASKED)
    return [f"{p.location} {p.code}" for p in caught.value.problems]


def test_a_clause_is_a_folder_with_its_choices_and_its_text(folder):
    clause = Library((folder,)).read_clause("hilsen", "nb", ASKED)
    assert clause.declaration.tittel.say("nn") == "Helsing"
    assert list(clause.model.model_fields) == ["hvem"]
    assert clause.source.name == "templates/klausuler/hilsen/nb.md"


def test_an_agreement_template_lists_its_clauses(folder):
    template = Library((folder,)).read_template("prøve", ASKED)
    assert [entry.klausul for entry in template.walk()] == ["hilsen"]
    assert Library((folder,)).list_templates() == ["prøve"]
    assert Library((folder,)).list_clauses() == ["hilsen"]


def test_what_has_been_read_is_not_read_again(folder):
    library = Library((folder,))
    assert library.read_clause("hilsen", "nb", ASKED) is library.read_clause("hilsen", "nb", ASKED)


def test_the_first_folder_overrides_the_second_clause_by_clause(folder, tmp_path):
    own = tmp_path / "egne"
    shutil.copytree(folder.path / "klausuler" / "hilsen", own / "klausuler" / "hilsen")
    write(own, "klausuler/hilsen/nb.md", "God dag, {{ valg.hvem }}.\n")
    library = Library((Folder(own, "egne"), folder))
    assert library.read_clause("hilsen", "nb", ASKED).source.text.startswith("God dag")
    assert library.read_template("prøve", ASKED)


def test_a_name_that_is_not_there_is_placed_where_it_was_asked_for(folder):
    assert problems(folder, "hilsn") == ["kommuner/prøve.yaml:3:1 clause-unknown"]
    with pytest.raises(AvtalegenError) as caught:
        Library((folder,)).read_template("prøven", ASKED)
    assert str(caught.value.problems[0].hint) == "did you mean prøve?"


def test_a_clause_without_text_in_the_målform_says_which_file_to_write(folder):
    with pytest.raises(AvtalegenError) as caught:
        Library((folder,)).read_clause("hilsen", "nn", ASKED)
    assert "nn.md" in str(caught.value.problems[0].hint)


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("klausuler/hilsen/nb.md", "Hei, {{ valg.hvm }}{{ valg.hvem }}.", "templates/klausuler/hilsen/nb.md:1:9 template-variable"),
        ("klausuler/hilsen/nb.md", "Hei.", "templates/klausuler/hilsen/klausul.yaml:5:3 choice-unread"),
        ("klausuler/hilsen/nb.md", "Hei, {% if %}", "templates/klausuler/hilsen/nb.md:1:6 template-syntax"),
        ("klausuler/hilsen/nb.md", "Hei\x07, {{ valg.hvem }}.", "templates/klausuler/hilsen/nb.md:1:4 file-character"),
        ("klausuler/hilsen/klausul.yaml", "tittel: {nb: H}\nbeskrivelse: H.\nvalgg: {}", "templates/klausuler/hilsen/klausul.yaml:3:1 key-unknown"),
        ("klausuler/hilsen/klausul.yaml", "tittel: {nb: H}\nbeskrivelse: H.\nvalg: {hvem: {type: tekst}}", "templates/klausuler/hilsen/klausul.yaml:3:8 value-missing"),
        ("klausuler/hilsen/klausul.yaml", "tittel: {nb: H}\nbeskrivelse: H.\nhjemler: [borte]\nvalg: {hvem: {type: tekst, hjelp: H.}}", "templates/klausuler/hilsen/klausul.yaml:3:11 legal-basis-unknown"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_clause_is_placed_in_its_own_file(folder, file, text, problem):
    write(folder.path, file, text)
    assert problems(folder) == [problem]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("klausuler: [{klausul: a}, {klausul: a}]", "clause-twice"),
        ("klausuler: []", "list-empty"),
        ("nummererte_nivåer: 3\nklausuler: [{klausul: a}]", "value-out-of-range"),
        ("klausuler: [{klausul: a, underklausuler: [{klausul: b, underklausuler: [{klausul: c, underklausuler: [{klausul: d}]}]}]}]", "template-too-deep"),
    ],
)  # fmt: skip
def test_a_mistake_in_an_agreement_template_is_told(folder, text, code):
    write(folder.path, "avtaler/prøve.yaml", f"tittel: {{nb: P}}\nbeskrivelse: P.\n{text}\n")
    with pytest.raises(AvtalegenError) as caught:
        Library((folder,)).read_template("prøve", ASKED)
    assert codes(caught.value.problems) == [code]


def shipped() -> Library:
    return Library((Folder(ROOT / "templates", "templates"),))


@pytest.mark.parametrize("name", shipped().list_templates())
def test_every_shipped_template_names_clauses_that_are_there(name):
    library = shipped()
    for entry in library.read_template(name, ASKED).walk():
        assert library.read_clause(entry.klausul, "nb", ASKED)


@pytest.mark.parametrize("name", shipped().list_clauses())
def test_every_shipped_clause_is_whole(name):
    library = shipped()
    clause = library.read_clause(name, "nb", ASKED)
    declaration = clause.declaration
    assert not library.problems
    assert declaration.tittel.nn, "a title in nynorsk"
    assert declaration.beskrivelse.endswith(".")
    for choice in walk_choices(declaration.valg):
        assert choice.hjelp.strip().endswith((".", "»."))
    for key, choice in declaration.valg.items():
        simple = choice.type == "ja_nei" or choice.standard is not None
        assert simple or choice.eksempel is not None, f"{key} has no example"


@pytest.mark.parametrize("name", shipped().list_clauses())
def test_every_example_and_default_can_be_pasted(name):
    clause = shipped().read_clause(name, "nb", ASKED)
    for key, choice in clause.declaration.valg.items():
        if choice.eksempel is None:
            continue
        _, problems = validate(parse(f"{key}: {write_flow(choice.eksempel)}"), clause.model)
        assert [p for p in problems if p.code != "value-missing"] == []


def walk_choices(choices):
    for choice in choices.values():
        yield choice
        yield from walk_choices(choice.felt)
        if choice.av:
            yield from walk_choices(choice.av.felt)


def test_every_clause_is_used_by_an_agreement_template():
    library = shipped()
    used = {
        e.klausul for n in library.list_templates() for e in library.read_template(n, ASKED).walk()
    }
    assert set(library.list_clauses()) == used


def test_every_legal_basis_is_used_and_says_where_it_was_read():
    library = shipped()
    named = {
        basis
        for name in library.list_clauses()
        for basis in library.read_clause(name, "nb", ASKED).declaration.hjemler
    }
    assert set(library.legal_bases.hjemler) == named


def test_every_default_and_example_is_a_value_of_its_choice(folder):
    write(
        folder.path,
        "klausuler/hilsen/klausul.yaml",
        """tittel: {nb: Hilsen}
beskrivelse: En prøve.
valg:
  hvem: {type: ett_av, hjelp: Hvem., alternativer: {alle: Alle, en: Én}, standard: ingen, eksempel: noen}
  når: {type: liste, av: {type: heltall, høyst: 3}, hjelp: Når., eksempel: [1, 4, to]}
  ting:
    type: objekt
    hjelp: Hva.
    felt:
      a: {type: heltall, hjelp: Hvor mange., eksempel: 2}
      b: {type: dato, hjelp: Dagen., standard: i går}
""",
    )
    write(
        folder.path,
        "klausuler/hilsen/nb.md",
        "Hei, {{ valg.hvem }} {{ valg.når | liste }} {{ valg.ting.a }} {{ valg.ting.b }}.\n",
    )
    assert sorted(problems(folder)) == [
        "templates/klausuler/hilsen/klausul.yaml:11:48 choice-default",
        "templates/klausuler/hilsen/klausul.yaml:4:101 choice-example",
        "templates/klausuler/hilsen/klausul.yaml:4:84 choice-default",
        "templates/klausuler/hilsen/klausul.yaml:5:76 choice-example",
    ]
