"""Each case is made as people make it: by editing files in a clone."""

import shutil
import subprocess
from pathlib import Path

import pytest

from avtalegen.pushes.comparing import compare_revisions
from avtalegen.pushes.ranges import read_range
from avtalegen.workspace import Workspace
from tests.attachments import make_png, save
from tests.pushes.repository import CLAUSE, Repository, make_text, tell, tell_ways
from tests.support import MUNICIPALITIES, ROOT, SMALLEST, codes

HASTE = make_text("Bø", **{"  saksliste_uker: 1\n": "  kort_varsel: ja\n  saksliste_uker: 3\n"})
SIGNED = make_text(
    "Åmot", **{"{tilstand: utkast}": "{tilstand: signert, sted: Åmot, dato: 2027-01-04}"}
)
ADOPTED = make_text("Dal", **{"tilstand: utkast": "tilstand: vedtatt"})


@pytest.fixture
def kept(tmp_path) -> Repository:
    """Four agreements: Ask and Bø are drafts, Dal is adopted, Åmot is signed."""
    texts = {"ask": make_text("Ask"), "bo": HASTE, "dal": ADOPTED, "amot": SIGNED}
    return Repository(tmp_path, texts)


def test_nothing_changes_where_nothing_was_edited(kept):
    found = kept.compare()
    assert not found.differs
    assert (found.total, found.idle, found.agreements) == (4, (), {})


def test_a_shared_clause_is_told_once_for_each_way_it_changes(kept):
    kept.edit_clause("politirådets_møter", "på kort varsel", "på én dags varsel")
    kept.edit_clause("politirådets_møter", "Sakslisten sendes ut", "Sakslisten sendes ut digitalt")
    (shared,) = kept.compare().shared
    assert (shared.id, shared.title) == ("politirådets_møter", "Politirådets møter")
    first, second = tell_ways(shared)
    assert first[0] == ["amot", "ask", "dal"]
    assert [said.split(" senest")[0] for said in first[1]] == ["Sakslisten sendes ut {+digitalt+}"]
    assert second[0] == ["bo"]
    assert "på [-kort-] {+én dags+} varsel" in second[1][0]
    assert "sendes ut {+digitalt+}" in second[1][1]


def test_a_shared_clause_is_called_by_its_own_heading(kept):
    kept.edit("kommuner/amot.yaml", "varighet: ja", "varighet: ja\noverskrifter: {varighet: Tid}")
    kept.keep("v2")
    kept.edit_clause("varighet", "Avtalen gjelder", "Denne avtalen gjelder")
    (shared,) = kept.compare("v2").shared
    assert (shared.title, len(shared.names)) == ("Varighet", 4)


def test_values_beside_and_in_a_change_do_not_make_it_another(kept):
    kept.edit_clause("varighet", "Avtalen gjelder", "I {{ kommunenavn }} gjelder avtalen")
    (shared,) = kept.compare().shared
    ((names, said),) = tell_ways(shared)
    assert names == ["amot", "ask", "bo", "dal"]
    assert said[0].startswith("[-Avtalen gjelder-] {+I Åmot kommune gjelder avtalen+} for perioden")


def test_how_many_rows_and_values_there_are_does_not_make_it_another_change(kept):
    rector = "    - {rolle: rektor, part: kommune}\n    - {rolle: politistasjonssjef"
    kept.edit("kommuner/bo.yaml", "    - {rolle: politistasjonssjef", rector)
    kept.edit(
        "kommuner/bo.yaml", "leder: [ordføreren]", "leder: [ordføreren, politistasjonssjefen]"
    )
    kept.keep("v2")
    kept.edit_clause("politirådets_medlemmer", "| {{ Kommunen }} |", "| Egen {{ kommunen }} |")
    kept.edit_clause(
        "politirådets_medlemmer", "leder politirådet", "leder {{ valg.leder | liste }}"
    )
    (shared,) = kept.compare("v2").shared
    ((names, said),) = tell_ways(shared)
    assert names == ["amot", "ask", "bo", "dal"]
    assert said == [
        "Ordfører | [-Kommunen-] {+Egen kommunen+}",
        "Ordføreren leder [-politirådet-] {+ordføreren+} .",
    ]


