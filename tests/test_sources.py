import os
import shutil
import subprocess
import sys
import time

import pytest

from avtalegen import runs, sources
from avtalegen.document import Document
from avtalegen.workspace import Workspace
from tests.attachments import make_png, make_word, save
from tests.support import ROOT, WORKSPACE, read, read_look

TEXT = (ROOT / "examples" / "minste" / "kommuner" / "eksempel.yaml").read_text(encoding="utf-8")
LOGO = TEXT.replace("    navn: Eksempel kommune\n", "    navn: Eksempel kommune\n    logo: {fil: logoer/a.png, alt: Vår}\n")  # fmt: skip
STYLE, CLAUSE = "templates/stil/stil.yaml", "templates/klausuler/varighet"


def make(root, **changed: str | bytes) -> Workspace:
    """A workspace with a look, a logo and a clause of its own; names are those of keys below."""
    names = {"kommune": "kommuner/eksempel.yaml", "stil": STYLE, "logo": "logoer/a.png",
             "mal": "templates/stil/a.docx", "klausul": f"{CLAUSE}/klausul.yaml",
             "tekst": f"{CLAUSE}/nb.md", "avtale": "templates/avtaler/samarbeidsavtale.yaml"}  # fmt: skip
    shipped = ROOT / "templates" / "avtaler" / "samarbeidsavtale.yaml"
    texts: dict[str, str | bytes] = {
        "kommune": LOGO, "stil": "wordmal: a.docx\nfarge: {aksent: '123456'}\n",
        "logo": make_png(), "mal": make_word(), "klausul": "tittel: {nb: V}\nbeskrivelse: B.\n",
        "tekst": "Avtalen gjelder.\n", "avtale": shipped.read_text(encoding="utf-8"), **changed,
    }  # fmt: skip
    for name, path in names.items():
        content = texts[name]
        save(root / path, content.encode() if isinstance(content, str) else content)
    return Workspace(root)


def find_digest(workspace: Workspace) -> str:
    run = runs.Run(workspace, None)
    run.read_look()
    document = run.make_document("eksempel")
    assert isinstance(document, Document) and not run.problems, run.problems
    return document.digest


def test_a_digest_is_a_sha_256_in_hexadecimal_digits(tmp_path):
    assert len(bytes.fromhex(find_digest(make(tmp_path)))) == 32


def test_the_same_sources_have_the_same_digest_wherever_and_whenever_they_lie(tmp_path):
    first = make(tmp_path / "a")
    second = make(tmp_path / "b c" / "æ")
    for path in second.root.rglob("*"):
        os.utime(path, (1, 1))
    assert find_digest(first) == find_digest(second)
    (second.root / "kommuner" / "annen.yaml").write_text("mal: ?", encoding="utf-8")
    (second.root / CLAUSE / "nn.md").write_text("Avtala gjeld.\n", encoding="utf-8")
    assert find_digest(first) == find_digest(Workspace(second.root))


@pytest.mark.slow
def test_the_digest_does_not_hang_on_the_order_of_sets_or_on_the_language(tmp_path):
    make(tmp_path)
    code = (
        "from pathlib import Path; from tests.test_sources import *;"
        f"print(find_digest(Workspace(Path({str(tmp_path)!r}))))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": language},
        ).stdout
        for seed, language in (("1", "C"), ("2", "C.UTF-8"))
    }  # fmt: skip
    assert told == {find_digest(Workspace(tmp_path)) + "\n"}


def test_ends_of_lines_and_a_byte_order_mark_do_not_count(tmp_path):
    def windows(text: str) -> bytes:
        return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()

    first = find_digest(make(tmp_path / "a"))
    second = make(
        tmp_path / "b", kommune=windows(LOGO), tekst=windows("Avtalen gjelder.\n"),
        klausul=windows("tittel: {nb: V}\nbeskrivelse: B.\n"),
    )  # fmt: skip
    assert find_digest(second) == first


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kommune", LOGO.replace("til: 2030", "til: 2031")),
        ("kommune", f"{LOGO}# en merknad\n"),
        ("kommune", LOGO.replace("alt: Vår", "alt: Våpen")),
        ("stil", "wordmal: a.docx\nfarge: {aksent: '123457'}\n"),
        ("logo", make_png(colour=1)),
        ("mal", make_word({"word/a.xml": "<a/>"})),
        ("klausul", "tittel: {nb: Varighet}\nbeskrivelse: B.\n"),
        ("tekst", "Avtalen gjelder lenge.\n"),
        ("avtale", None),
    ],
)
def test_every_source_counts(tmp_path, name, content):
    if content is None:
        shipped = ROOT / "templates" / "avtaler" / "samarbeidsavtale.yaml"
        content = shipped.read_text(encoding="utf-8") + "# ny\n"
    assert find_digest(make(tmp_path / "a")) != find_digest(make(tmp_path / "b", **{name: content}))


def test_what_the_agreement_does_not_use_does_not_count(tmp_path):
    first = find_digest(make(tmp_path / "a"))
    save(tmp_path / "b" / "logoer" / "b.png", make_png())
    more = (
        "wordmal: a.docx\nfarge: {aksent: '123456'}\nlogoer: {Alta: {fil: logoer/b.png, alt: A}}\n"
    )
    assert find_digest(make(tmp_path / "b", stil=more)) == first


def test_sources_do_not_run_together():
    assert sources.digest([("a", "b", b"cd")]) != sources.digest([("a", "bc", b"d")])
    assert sources.digest([("a", "b", b"c"), ("a", "b", b"")]) != sources.digest([("a", "b", b"c")])


def test_a_copied_folder_keeps_its_digest(tmp_path):
    make(tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    assert find_digest(Workspace(tmp_path / "a")) == find_digest(Workspace(tmp_path / "b"))


def test_a_digest_takes_a_small_part_of_a_build():
    reading, look, texts = read("tromso"), read_look(), WORKSPACE.library.texts
    begun = time.perf_counter()
    for _ in range(20):
        sources.make_digest(reading, texts, look, ())
    digested = time.perf_counter() - begun
    begun = time.perf_counter()
    for _ in range(20):
        read("tromso")
    assert digested < (time.perf_counter() - begun) / 4
