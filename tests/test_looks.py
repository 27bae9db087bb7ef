import pytest

from avtalegen import builds, commands, looks
from avtalegen import workspace as workspaces
from avtalegen.problems import AvtalegenError, Problem
from avtalegen.style import Style
from avtalegen.workspace import Workspace
from tests.attachments import make_jpeg, make_png, make_word, save
from tests.support import codes, read_look


@pytest.fixture
def style(workspace):
    """Writes the style of a workspace; gives its look and its problems."""

    def write(text: str):
        save(workspace.root / "templates" / "stil" / "stil.yaml", text.encode())
        return Workspace(workspace.root).read_look()

    return write


def refuse(style, text: str) -> list[Problem]:
    with pytest.raises(AvtalegenError) as caught:
        style(text)
    return [*caught.value.problems]


# Each key of a style, with another value than the shipped one.
SINGLE = {
    "skrift": {"brødtekst": "Cambria", "overskrift": "Cambria"},
    "størrelse": dict.fromkeys(("tittel", "undertittel", "overskrift_1", "overskrift_2", "overskrift_3", "brødtekst", "tabell", "liten"), "13"),
    "farge": dict.fromkeys(("tekst", "aksent", "dempet", "linje"), '"123456"'),
    "marg": dict.fromkeys(("topp", "bunn", "venstre", "høyre"), "33"),
}  # fmt: skip


def test_every_key_of_a_style_is_tried_here():
    assert set(SINGLE) == set(Style.model_fields)
    for key, field in Style.model_fields.items():
        assert set(SINGLE[key]) == set(field.annotation.model_fields)


@pytest.mark.parametrize(
    ("key", "inner", "value"), [(k, i, v) for k, inside in SINGLE.items() for i, v in inside.items()]
)  # fmt: skip
def test_a_workspace_changes_one_thing_and_keeps_the_rest(style, key, inner, value):
    look, problems = style(f"{key}:\n  {inner}: {value}\n")
    assert problems == []
    expected, changed = read_look().style.model_dump(), look.style.model_dump()
    assert str(changed[key].pop(inner)).removesuffix(".0") == value.strip('"')
    del expected[key][inner]
    assert changed == expected


@pytest.mark.parametrize(
    ("text", "place", "code", "mend"),
    [
        ("skrft:\n  brødtekst: Arial\n", "1:1", "key-unknown", "did you mean skrift?"),
        ("farge:\n  aksen: '123456'\n", "2:3", "key-unknown", "did you mean aksent?"),
        ("farge: '123456'\n", "1:8", "value-not-mapping", None),
        ("farge:\n", "1:1", "value-empty", None),
        ("farge:\n  aksent: blå\n", "2:11", "value-not-colour", None),
        ("marg: {venstre: 99, høyre: 99}\n", "1:7", "value-margins", None),
        ("marg:\n  venstre: 100\n\n  høyre: 60\n", "2:3", "value-margins", None),
        ("logoer: {Rana: logoer/rana.png}\n", "1:16", "value-not-mapping", None),
        ("logoer: {Rana: {alt: Rana}}\n", "1:10", "value-missing", None),
        ("# bare en merknad\n", "1:1", "file-empty", None),
    ],
)
def test_a_mistake_is_placed_in_the_file_where_it_stands(style, workspace, text, place, code, mend):
    (problem,) = refuse(style, text)
    file = (workspace.root / "templates" / "stil" / "stil.yaml").as_posix()
    assert (str(problem.location), problem.code) == (f"{file}:{place}", code)
    assert mend in {None, str(problem.hint)}


def test_a_mistake_in_the_shipped_style_is_placed_there(style, tmp_path, monkeypatch):
    shipped = tmp_path / "med"
    save(shipped / "stil" / "stil.yaml", b"skrift: {}\n")
    monkeypatch.setattr(workspaces, "find_shipped_templates", lambda: shipped)
    for problem in refuse(style, "farge:\n  aksent: '123456'\n"):
        assert problem.location.file == "avtalegen/templates/stil/stil.yaml"