def test_the_same_words_in_another_sentence_are_another_change(kept):
    kept.edit("kommuner/bo.yaml", "  saksliste_uker: 3\n", "")
    kept.keep("v2")
    kept.edit_clause("politirådets_møter", "kan rådet møtes", "kan rådet alltid møtes")
    kept.edit_clause("politirådets_møter", "Sakslisten sendes ut", "Sakslisten sendes alltid ut")
    (shared,) = kept.compare("v2").shared
    assert [names for names, _said in tell_ways(shared)] == [["amot", "ask", "dal"], ["bo"]]


def test_what_a_file_changes_is_told_of_it_alone(kept):
    kept.edit("kommuner/ask.yaml", "{minst: 2}", "{minst: 3}")
    found = kept.compare()
    assert found.shared == ()
    (own,) = found.own
    assert own.names == ("ask",)
    (part,) = own.step.parts
    assert [(c.first, c.second) for row in part.rows for c in row.changes] == [
        ("minst to ganger i året", "minst tre ganger i året")
    ]
    assert next(tell(p.runs) for p in part.change.passages if p.differs).startswith(
        "Politirådet møtes minst [-to-] {+tre+} ganger"
    )
    assert found.list_changed() == ["ask"]


def test_the_same_edit_in_several_files_is_told_once(kept):
    for name in ("ask", "dal"):
        kept.edit(f"kommuner/{name}.yaml", "{minst: 2}", "{minst: 3}")
    assert [own.names for own in kept.compare().own] == [("ask", "dal")]


def test_a_file_and_a_clause_that_change_at_once_are_told_apart(kept):
    kept.edit("kommuner/ask.yaml", "{minst: 2}", "{minst: 3}")
    kept.edit_clause("politirådets_møter", 'Politirådet {{ valg.møter | verb("møtes", "møtes") }}',
                     'Rådet {{ valg.møter | verb("møtes", "møtes") }}')  # fmt: skip
    found = kept.compare()
    (own,), (shared,) = found.own, found.shared
    assert (own.names, own.mixed) == (("ask",), False)
    (part,) = own.step.parts
    assert "Politirådet møtes minst [-to-] {+tre+}" in tell(part.change.passages[1].runs)
    ((names, said),) = tell_ways(shared)
    assert names == ["amot", "ask", "bo", "dal"]
    assert said[0].startswith("[-Politirådet-] {+Rådet+} møtes minst to ganger")
    assert "[-Politirådet-] {+Rådet+} møtes minst tre ganger" in tell(
        shared.ways[0].parts["ask"].change.passages[1].runs
    )


def add_choice(kept: Repository) -> None:
    """A new choice of a clause, and a sentence that is about it."""
    kept.edit("templates/klausuler/varighet/klausul.yaml", "valg:\n",
              "valg:\n  ny_sjef:\n    type: ja_nei\n    tittel: Ny sjef\n    hjelp: Om det.\n    eksempel: ja\n")  # fmt: skip
    kept.edit_clause("varighet", "{% if periode %}",
                     "{% if valg.ny_sjef %}\nEn ny sjef leser avtalen.\n{% endif %}\n{% if periode %}")  # fmt: skip


def test_a_choice_that_is_new_and_taken_at_once_is_the_files_own_change(kept):
    add_choice(kept)
    kept.edit("kommuner/ask.yaml", "varighet: ja", "varighet: {ny_sjef: ja}")
    found = kept.compare()
    assert found.shared == ()
    (own,) = found.own
    assert (own.names, own.mixed) == (("ask",), False)
    assert [str(row.answer.title) for part in own.step.parts for row in part.rows] == ["Ny sjef"]


def test_what_cannot_be_told_apart_is_told_as_that(kept):
    add_choice(kept)
    kept.edit(
        "templates/klausuler/politirådets_møter/klausul.yaml", "saksliste_uker", "sakslisten_uker"
    )
    kept.edit_clause("politirådets_møter", "saksliste_uker", "sakslisten_uker")
    for name in ("ask", "bo", "dal", "amot"):
        kept.edit(f"kommuner/{name}.yaml", "saksliste_uker", "sakslisten_uker")
    kept.edit("kommuner/ask.yaml", "varighet: ja", "varighet: {ny_sjef: ja}")
    found = kept.compare()
    assert all(own.mixed for own in found.own)
    assert {name for own in found.own for name in own.names} == {"amot", "ask", "bo", "dal"}
    assert found.unread == ()


