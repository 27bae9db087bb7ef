import shutil
from pathlib import Path

import pytest

from avtalegen import commands
from avtalegen.builds import build
from avtalegen.workspace import Workspace
from avtalegen.writers import FORMATS
from tests.support import ROOT, codes, read_outputs


def test_a_build_writes_every_format_of_every_municipality(workspace):
    shutil.copy(workspace.municipalities / "eksempel.yaml", workspace.municipalities / "annen.yaml")
    built = build(workspace, None, list(FORMATS))
    assert [path.relative_to(workspace.root).as_posix() for path in built.files] == [
        f"build/{name}.{format_}" for name in ("annen", "eksempel") for format_ in FORMATS
    ]
    assert all(path.stat().st_size > 1000 for path in built.files)
    assert not built.problems


def test_a_build_writes_the_format_and_the_folder_that_were_asked_for(workspace, tmp_path):
    built = build(workspace, ["eksempel"], ["md", "md"], tmp_path / "ut")
    assert [path.as_posix() for path in built.files] == [
        (tmp_path / "ut" / "eksempel.md").as_posix()
    ]


def test_a_mistake_in_one_is_told_and_keeps_no_other_from_being_written(workspace):
    good = (workspace.municipalities / "eksempel.yaml").read_text(encoding="utf-8")
    (workspace.municipalities / "annen.yaml").write_text(
        good.replace("minst: 2", "minst: to"), encoding="utf-8"
    )
    (workspace.municipalities / "tom.yaml").write_text("", encoding="utf-8")
    built = build(workspace, None, ["md"])
    assert codes(built.problems) == ["value-not-integer", "file-empty"]
    assert [*read_outputs(workspace.default_output)] == ["eksempel.md"]
    assert built.files == (workspace.default_output / "eksempel.md",)


def test_a_warning_does_not_stop_a_build(workspace, municipality):
    text = municipality.read_text(encoding="utf-8")
    municipality.write_text(
        text.replace("saksliste_uker: 1", "gjester_fra: [skoler]"), encoding="utf-8"
    )
    built = build(workspace, None, ["md"])
    assert codes(built.problems) == ["value-no-trace"]
    assert len(built.files) == 1


def test_an_earlier_file_is_left_as_it_was_when_there_is_an_error(workspace, municipality):
    (path,) = build(workspace, None, ["md"]).files
    before = path.read_bytes()
    municipality.write_text("mal: borte\n", encoding="utf-8")
    assert "template-unknown" in codes(build(workspace, None, ["md"]).problems)
    assert path.read_bytes() == before


def test_an_unknown_name_is_a_problem_and_nothing_is_written(workspace):
    assert codes(build(workspace, ["eksempel", "borte"], ["md"]).problems) == ["name-unknown"]
    assert not workspace.default_output.exists()


def test_a_broken_style_is_a_problem(workspace):
    style = workspace.root / "templates" / "stil" / "stil.yaml"
    style.parent.mkdir(parents=True)
    style.write_text("farge: {aksent: blå}\n", encoding="utf-8")
    built = build(Workspace(workspace.root), None, ["md"])
    assert codes(built.problems) == ["value-not-colour"]


def test_what_is_tracked_is_every_name(workspace):
    seen = []
    build(workspace, None, ["md"], track=lambda names: [seen.append(n) or n for n in names])
    assert seen == ["eksempel"]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_make_no_difference(workspace, municipality, ends):
    (path,) = build(workspace, None, ["md"]).files
    before, text = path.read_bytes(), municipality.read_text(encoding="utf-8")
    municipality.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", ends).encode())
    build(workspace, None, ["md"])
    assert path.read_bytes() == before


def test_a_municipality_is_added_by_copying_a_file(workspace, municipality):
    text = municipality.read_text(encoding="utf-8").replace(
        "Eksempel kommune", "Guovdageainnu suohkan"
    )
    (workspace.municipalities / "kautokeino.yaml").write_text(text, encoding="utf-8")
    built = build(workspace, ["kautokeino"], ["md"])
    assert "mellom Guovdageainnu suohkan og" in built.files[0].read_text(encoding="utf-8")


