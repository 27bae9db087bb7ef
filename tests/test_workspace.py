import pytest

from avtalegen import workspace as workspaces
from avtalegen.problems import AvtalegenError
from avtalegen.workspace import Workspace, find_shipped_templates, is_usable_name
from tests.support import MUNICIPALITIES, ROOT, codes, read_look


def failing(call) -> list[str]:
    with pytest.raises(AvtalegenError) as caught:
        call()
    return codes(caught.value.problems)


@pytest.mark.parametrize(
    "name",
    ["../utenfor", "/abs", "a/b", "CON", "con", "nul", "aux.txt", "com1", "a:b", "a*b", "a ", "a.", "a\nb",
     "\u202ea", "-rf", "", "x" * 300, "Tromsø", "tromsø"],
)  # fmt: skip
def test_names_that_some_system_refuses_are_refused_on_all(name):
    assert not is_usable_name(name)


@pytest.mark.parametrize("name", ["tromso", "sor-varanger", "a", "3-kommuner", "x" * 80, "console"])
def test_names_of_small_letters_digits_and_hyphens_are_usable(name):
    assert is_usable_name(name)


def test_all_municipalities_are_listed_by_name():
    assert set(MUNICIPALITIES) <= set(Workspace(ROOT).list_names()[0])


def test_an_unknown_name_gets_the_nearest(workspace):
    with pytest.raises(AvtalegenError) as caught:
        workspace.find_names(["eksempl", "eksempel", "xyz"])
    assert [(p.code, str(p.hint)) for p in caught.value.problems] == [
        ("name-unknown", "did you mean eksempel?"),
        ("name-unknown", "use one of: eksempel"),
    ]


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("kommuner/eksempel.yaml", "write eksempel"),
        ("kommuner\\eksempel.yaml", "write eksempel"),
        ("eksempel.yaml", "write eksempel"),
        ("eksempel,annen", "write eksempel annen"),
        ("eksempel, annen", "write eksempel annen"),
        ("x" * 5_000, "use one of: annen, eksempel"),
    ],
)
def test_a_name_that_is_written_as_a_file_or_a_list_is_understood_but_not_taken(
    workspace, asked, hint
):
    (workspace.municipalities / "annen.yaml").write_text("mal: x\n", encoding="utf-8")
    with pytest.raises(AvtalegenError) as caught:
        workspace.find_names([asked])
    assert [(p.code, str(p.hint)) for p in caught.value.problems] == [("name-unknown", hint)]


def test_a_name_is_built_once(workspace):
    assert workspace.find_names(["eksempel", "eksempel"]) == ["eksempel"]


def test_a_name_cannot_lead_outside_the_folder(workspace):
    (workspace.root / "eksempel").write_text("a", encoding="utf-8")
    for name in ("../eksempel", (workspace.root / "eksempel").as_posix(), "/etc/passwd"):
        assert failing(lambda name=name: workspace.find_names([name])) == ["name-unknown"]


def test_a_file_in_the_place_of_the_municipalities_is_called_no_folder(tmp_path):
    (tmp_path / "kommuner").write_text("a", encoding="utf-8")
    with pytest.raises(AvtalegenError) as caught:
        Workspace(tmp_path).list_names()
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.details["reason"])) == ("input-failed", "it is no folder")


def test_a_folder_without_municipalities_is_told(tmp_path):
    assert failing(Workspace(tmp_path).list_names) == ["file-missing"]


def test_hidden_files_and_other_files_are_no_municipalities(workspace):
    (workspace.municipalities / ".skjult.yaml").write_text("x")
    (workspace.municipalities / "LESMEG.md").write_text("x")
    assert workspace.list_names() == (["eksempel"], [])


def test_a_workspace_without_templates_has_the_shipped_ones(workspace):
    assert [folder.path for folder in workspace.library.folders] == [find_shipped_templates()]
    assert workspace.read_look() == (read_look(), [])


def test_a_workspace_can_have_a_look_and_clauses_of_its_own(workspace):
    own = workspace.root / "templates" / "stil"
    own.mkdir(parents=True)
    (own / "stil.yaml").write_text('farge: {aksent: "5c1b1b"}\n', encoding="utf-8")
    assert Workspace(workspace.root).read_look()[0].style.farge.aksent == "5C1B1B"
    assert len(Workspace(workspace.root).library.folders) == 2


def test_the_templates_of_a_checkout_are_read_once():
    assert len(Workspace(ROOT).library.folders) == 1


def test_without_any_style_the_error_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(workspaces, "find_shipped_templates", lambda: tmp_path)
    assert failing(Workspace(tmp_path).read_look) == ["library-missing"]


def test_a_file_with_a_name_that_cannot_be_used_is_found_and_told(workspace):
    for name in ("Alta kommune.yaml", "alta.yml", "Alta.yaml"):
        (workspace.municipalities / name).write_text("mal: x\n", encoding="utf-8")
    for asked in ("Alta kommune", "alta", "Alta", "alta.yml"):
        assert failing(lambda asked=asked: workspace.find_names([asked])) == ["name-unusable"]