def test_a_heading_of_the_shared_words_is_told_once(kept):
    kept.edit("templates/klausuler/varighet/klausul.yaml", "nb: Varighet", "nb: Hvor lenge")
    kept.edit("kommuner/ask.yaml", "varighet: ja", "varighet: ja\noverskrifter: {varighet: Tid}")
    found = kept.compare()
    (shared,) = found.shared
    assert shared.title == "Hvor lenge"
    ((names, said),) = tell_ways(shared)
    assert (names, said) == (["amot", "bo", "dal"], ["[-Varighet-] {+Hvor lenge+}"])
    assert shared.ways[0].parts["bo"].rows == ()
    (row,) = found.own[0].step.parts[0].rows
    assert [(c.first, c.second) for c in row.changes] == [("Varighet", "Tid")]


def test_a_default_that_changes_is_a_choice_that_changes(kept):
    path = "templates/klausuler/politirådets_møter/klausul.yaml"
    text = (kept.folder / path).read_text(encoding="utf-8")
    assert "standard: møtes" in text
    kept.edit(path, "standard: møtes", "standard: kalles_inn")
    (shared,) = kept.compare().shared
    (way,) = shared.ways
    assert len(way.parts) == 4
    (row,) = way.parts["ask"].rows
    assert (row.kind, row.first.made, row.second.made) == ("different", False, False)
    assert "[-møtes-] {+kalles inn+}" in tell_ways(shared)[0][1][0]


def test_signed_and_adopted_agreements_that_change_are_known(kept):
    kept.edit_clause("varighet", "Avtalen gjelder", "Denne avtalen gjelder")
    found = kept.compare()
    assert (found.list_bound("signert"), found.list_bound("vedtatt")) == (["amot"], ["dal"])
    kept.git("checkout", "-q", ".")
    (kept.folder / "kommuner" / "amot.yaml").unlink()
    assert kept.compare().list_bound("signert") == ["amot"]


def test_an_agreement_that_is_being_signed_is_no_signed_one_that_changes(kept):
    signed = "{tilstand: signert, sted: Ask, dato: 2027-01-04}"
    kept.edit("kommuner/ask.yaml", "{tilstand: utkast}", signed)
    found = kept.compare()
    assert found.list_bound("signert") == []
    facts = [row for part in found.own[0].step.parts for row in part.rows]
    assert [str(row.answer.title) for row in facts] == ["Status"]
    assert kept.compare().list_changed() == ["ask"]


def test_a_reason_that_no_document_has_is_told_and_changes_no_agreement(kept):
    own = "lokalt:\n  - {tillegg: varighet, tekst: Mer., grunn: A}\n"
    kept.write("kommuner/amot.yaml", SIGNED + own)
    kept.keep("v2")
    kept.edit("kommuner/amot.yaml", "grunn: A", "grunn: B")
    found = kept.compare("v2")
    assert [each.names for each in found.own] == [("amot",)]
    assert found.list_changed() == found.list_bound("signert") == []


def test_a_fact_that_no_document_has_is_told_and_changes_no_agreement(kept):
    police = "navn: Eksempel politidistrikt"
    kept.edit("kommuner/amot.yaml", police, f"{police}, politidistrikt: Nord politidistrikt")
    kept.keep("v2")
    kept.edit("kommuner/amot.yaml", "Nord politi", "Nordre politi")
    found = kept.compare("v2")
    assert [each.names for each in found.own] == [("amot",)]
    assert found.differs
    assert found.list_changed() == found.list_bound("signert") == []


@pytest.mark.parametrize(
    ("path", "right", "other"),
    [
        (CLAUSE.format("varighet"), "\n", "\n\n\n"),
        ("kommuner/ask.yaml", "mal: samarbeidsavtale", "# Om Ask\nmal:   samarbeidsavtale"),
        ("templates/klausuler/varighet/klausul.yaml", "beskrivelse: ", "beskrivelse: Kort sagt, "),
        ("templates/hjemler.yaml", "hjemler:", "# Rettslige grunnlag\nhjemler:"),
        ("templates/stil/stil.yaml", "farge:", "# Fargene\nfarge:"),
        (CLAUSE.format("slt"), "SLT", "Samordning"),
    ],
)  # fmt: skip
def test_a_file_that_leaves_no_trace_is_named_and_changes_nothing(kept, path, right, other):
    kept.edit(path, right, other)
    found = kept.compare()
    assert not found.differs
    assert found.idle == (path,)


