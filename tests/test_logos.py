import pytest

from avtalegen import commands, logos, runs
from avtalegen.agreements import read_agreement
from avtalegen.document import Picture
from avtalegen.style import Look
from tests.attachments import make_jpeg, make_png, save
from tests.support import SMALLEST, WORKSPACE, codes, parse, read_look

PARTIES = {"kommune": "navn: Eksempel kommune,", "politi": "navn: Eksempel politidistrikt,"}
SHARED = Picture(b"delt", "png", 300, 200, "Delt")


def read(root, shared: dict[str, Picture] | None = None, **own: str):
    """The logos of the smallest agreement, whose parties have the given logos of their own."""
    text = SMALLEST
    for kind, logo in own.items():
        text = text.replace(PARTIES[kind], f"{PARTIES[kind]} logo: {logo},")
    reading, problems = read_agreement(parse(text), WORKSPACE.library)
    assert reading, problems
    return logos.read_logos(root, reading, Look(read_look().style, b"", shared or {}))


def test_logos_stand_in_the_order_of_the_parties(tmp_path):
    save(tmp_path / "a.png", make_png(300, 200))
    save(tmp_path / "b.jpg", make_jpeg(400, 100))
    found, problems = read(tmp_path, politi="{fil: b.jpg, alt: Politiet}", kommune="{fil: a.png, alt: Vår}")  # fmt: skip
    assert problems == []
    assert found == (
        Picture(make_png(300, 200), "png", 300, 200, "Vår"),
        Picture(make_jpeg(400, 100), "jpeg", 400, 100, "Politiet"),
    )


@pytest.mark.parametrize("name", ["Eksempel kommune", "Eksempel"])
def test_a_party_without_a_logo_has_that_of_the_style_by_its_name_or_short_name(tmp_path, name):
    found, problems = read(tmp_path, {name: SHARED, "Alta": SHARED})
    # Both are called Eksempel for short.
    assert (found, problems) == ((SHARED,) * (2 if name == "Eksempel" else 1), [])


def test_the_logo_of_a_party_stands_before_that_of_the_style(tmp_path):
    save(tmp_path / "a.png", make_png())
    found, _ = read(tmp_path, {"Eksempel kommune": SHARED}, kommune="{fil: a.png, alt: Egen}")
    assert [picture.alt for picture in found] == ["Egen"]


def test_without_any_logo_there_is_none_and_nothing_is_said(tmp_path):
    assert read(tmp_path) == ((), [])


def test_a_logo_without_a_text_says_whose_it_is_and_is_a_warning(tmp_path):
    save(tmp_path / "a.png", make_png())
    (found,), (problem,) = read(tmp_path, kommune="{fil: a.png}")
    assert found.alt == "Logoen til Eksempel kommune"
    assert (problem.code, problem.field) == ("logo-no-alt", "parter[1].logo")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "file-absent"),
        (b"", "picture-kind"),
        (b"GIF89a", "picture-kind"),
        (make_png()[:60], "picture-broken"),
        (make_png(10_001, 1), "picture-too-large"),
        (make_png() + b"\0" * 5_000_000, "picture-too-large"),
    ],
)
def test_a_logo_that_cannot_be_used_is_an_error_at_its_place(tmp_path, data, code):
    if data is not None:
        save(tmp_path / "a.png", data)
    found, (problem,) = read(tmp_path, kommune="{fil: a.png, alt: Vår}")
    assert found == ()
    assert (problem.code, problem.field, problem.location.line) == (code, "parter[1].logo.fil", 4)


@pytest.mark.parametrize(
    ("width", "height", "told"), [(199, 150, ["picture-small"]), (200, 10, []), (10, 200, [])]
)
def test_a_small_logo_is_a_warning(tmp_path, width, height, told):
    save(tmp_path / "a.png", make_png(width, height))
    found, problems = read(tmp_path, kommune="{fil: a.png, alt: Vår}")
    assert (len(found), codes(problems)) == (1, told)


def test_the_ending_of_a_name_says_nothing_of_what_a_file_is(tmp_path):
    save(tmp_path / "a.png", make_jpeg())
    (found,), problems = read(tmp_path, kommune="{fil: a.png, alt: Vår}")
    assert (found.kind, problems) == ("jpeg", [])


def test_no_shipped_municipality_brings_a_logo():
    root = WORKSPACE.root
    assert not [*root.glob("logoer/*"), *(root / "kommuner").glob("*.png")]


def test_the_document_of_a_build_has_the_logos_and_a_check_tells_the_same(workspace, municipality):
    save(workspace.root / "logoer" / "a.png", make_png())
    text = municipality.read_text(encoding="utf-8")
    name = "    navn: Eksempel kommune\n"
    municipality.write_text(
        text.replace(name, f"{name}    logo: {{fil: logoer/a.png}}\n"), encoding="utf-8"
    )
    run = runs.Run(workspace, None)
    run.read_look()
    document = run.make_document("eksempel")
    assert [picture.data for picture in document.logos] == [make_png()]
    assert codes(run.problems) == ["logo-no-alt"]
    assert codes(commands.check(workspace).problems) == ["logo-no-alt"]
    text = municipality.read_text(encoding="utf-8")
    municipality.write_text(
        text.replace("a.png}", "a.png}  # avtalegen: ignore[logo-no-alt] P."), encoding="utf-8"
    )
    assert commands.check(workspace).problems == []
