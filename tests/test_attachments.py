import os
import unicodedata

import pytest

from avtalegen.attachments import Attachment, read_attachment
from avtalegen.problems import AvtalegenError
from tests.attachments import save
from tests.conftest import leave_out
from tests.support import parse

TREE = parse("logo:\n  fil: logoer/rana.png\n", "kommuner/rana.yaml")


def ask(folder, name: str, most: int = 100) -> Attachment:
    path = ("logo", "fil")
    return Attachment(name, folder, TREE, path, most, "picture-too-large", (".png",), "logoer")


def refuse(asked: Attachment) -> tuple[str, str]:
    with pytest.raises(AvtalegenError) as caught:
        read_attachment(asked)
    (problem,) = caught.value.problems
    assert (str(problem.location), problem.field) == ("kommuner/rana.yaml:2:8", "logo.fil")
    return problem.code, str(problem.hint)


def link(path, target) -> None:
    path.parent.mkdir(exist_ok=True)
    try:
        path.symlink_to(target)
    except OSError:
        leave_out("links cannot be made here: those that lead out were not tested")


def test_a_file_is_read_by_its_path_from_the_folder(tmp_path):
    save(tmp_path / "logoer" / "nord" / "a b.png", b"bilde")
    assert read_attachment(ask(tmp_path, "logoer/nord/a b.png")) == b"bilde"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_letter_is_the_same_however_the_system_keeps_it(tmp_path, form):
    save(tmp_path / "logoer" / unicodedata.normalize(form, "sør-varanger.png"), b"bilde")
    assert read_attachment(ask(tmp_path, "logoer/sør-varanger.png")) == b"bilde"


@pytest.mark.parametrize(
    ("asked", "mend"),
    [
        ("logoer/rano.png", "did you mean logoer/rana.png?"),
        ("logoer/Rana.png", "did you mean logoer/rana.png?"),
        ("logo/rana.png", "did you mean logoer/rana.png?"),
        ("rana.png", "did you mean logoer/rana.png?"),
        ("bilder/x.png", "use one of: logoer/rana.png"),
    ],
)
def test_a_file_that_is_not_there_is_told_with_the_nearest(tmp_path, asked, mend):
    save(tmp_path / "logoer" / "rana.png", b"bilde")
    save(tmp_path / "logoer" / ".rana.png", b"")
    save(tmp_path / "logoer" / "rana.txt", b"")
    assert refuse(ask(tmp_path, asked)) == ("file-absent", mend)


def test_where_there_is_no_file_at_all_none_is_offered(tmp_path):
    assert refuse(ask(tmp_path, "logoer/a.png")) == (
        "file-absent", "there are none to choose from"
    )  # fmt: skip


def test_a_link_that_leads_out_is_refused_and_one_that_stays_is_followed(tmp_path):
    root = tmp_path / "arbeid"
    save(tmp_path / "hemmelig.png", b"x")
    save(root / "felles.png", b"bilde")
    link(root / "logoer" / "ut.png", tmp_path / "hemmelig.png")
    link(root / "logoer" / "inn.png", root / "felles.png")
    link(root / "logoer" / "borte.png", root / "ingen.png")
    link(root / "logoer" / "selv.png", root / "logoer" / "selv.png")
    link(root / "mappe", tmp_path)
    assert refuse(ask(root, "logoer/ut.png"))[0] == "file-outside"
    assert refuse(ask(root, "mappe/hemmelig.png"))[0] == "file-outside"
    assert read_attachment(ask(root, "logoer/inn.png")) == b"bilde"
    assert refuse(ask(root, "logoer/borte.png"))[0] == "input-failed"
    assert refuse(ask(root, "logoer/selv.png"))[0] == "input-failed"


def test_what_is_no_file_is_refused_without_waiting_for_it(tmp_path):
    (tmp_path / "logoer" / "a.png").mkdir(parents=True)
    assert refuse(ask(tmp_path, "logoer/a.png"))[0] == "input-failed"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "logoer" / "b.png")
        assert refuse(ask(tmp_path, "logoer/b.png"))[0] == "input-failed"


def test_a_file_is_refused_from_the_first_byte_too_many(tmp_path):
    save(tmp_path / "a.png", b"x" * 100)
    save(tmp_path / "b.png", b"x" * 101)
    assert len(read_attachment(ask(tmp_path, "a.png"))) == 100
    with pytest.raises(AvtalegenError) as caught:
        read_attachment(ask(tmp_path, "b.png"))
    assert str(caught.value).endswith("the picture has 101 bytes, more than 100 bytes")