def list_cosmetic(found) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    assert found.shared == found.own == ()
    assert found.list_changed() == []
    return [(each.kind, each.names, each.about) for each in found.cosmetic]


EVERYBODY = ("amot", "ask", "bo", "dal")


def test_another_style_changes_how_every_agreement_looks(kept):
    kept.edit("templates/stil/stil.yaml", "  tekst: ", "  tekst: 000000 # ")
    assert list_cosmetic(kept.compare()) == [("style", EVERYBODY, ("farge.tekst",))]


def number(kept: Repository, tag: str) -> str:
    """The path of the kind of agreement, whose clauses have numbers at the tag."""
    path = "templates/avtaler/samarbeidsavtale.yaml"
    kept.edit(path, "nummererte_nivåer: 0", "nummererte_nivåer: 2")
    kept.keep(tag)
    return path


def test_another_order_of_clauses_changes_numbers_and_no_words(kept):
    path = number(kept, "v2")
    lines = (kept.folder / path).read_text(encoding="utf-8").splitlines()
    first, second = (next(n for n, line in enumerate(lines) if f"klausul: {name}," in line)
                     for name in ("bakgrunn", "formål"))  # fmt: skip
    lines[first], lines[second] = lines[second], lines[first]
    kept.write(path, "\n".join(lines) + "\n")
    found = list_cosmetic(kept.compare("v2"))
    assert [each[:2] for each in found] == [("order", EVERYBODY), ("numbers", EVERYBODY)]
    assert set(found[0][2]) == {"Bakgrunn", "Formål"}


def test_a_number_that_is_referred_to_is_no_word(kept):
    kept.edit_clause("varighet", "Avtalen gjelder", "Som [](#politirådet) sier, gjelder avtalen")
    path = number(kept, "v2")
    kept.edit(path, "  - {klausul: formål, obligatorisk: ja}\n", "")
    kept.edit(
        path,
        "  - {klausul: varighet}\n",
        "  - {klausul: varighet}\n  - {klausul: formål, obligatorisk: ja}\n",
    )
    found = list_cosmetic(kept.compare("v2"))
    assert {kind for kind, _names, _about in found} == {"order", "numbers"}


def test_the_same_words_in_other_paragraphs_are_no_other_words(kept):
    kept.edit_clause(
        "politirådets_møter", "{% if valg.saksliste_uker %}\n", "{% if valg.saksliste_uker %}\n\n"
    )
    kept.edit_clause(
        "politirådets_møter",
        "{% if valg.initiativ_fra_begge %}",
        "\n{% if valg.initiativ_fra_begge %}",
    )
    found = kept.compare()
    assert found.list_changed() == []
    kept.edit_clause(
        "varighet",
        "Avtalen gjelder {{ periode | gyldighet }}",
        "**Avtalen** gjelder {{ periode | gyldighet }}",
    )
    found = list_cosmetic(kept.compare())
    assert {kind for kind, _names, _about in found} == {"layout"}
    assert ("layout", EVERYBODY, ("Varighet",)) in found
    ((names,),) = [[n for _kind, n, about in found if about == ("Politirådets møter",)]]
    assert set(names) < set(EVERYBODY)


def test_a_choice_that_is_written_in_another_way_is_the_same(kept):
    kept.edit(
        "kommuner/ask.yaml",
        "[følge_opp_beslutninger, enighet]",
        "[enighet, følge_opp_beslutninger]",
    )
    found = kept.compare()
    assert [each.kind for each in found.cosmetic] == ["writing"]


def test_an_address_that_a_link_leads_to_is_a_word(kept):
    kept.edit_clause(
        "varighet", "Avtalen gjelder", "Avtalen ([lovdata](https://lovdata.no)) gjelder"
    )
    kept.keep("v2")
    kept.edit_clause("varighet", "https://lovdata.no", "https://lovdata.no/sok")
    (shared,) = kept.compare("v2").shared
    assert "lovdata.no/sok" in tell_ways(shared)[0][1][0]


