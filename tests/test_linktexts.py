import pytest

from avtalegen import commands
from avtalegen.linktexts import find_vague
from avtalegen.workspace import Workspace
from tests.support import SMALLEST

VAGUE = [
    "her", "Her", "hit", "klikk her", "Trykk her", "les mer", "Les meir", "les mer her", "mer",
    "denne lenken", "denne lenka", "denne lenkja", "lenke", "lenkja", "link", "nettside",
    "nettsiden", "nettsidene", "se denne nettsiden", "følg denne lenken", "klikk på lenken",
    "**her**", "her.", "«her»", "  her ", "mer informasjon", "dette dokumentet",
]  # fmt: skip
CLEAR = [
    "veilederen for politiråd", "www.politiet.no", "kommunens nettside", "politiets nettsider",
    "Les mer om politirådet", "herredsstyret", "nettsiden til Rana kommune", "merverdi", "Herøy",
    "søknadsskjema", "02800",
]  # fmt: skip


@pytest.mark.parametrize("words", VAGUE)
def test_words_that_any_link_could_have_are_found(words):
    assert [*find_vague(f"Se [{words}](https://a.no) og [b](#c).")] == [(4, words)]
    assert [*find_vague(f"Se [{words}][1].\n\n[1]: https://a.no")] == [(4, words)]


@pytest.mark.parametrize("words", CLEAR)
def test_words_that_say_where_the_link_goes_are_not(words):
    assert [*find_vague(f"Se [{words}](https://a.no).")] == []


@pytest.mark.parametrize(
    "text", ["Se her (https://a.no).", r"\[her](a)", "![her](a.png)", "[^her](a)", "[her] (a)", "[](#her)"]
)  # fmt: skip
def test_what_is_no_link_is_no_link(text):
    assert [*find_vague(text)] == []


def told(workspace: Workspace) -> list[str]:
    return [f"{p.location} {p.code}" for p in commands.check(workspace).problems]


def test_a_link_in_own_words_is_told_where_it_stands(workspace, municipality):
    local = (
        "lokalt:\n  - tillegg: varighet\n    grunn: P.\n    tekst: |\n"
        "      Her står det. Se [her](https://a.no).\n\n      Og [her](https://b.no).\n"
    )
    municipality.write_text(SMALLEST + local, encoding="utf-8")
    name = municipality.as_posix()
    assert told(workspace) == [f"{name}:30:25 link-text", f"{name}:32:11 link-text"]
    silent = local.replace("tekst: |", "tekst: |  # avtalegen: ignore[link-text] Slik er det.")
    municipality.write_text(SMALLEST + silent, encoding="utf-8")
    assert told(workspace) == []


def test_a_link_in_an_own_clause_is_told_where_it_stands(workspace, municipality):
    inside = workspace.root / "templates" / "klausuler" / "varighet"
    inside.mkdir(parents=True)
    (inside / "klausul.yaml").write_text("tittel: {nb: V}\nbeskrivelse: B.\n", encoding="utf-8")
    (inside / "nb.md").write_text("Se her.\nLes [denne siden](https://a.no).\n", encoding="utf-8")
    municipality.write_text(SMALLEST, encoding="utf-8")
    name = (inside / "nb.md").as_posix()
    assert told(Workspace(workspace.root)) == [f"{name}:2:6 link-text"]