def test_a_comment_silences_a_warning_of_a_style(style, workspace):
    save(workspace.root / "logoer" / "a.png", make_png())
    line = "logoer: {Rana: {fil: logoer/a.png}}"
    assert codes(style(f"{line}\n")[1]) == ["logo-no-alt"]
    assert style(f"{line}  # avtalegen: ignore[logo-no-alt] Bare pynt.\n")[1] == []


def test_the_logos_of_a_style_are_read_by_the_names_of_parties(style, workspace):
    save(workspace.root / "logoer" / "a.png", make_png())
    save(workspace.root / "logoer" / "b.jpg", make_jpeg())
    look, problems = style(
        "logoer:\n  Rana kommune: {fil: logoer/a.png, alt: Rana}\n"
        "  Nordland: {fil: logoer/b.jpg, alt: Politiet}\n  Alta: {fil: logoer/c.png, alt: Alta}\n"
    )
    assert {name: (p.kind, p.alt) for name, p in look.logos.items()} == {
        "Rana kommune": ("png", "Rana"),
        "Nordland": ("jpeg", "Politiet"),
    }
    (problem,) = problems
    assert (problem.code, problem.field) == ("file-absent", "logoer.Alta.fil")


def test_the_word_template_lies_beside_the_style_that_names_it(style, workspace):
    inside = workspace.root / "templates" / "stil"
    save(inside / "vår mal.docx", make_word())
    look, problems = style("wordmal: vår mal.docx\n")
    assert (look.word_template, problems) == (make_word(), [])
    (problem,) = style("wordmal: var-mal.docx\n")[1]
    assert (problem.code, str(problem.hint)) == ("file-absent", "did you mean vår mal.docx?")
    save(inside / "vår mal.docx", make_word({"word/vbaProject.bin": "x"}))
    look, problems = style("wordmal: vår mal.docx\n")
    assert (look.word_template, codes(problems)) == (b"", ["word-macros"])


def test_a_word_template_of_too_many_bytes_is_not_read(style, workspace):
    save(workspace.root / "templates" / "stil" / "mal.docx", b"PK" + b"\0" * 10_000_000)
    (problem,) = style("wordmal: mal.docx\n")[1]
    assert problem.code == "word-too-large"
    assert "10\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}002 bytes" in str(problem.message)


def test_a_word_file_that_no_style_names_is_told(style, workspace):
    save(workspace.root / "templates" / "stil" / "mal.docx", make_word())
    save(workspace.root / "templates" / "stil" / "~$mal.docx", b"")  # of Word, while it is open
    for text in (None, "farge:\n  aksent: '123456'\n"):
        problems = style(text)[1] if text else Workspace(workspace.root).read_look()[1]
        (problem,) = problems
        assert problem.code == "template-folder"
        assert str(problem.hint) == "write wordmal: mal.docx in stil.yaml"
    assert style("wordmal: mal.docx\n")[1] == []


def test_without_a_word_template_nothing_is_loaded_for_it(workspace):
    import subprocess
    import sys

    code = (
        "import sys; from avtalegen.workspace import Workspace; from pathlib import Path;"
        f"Workspace(Path({str(workspace.root)!r})).read_look();"
        "assert not {'avtalegen.wordfiles', 'avtalegen.pictures', 'docx'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_error_in_the_look_stops_a_build_and_a_check_tells_the_same(style, workspace):
    style("wordmal: borte.docx\n")
    made = Workspace(workspace.root)
    built = builds.build(made, None, ["md"])
    assert (built.files, codes(built.problems)) == ((), ["file-absent"])
    assert codes(commands.check(Workspace(workspace.root)).problems) == ["file-absent"]


def test_what_stands_above_wins_on_every_level():
    below = {"a": {"b": "1", "c": "2"}, "d": "3", "e": {"f": "4"}}
    above = {"a": {"c": "5"}, "e": "6", "g": {"h": "7"}}
    assert looks.merge(below, above) == {
        "a": {"b": "1", "c": "5"}, "d": "3", "e": "6", "g": {"h": "7"}
    }  # fmt: skip
    assert looks.merge(below, {}) == below
    assert looks.merge({}, above) == above