def test_files_are_new_gone_and_renamed(kept):
    kept.git("mv", "kommuner/ask.yaml", "kommuner/ask-ny.yaml")
    kept.git("rm", "-q", "kommuner/bo.yaml")
    kept.write("kommuner/ny.yaml", make_text("Ny"))
    found = kept.compare()
    assert (found.added, found.removed, found.renamed) == (("ny",), ("bo",), ["ask-ny"])
    assert found.agreements["ask-ny"].was == "ask"
    assert (found.total, found.both) == (4, 3)
    assert found.list_changed() == []


def test_a_renamed_file_of_the_same_municipality_is_compared(kept):
    kept.git("mv", "kommuner/ask.yaml", "kommuner/ask-ny.yaml")
    kept.edit("kommuner/ask-ny.yaml", "{minst: 2}", "{minst: 3}")
    found = kept.compare()
    assert (found.renamed, found.added, found.removed) == (["ask-ny"], (), ())
    assert found.list_changed() == ["ask-ny"]


def test_a_broken_file_hides_no_other(kept):
    kept.edit("kommuner/ask.yaml", "{minst: 2}", "{minst: to}")
    kept.edit("kommuner/dal.yaml", "{minst: 2}", "{minst: 3}")
    found = kept.compare()
    assert codes(found.listing.problems) == ["value-not-integer"]
    assert [(each.name, each.old) for each in found.unread] == [("ask", False)]
    assert found.list_changed() == ["dal"]


def test_a_file_that_was_broken_is_a_note_and_no_error(kept):
    kept.edit("kommuner/ask.yaml", "{minst: 2}", "{minst: to}")
    kept.keep("v2")
    kept.edit("kommuner/ask.yaml", "{minst: to}", "{minst: 3}")
    kept.edit("kommuner/dal.yaml", "{minst: 2}", "{minst: 3}")
    found = kept.compare("v2")
    assert found.listing.problems == []
    ((name, old, problems),) = [(u.name, u.old, u.problems) for u in found.unread]
    assert (name, old, codes(problems)) == ("ask", True, ["value-not-integer"])
    assert str(problems[0].location).endswith("kommuner/ask.yaml@v2:21:18")
    assert found.list_changed() == ["dal"]


def test_a_broken_clause_is_told_once(kept):
    kept.edit_clause("varighet", "{% if periode %}", "{% if perioden %}")
    found = kept.compare()
    assert len(found.listing.problems) == 1
    assert {each.name for each in found.unread} == set(EVERYBODY)


def test_a_clause_that_was_broken_is_a_note(kept):
    kept.edit_clause("varighet", "{% if periode %}", "{% if perioden %}")
    kept.keep("v2")
    kept.git("checkout", "-q", "v1", "--", "templates")
    found = kept.compare("v2")
    assert found.listing.problems == []
    assert all(each.old for each in found.unread)
    assert len(found.unread) == 4


def test_a_broken_style_hides_no_words(kept):
    kept.edit("templates/stil/stil.yaml", "  venstre: ", "  venstre: a")
    kept.edit_clause("varighet", "Avtalen gjelder", "Denne avtalen gjelder")
    found = kept.compare()
    assert codes(found.listing.problems) == ["value-not-integer"]
    assert len(found.list_changed()) == 4
    assert found.idle == ()


def test_two_revisions_are_compared_without_the_folder(kept):
    kept.edit("kommuner/ask.yaml", "{minst: 2}", "{minst: 3}")
    kept.keep("v2")
    kept.edit("kommuner/ask.yaml", "{minst: 3}", "{minst: 4}")
    found = kept.compare("v1..v2")
    assert (found.first, found.second) == ("v1", "v2")
    assert found.commits == (kept.git("rev-parse", "v1"), kept.git("rev-parse", "v2"))
    (row,) = found.own[0].step.parts[0].rows
    assert row.changes[0].second == "minst tre ganger i året"
    assert not kept.compare("v2..").differs