def test_a_clause_with_a_choice_is_added_with_one_folder_and_no_python(workspace, municipality):
    """One folder for the clause, its name in the agreement template, and the choice in the file."""
    templates = workspace.root / "templates"
    clause = templates / "klausuler" / "barnas_stemme"
    clause.mkdir(parents=True)
    (clause / "klausul.yaml").write_text(
        "tittel: {nb: Barnas stemme}\n"
        "beskrivelse: Hvordan barn og unge blir hørt.\n"
        "valg:\n"
        "  møter:\n"
        "    type: frekvens\n"
        "    hjelp: Hvor ofte politirådet møter ungdomsrådet.\n"
        "    eksempel: {minst: 1}\n",
        encoding="utf-8",
    )
    (clause / "nb.md").write_text(
        'Politirådet {{ valg.møter | verb("møter", "møte") }} ungdomsrådet {{ valg.møter }}.\n',
        encoding="utf-8",
    )
    shipped = (
        Workspace(workspace.root).library.folders[-1].path / "avtaler" / "samarbeidsavtale.yaml"
    )
    listed = shipped.read_text(encoding="utf-8").replace(
        "  - {klausul: forpliktelser,", "  - {klausul: barnas_stemme}\n  - {klausul: forpliktelser,"
    )
    (templates / "avtaler").mkdir()
    (templates / "avtaler" / "samarbeidsavtale.yaml").write_text(listed, encoding="utf-8")
    text = municipality.read_text(encoding="utf-8")
    municipality.write_text(text + "\nbarnas_stemme:\n  møter: {minst: 2}\n", encoding="utf-8")
    built = build(Workspace(workspace.root), None, ["md", "docx"])
    assert not built.problems
    written = built.files[0].read_text(encoding="utf-8")
    assert "## Barnas stemme\n\nPolitirådet møter ungdomsrådet minst to ganger i året.\n" in written
    municipality.write_text(text + "\nbarnas_stemme: {}\n", encoding="utf-8")
    (problem,) = build(Workspace(workspace.root), None, ["md"]).problems
    assert "Hvor ofte politirådet møter ungdomsrådet" in str(problem.hint)


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "tests" / "bad_inputs").iterdir()))
def test_no_file_whatever_it_holds_is_built_or_crashes(workspace, municipality, name):
    municipality.write_bytes((ROOT / "tests" / "bad_inputs" / name).read_bytes())
    built = build(workspace, None, ["md"])
    assert not built.files
    assert built.problems
    assert all(p.location.line for p in built.problems)


def test_a_check_finds_what_is_wrong_in_templates_that_nobody_uses(workspace):
    own = workspace.root / "templates" / "klausuler" / "ny"
    own.mkdir(parents=True)
    (own / "klausul.yaml").write_text(
        "tittel: {nb: Ny}\nbeskrivelse: En prøve.\n", encoding="utf-8"
    )
    (own / "nb.md").write_text("{{ valg.ukjent }}\n", encoding="utf-8")
    (own / "nn.md").write_text("{{ valg.ukjend }}\n", encoding="utf-8")
    kinds = workspace.root / "templates" / "avtaler"
    kinds.mkdir()
    (kinds / "egen.yaml").write_text(
        "tittel: {nb: E}\nbeskrivelse: B.\nklausuler:\n  - {klausul: finnes_ikke}\n",
        encoding="utf-8",
    )
    found = commands.check(Workspace(workspace.root))
    told = {(Path(p.location.file).name, p.code) for p in found.problems}
    assert told == {
        ("nb.md", "template-variable"),
        ("nn.md", "template-variable"),
        ("egen.yaml", "clause-unknown"),
    }
    assert commands.check(Workspace(workspace.root), ["eksempel"]).problems == []


def test_a_check_tells_of_the_style_and_of_the_municipalities_at_once(workspace, municipality):
    style = workspace.root / "templates" / "stil"
    style.mkdir(parents=True)
    (style / "stil.yaml").write_text("skrift: 1\n", encoding="utf-8")
    municipality.write_text("mal: ukjent\n", encoding="utf-8")
    found = commands.check(Workspace(workspace.root))
    assert {Path(p.location.file).name for p in found.problems} == {"stil.yaml", "eksempel.yaml"}
    assert found.checked == 1


def test_an_unknown_name_is_told_by_a_check_too(workspace):
    assert [p.code for p in commands.check(workspace, ["eksempl"]).problems] == ["name-unknown"]


def test_a_file_among_the_clause_folders_is_no_clause(workspace):
    inside = workspace.root / "templates" / "klausuler"
    inside.mkdir(parents=True)
    (inside / "README.md").write_text("Her er klausulene.\n", encoding="utf-8")
    assert commands.check(Workspace(workspace.root)).problems == []


def test_what_is_no_ordinary_file_is_told_and_not_waited_for(workspace, named_pipe):
    named_pipe.rename(workspace.municipalities / "pipe.yaml")
    assert [p.code for p in commands.check(workspace).problems] == ["input-failed"]


def test_a_name_with_its_ending_is_told_without_it(workspace):
    (problem,) = commands.check(workspace, ["eksempel.yaml"]).problems
    assert (problem.code, str(problem.hint)) == ("name-unknown", "write eksempel")


@pytest.mark.parametrize("folder", ["kommuner", "kommuner/ferdig", "templates"])
def test_agreements_are_not_written_among_what_they_are_made_from(folder, workspace):
    (workspace.root / "templates").mkdir()
    before = set(workspace.root.rglob("*"))
    built = build(workspace, None, ["md"], workspace.root / folder)
    assert codes(built.problems) == ["output-input"]
    assert set(workspace.root.rglob("*")) == before