def test_three_dots_are_from_where_the_two_parted(kept):
    kept.git("checkout", "-q", "-b", "endring")
    kept.edit("kommuner/ask.yaml", "{minst: 2}", "{minst: 3}")
    kept.keep("v2")
    kept.git("checkout", "-q", "hovedgrein")
    kept.edit("kommuner/bo.yaml", "{minst: 2}", "{minst: 3}")
    kept.keep("v3")
    assert kept.compare("hovedgrein...endring").list_changed() == ["ask"]
    assert kept.compare("hovedgrein..endring").list_changed() == ["ask", "bo"]


def test_before_the_first_revision_nothing_was_there(kept):
    found = kept.compare("0" * 40)
    assert found.anew
    assert found.added == EVERYBODY
    assert found.shared == found.own == found.cosmetic == ()
    assert kept.compare(f"{'0' * 40}..HEAD").added == EVERYBODY


def test_before_there_were_agreements_all_are_new(kept):
    kept.git("rm", "-rq", "kommuner")
    kept.keep("v2")
    kept.git("checkout", "-q", "v1", "--", "kommuner")
    found = kept.compare("v2")
    assert found.added == EVERYBODY


def test_all_agreements_may_be_gone(kept):
    kept.git("rm", "-rq", "kommuner")
    kept.keep("v2")
    found = kept.compare("v1..v2")
    assert (found.removed, found.total) == (EVERYBODY, 0)
    assert found.list_bound("signert") == ["amot"]


def test_a_folder_without_agreements_is_told_as_that(kept):
    kept.git("rm", "-rq", "kommuner")
    assert find_codes(kept, "v1") == ["file-missing"]


def test_a_file_whose_name_is_of_no_use_is_told(kept):
    kept.write("kommuner/Ås.yaml", make_text("Ås"))
    found = kept.compare()
    assert codes(found.listing.problems) == ["name-unusable"]
    assert not found.differs
    assert [each.name for each in found.unread] == ["Ås.yaml"]
    assert (found.both, found.read) == (4, 4)
    assert kept.compare("v1", "ask").listing.problems == []


def test_a_workspace_may_be_a_folder_in_a_repository(tmp_path):
    kept = Repository(tmp_path / "avtaler", {"ask": make_text("Ask")})
    shutil.rmtree(tmp_path / "avtaler" / ".git")
    subprocess.run(["git", "-C", str(tmp_path), "init", "-q"], check=True)
    subprocess.run(["git", "-C", str(tmp_path), "add", "-A"], check=True)
    kept.git("-c", "user.name=p", "-c", "user.email=p@example.no", "commit", "-qm", "alt")
    kept.edit("kommuner/ask.yaml", "{minst: 2}", "{minst: 3}")
    assert kept.compare("HEAD").list_changed() == ["ask"]


def test_names_limit_what_is_told(kept):
    kept.edit_clause("varighet", "Avtalen gjelder", "Denne avtalen gjelder")
    found = kept.compare("v1", "ask", "bo")
    assert (found.total, found.list_changed()) == (2, ["ask", "bo"])


def find_codes(kept: Repository, asked: str, *names: str) -> list[str]:
    found = compare_revisions(kept.workspace, read_range(asked), names)
    assert not found.compared
    return codes(found.listing.problems)


@pytest.mark.parametrize(
    ("asked", "names", "expected"),
    [
        ("v0", (), ["revision-unknown"]),
        ("", (), ["revision-unknown"]),
        ("v1..v0", (), ["revision-unknown"]),
        ("v1...v0", (), ["revision-unknown"]),
        ("--all", (), ["revision-unknown"]),
        ("v1", ("askk", "boo"), ["name-unknown", "name-unknown"]),
    ],
)
def test_what_cannot_be_compared_is_told(kept, asked, names, expected):
    assert find_codes(kept, asked, *names) == expected


def test_a_file_behind_a_link_is_the_same_file(kept):
    file, target = (kept.folder / each / "bo.yaml" for each in ("kommuner", "felles"))
    target.parent.mkdir()
    file.rename(target)
    file.symlink_to(Path("..") / "felles" / "bo.yaml")
    kept.keep("v2")
    for asked in ("v1", "v1..v2", "v2"):
        found = kept.compare(asked)
        assert (found.differs, found.total, found.idle) == (False, 4, ())


def test_templates_behind_a_link_are_those_of_the_workspace(kept):
    kept.edit_clause("varighet", "Avtalen gjelder", "Denne avtalen gjelder")
    inside = kept.folder / "templates" / "stil"
    inside.rename(kept.folder / "stil")
    inside.symlink_to(Path("..") / "stil")
    (kept.folder / "templates").rename(kept.folder / "felles")
    (kept.folder / "templates").symlink_to("felles")
    kept.keep("v2")
    assert not kept.compare("v2").differs
    assert kept.compare("v2").idle == ()
    assert [shared.id for shared in kept.compare("v1..v2").shared] == ["varighet"]


def test_a_link_in_a_circle_that_is_not_yet_kept_is_no_change(kept):
    (kept.folder / "templates" / "stil" / "ring").symlink_to(".")
    found = kept.compare()
    assert (found.differs, found.idle) == (False, ())


def test_a_filter_of_git_is_no_change(kept):
    """As in a clone on Windows, with other line ends in every file."""
    kept.git("config", "core.autocrlf", "true")
    kept.git("rm", "-q", "-r", "--cached", ".")
    kept.git("reset", "-q", "--hard")
    assert b"\r\n" in (kept.folder / "kommuner" / "bo.yaml").read_bytes()
    assert kept.compare().idle == ()
    kept.edit_clause("varighet", "Avtalen gjelder", "Denne avtalen gjelder")
    found = kept.compare()
    assert ([shared.id for shared in found.shared], found.idle) == (["varighet"], ())


def test_revisions_without_a_common_history_are_told(kept):
    kept.git("checkout", "-q", "--orphan", "fremmed")
    kept.edit("kommuner/ask.yaml", "mal: ", "# Om Ask\nmal: ")
    kept.keep("v2")
    assert find_codes(kept, "v1...v2") == ["revision-apart"]
    assert not kept.compare("v1..v2").differs


def test_a_clone_with_the_newest_part_only_is_told(kept, tmp_path):
    old = kept.git("rev-parse", "HEAD")
    kept.edit("kommuner/ask.yaml", "{minst: 2}", "{minst: 3}")
    kept.keep("v2")
    shallow = tmp_path / "grunn"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{kept.folder}", str(shallow)],
        check=True, capture_output=True,
    )  # fmt: skip
    found = compare_revisions(Workspace(shallow), read_range(old))
    assert codes(found.listing.problems) == ["revision-shallow"]


def test_a_folder_without_git_or_agreements_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "kommuner").mkdir()
    found = compare_revisions(Workspace(tmp_path), read_range("v1"))
    assert codes(found.listing.problems) == ["revision-no-git"]


def test_agreements_of_one_municipality_are_told_apart(kept):
    kept.write("kommuner/ask-2.yaml", make_text("Ask"))
    kept.keep("v2")
    kept.edit_clause("varighet", "Avtalen gjelder", "Denne avtalen gjelder")
    titles = {name: each.title for name, each in kept.compare("v2").agreements.items()}
    assert titles["ask"] == "Ask (ask)"
    assert titles["ask-2"] == "Ask (ask-2)"
    assert titles["amot"] == "Åmot"


def test_the_five_agreements_change_where_their_clauses_do(tmp_path):
    texts = {
        n: (ROOT / "kommuner" / f"{n}.yaml").read_text(encoding="utf-8") for n in MUNICIPALITIES
    }
    kept = Repository(tmp_path, texts)
    kept.edit_clause("taushetsplikt", "taushetsplikt", "plikt til å tie")
    found = kept.compare()
    assert set(found.list_changed()) == {"rana", "sor-varanger", "stjordal"}
    assert SMALLEST not in texts.values()


SIGNING = ("{tilstand: utkast}", "{tilstand: signert, sted: Dal, dato: 2027-01-04}")


def sign(kept: Repository) -> None:
    """Dal, which was adopted, is signed."""
    kept.edit("kommuner/dal.yaml", SIGNING[0].replace("utkast", "vedtatt"), SIGNING[1])


def test_to_sign_what_was_adopted_is_no_reason_for_a_warning(kept):
    sign(kept)
    found = kept.compare()
    assert found.list_changed() == ["dal"]
    assert found.list_bound("vedtatt") == []
    kept.edit("kommuner/dal.yaml", "{minst: 2}", "{minst: 3}")
    assert kept.compare().list_bound("vedtatt") == ["dal"]


def test_what_shared_words_change_while_it_is_signed_is_a_reason(kept):
    sign(kept)
    kept.edit_clause("varighet", "Avtalen gjelder", "Denne avtalen gjelder")
    assert kept.compare().list_bound("vedtatt") == ["dal"]


def test_a_file_with_an_error_is_not_among_those_without_effect(kept):
    kept.edit_clause("varighet", "{% if periode %}", "{% if perioden %}")
    kept.edit_clause("politirådets_møter", "på kort varsel", "på én dags varsel")
    kept.edit("templates/hjemler.yaml", "hjemler:", "# Lover\nhjemler:")
    found = kept.compare()
    assert (found.both, found.read) == (4, 0)
    assert found.idle == ("templates/hjemler.yaml",)
    assert found.unshown == ("templates/klausuler/politirådets_møter/nb.md",)


def test_a_kind_of_agreement_with_an_error_hides_what_else_changed(kept):
    path = "templates/avtaler/samarbeidsavtale.yaml"
    kept.edit(path, "nummererte_nivåer: 0", "nummererte_nivåer: mange")
    kept.edit_clause("varighet", "Avtalen gjelder", "Denne avtalen gjelder")
    found = kept.compare()
    assert found.idle == ()
    assert found.unshown == ("templates/klausuler/varighet/nb.md",)


def test_what_one_broken_agreement_may_use_has_no_known_effect(kept):
    kept.edit("kommuner/bo.yaml", "saksliste_uker: 3", "saksliste_uker: tre")
    kept.edit_clause("politirådets_møter", "på kort varsel", "på én dags varsel")
    kept.edit_clause("slt", "SLT", "Samordning")
    found = kept.compare()
    assert [each.name for each in found.unread] == ["bo"]
    assert found.unshown == ("templates/klausuler/politirådets_møter/nb.md",)
    assert found.idle == ("templates/klausuler/slt/nb.md",)


def test_a_style_that_no_agreement_could_be_seen_in_has_no_known_effect(kept):
    kept.edit_clause("varighet", "{% if periode %}", "{% if perioden %}")
    kept.edit("templates/stil/stil.yaml", "  tekst: ", "  tekst: 000000 # ")
    found = kept.compare()
    assert found.cosmetic == ()
    assert found.unshown == ("templates/stil/stil.yaml",)


def test_what_cannot_be_compared_has_no_other_look(kept):
    kept.edit("kommuner/ask.yaml", "{minst: 2}", "{minst: to}")
    kept.edit("templates/stil/stil.yaml", "  tekst: ", "  tekst: 000000 # ")
    ((_kind, names, _about),) = list_cosmetic(kept.compare())
    assert names == ("amot", "bo", "dal")


def test_what_loses_its_parties_keeps_its_name_and_has_no_other_logo(kept):
    logo = "navn: Ask kommune, logo: {fil: logoer/ask.png}"
    kept.edit("kommuner/ask.yaml", "navn: Ask kommune", logo)
    save(kept.folder / "logoer" / "ask.png", make_png())
    kept.keep("v2")
    kept.write("kommuner/ask.yaml", "mal: samarbeidsavtale\n")
    found = kept.compare("v2")
    assert (found.agreements["ask"].title, found.cosmetic) == ("Ask", ())


def test_a_logo_of_the_style_changes_those_alone_that_have_it(kept):
    save(kept.folder / "logoer" / "bo.png", make_png())
    style = (kept.folder / "templates" / "stil" / "stil.yaml").read_text(encoding="utf-8")
    kept.write("templates/stil/stil.yaml", f"{style}\nlogoer:\n  Bø: {{fil: logoer/bo.png}}\n")
    assert list_cosmetic(kept.compare()) == [("style", ("bo",), ("logoer.Bø",))]


def test_a_repository_without_a_commit_is_told(tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "kommuner").mkdir()
    found = compare_revisions(Workspace(tmp_path), read_range("HEAD"))
    assert codes(found.listing.problems) == ["revision-none"]
