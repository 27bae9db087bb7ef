"""An agreement on a page while it is written: served, kept up to date, and explained."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
import watchfiles

from avtalegen.building import find_today
from avtalegen.document import Value, walk_contents, walk_inlines, walk_sections
from avtalegen.messages.languages import read_catalogue
from avtalegen.preview import origins
from avtalegen.preview.making import make
from avtalegen.preview.server import Server
from avtalegen.preview.session import Preview
from avtalegen.preview.steering import find_steering
from avtalegen.watching import watch
from avtalegen.workspace import Workspace
from tests.conftest import leave_out
from tests.support import ROOT, plain, read
from tests.test_cli import run
from tests.writers.webpages import parse_page

NORWEGIAN = read_catalogue("nb")
SOON = 10.0  # seconds; a change is seen in far less than one


def ask(server: Server, path: str, method: str = "GET", **headers: str):
    """The status, the headers and the body of an answer; the path goes as it is written."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=SOON)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


@pytest.fixture
def server():
    with Server() as server:
        server.show(b"<p>En side</p>")
        yield server


# The server


def test_the_page_is_served_at_its_address_and_nowhere_else(server):
    path = f"/{server.token}/"
    assert server.address == f"http://127.0.0.1:{server.port}{path}"
    assert ask(server, path)[::2] == (200, b"<p>En side</p>")
    assert len(server.token) >= 40


@pytest.mark.parametrize(
    "path",
    [
        "/", "/{token}", "/{wrong}/", "/{token}/x", "/{token}/events/", "/{token}/?a=b", "/favicon.ico",
        "/{token}/../{token}/", "/{token}/../kommuner/eksempel.yaml", "/{token}/%2e%2e/kommuner",
        "/{token}/..%2f..%2fetc/passwd", "/{token}/%00", "/%7Btoken%7D/", "//", "/kommuner/eksempel.yaml",
        "http://127.0.0.1/{token}/", "*",
    ],
)  # fmt: skip
def test_whatever_else_is_asked_for_is_not_there(server, path):
    wrong = server.token[:-1] + ("a" if server.token[-1] != "a" else "b")
    status, _headers, body = ask(server, path.format(token=server.token, wrong=wrong))
    assert (status, body) == (404, b"")


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"]
)
def test_nothing_can_be_done_but_to_read(server, method):
    status, headers, body = ask(server, f"/{server.token}/", method)
    assert (status, headers["Allow"], body) == (405, "GET, HEAD", b"")


def test_the_headers_are_given_without_the_page_too(server):
    status, headers, body = ask(server, f"/{server.token}/", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "14", b"")
    assert ask(server, f"/{server.token}/events", "HEAD")[::2] == (200, b"")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1:{port}.no", ""]
)
def test_a_page_from_elsewhere_whose_name_leads_here_gets_nothing(server, host):
    host = host.format(port=server.port)
    assert ask(server, f"/{server.token}/", Host=host)[::2] == (404, b"")
    assert ask(server, f"/{server.token}/events", Host=host)[::2] == (404, b"")
    assert ask(server, f"/{server.token}/", Host=f"localhost:{server.port}")[0] == 200


def test_no_answer_is_kept_framed_or_read_by_others(server):
    for path in (f"/{server.token}/", "/"):
        headers = ask(server, path)[1]
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert headers["Server"] == "avtalegen"
    assert ask(server, f"/{server.token}/")[1]["Content-Type"] == "text/html; charset=utf-8"


@contextmanager
def listen(server: Server):
    """The lines of the events, one by one."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=SOON) as connection:
        request = f"GET /{server.token}/events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n"
        connection.sendall(request.encode())
        with connection.makefile(encoding="utf-8") as lines:
            yield (line.strip() for line in lines)


def test_a_browser_is_told_when_the_page_is_another_and_only_then(server):
    with listen(server) as lines:
        head = list(iter(lambda: next(lines), ""))
        assert "Content-Type: text/event-stream; charset=utf-8" in head
        assert [next(lines) for _ in range(4)] == ["retry: 1000", "", "data: 1", ""]
        server.show(b"<p>En side</p>")
        server.show(b"<p>En annen</p>")
        assert next(lines) == "data: 2"


def test_connections_that_nothing_happens_on_show_that_they_are_alive(server, monkeypatch):
    monkeypatch.setattr("avtalegen.preview.server._HEARTBEAT", 0.05)
    with listen(server) as lines:
        assert "data: 1" in lines
        assert ":" in lines


def test_a_browser_that_goes_away_leaves_nothing_behind(server, monkeypatch, capfd):
    monkeypatch.setattr("avtalegen.preview.server._HEARTBEAT", 0.02)
    with listen(server) as lines:
        next(lines)
    wait_until(lambda: len(threading.enumerate()) <= threads_without(server))
    assert capfd.readouterr() == ("", "")


def threads_without(server: Server) -> int:
    return sum(1 for each in threading.enumerate() if "process_request" not in each.name)


def wait_until(true) -> None:
    end = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_at_the_end_every_connection_is_closed_and_every_thread_has_ended(capfd):
    before = set(threading.enumerate())
    with Server() as server:
        silent = socket.create_connection(("127.0.0.1", server.port), timeout=SOON)
        listening = listen(server)
        lines = listening.__enter__()
        next(lines)
        wait_until(lambda: len(threading.enumerate()) == len(before) + 3)
        began = time.monotonic()
    assert time.monotonic() - began < 2
    assert set(threading.enumerate()) == before
    assert silent.recv(1) == b""
    silent.close()
    listening.__exit__(None, None, None)
    assert capfd.readouterr() == ("", "")


def test_a_request_that_is_none_is_refused_without_a_word(server, capfd):
    for request in (b"\x00\xff\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"a" * 70_000):
        with socket.create_connection(("127.0.0.1", server.port), timeout=SOON) as connection:
            connection.sendall(request)
            answer = connection.recv(1000)
            assert b"<" not in answer
    assert capfd.readouterr() == ("", "")


def test_two_pages_have_addresses_of_their_own(server):
    with Server() as other:
        other.show(b"2")
        assert (other.port, other.token) != (server.port, server.token)
        assert ask(other, f"/{server.token}/")[0] == 404


# The watching


@contextmanager
def watching(*folders: Path):
    """What gives the number of changes so far."""
    stop, seen = threading.Event(), []
    thread = threading.Thread(target=lambda: seen.extend(watch_into(folders, stop, seen)))
    thread.start()
    try:
        wait_until(lambda: seen)
        yield lambda: len(seen)
    finally:
        stop.set()
        thread.join()


def watch_into(folders, stop, seen):
    for _ in watch(folders, stop):
        seen.append(None)
    return ()


@pytest.fixture(params=["told", pytest.param("looked at", marks=pytest.mark.slow)])
def way(request, monkeypatch):
    """The system tells of changes, or refuses to, as where too many files are watched."""
    if request.param == "looked at":
        told = watchfiles.watch

        def refuse(*paths, force_polling=None, **more):
            if not force_polling:
                raise OSError("OS file watch limit reached.")
            return told(*paths, force_polling=True, **more)

        monkeypatch.setattr(watchfiles, "watch", refuse)
    return request.param


def test_a_change_is_seen_however_an_editor_saves(tmp_path, way):
    inside = tmp_path / "kommuner"
    inside.mkdir()
    file = inside / "a.yaml"
    with watching(inside) as count:
        ways = (
            lambda: file.write_text("a: 1"),
            lambda: file.write_text("a: 22"),
            lambda: (inside / ".a.tmp").write_text("a: 333"),
            lambda: (inside / ".a.tmp").replace(file),
            file.unlink,
        )
        for change in ways:
            time.sleep(1.1 if way == "looked at" else 0)  # what is looked at are whole seconds
            before = count()
            change()
            wait_until(lambda before=before: count() > before)


@pytest.mark.slow
def test_a_folder_that_comes_goes_or_is_replaced_is_watched(tmp_path):
    (tmp_path / "kommuner").mkdir()
    inside = tmp_path / "templates" / "klausuler"
    with watching(tmp_path / "kommuner", tmp_path / "templates") as count:
        for change in (
            lambda: inside.mkdir(parents=True),
            lambda: (inside / "nb.md").write_text("En"),
            lambda: (tmp_path / "templates").rename(tmp_path / "borte"),
            lambda: inside.mkdir(parents=True),
            lambda: (inside / "nb.md").write_text("To"),
        ):
            before = count()
            change()
            wait_until(lambda before=before: count() > before)
            time.sleep(0.7)  # until what has come is watched


@pytest.mark.slow
def test_a_file_that_is_a_link_is_watched_where_it_lies(tmp_path):
    elsewhere = tmp_path / "et annet sted"
    elsewhere.mkdir()
    (elsewhere / "ekte.yaml").write_text("En")
    (tmp_path / "arbeid" / "kommuner").mkdir(parents=True)
    try:
        (tmp_path / "arbeid" / "kommuner" / "a.yaml").symlink_to(elsewhere / "ekte.yaml")
    except OSError:
        leave_out("links cannot be made here: one to a municipality's file was not tested")
    inputs = Workspace(tmp_path / "arbeid").list_inputs()
    assert elsewhere / "ekte.yaml" in inputs
    with watching(*inputs) as count:
        for text in ("To", "Tre", "Fire"):
            before = count()
            (elsewhere / "ny.yaml").write_text(text)
            (elsewhere / "ny.yaml").replace(elsewhere / "ekte.yaml")
            wait_until(lambda before=before: count() > before)
            time.sleep(0.7)  # until the new file is watched
        before = count()
        (elsewhere / "ekte.yaml").write_text("Fem")
        wait_until(lambda: count() > before)


# The page


def read_panel(page: bytes) -> str:
    (panel,) = (
        each for each in parse_page(page.decode()).iter("section") if each.get("class") == "preview"
    )
    return plain("".join(panel.itertext()))


@pytest.fixture
def preview(workspace) -> Preview:
    return Preview(workspace.root, "eksempel", NORWEGIAN)


def mistype(municipality: Path) -> None:
    text = municipality.read_text(encoding="utf-8")
    municipality.write_text(text.replace("minst: 2", "minst: to"), encoding="utf-8")


def test_a_page_without_problems_says_so(preview):
    page = preview.make_page()
    said = read_panel(page)
    assert said.startswith("Forhåndsvisning ")
    assert said.endswith("kommuner/eksempel.yaml Ingen feil eller advarsler")
    assert b'data-state="good"' in page and b"data-stale" not in page.split(b"</style>")[1]


def test_problems_are_told_as_check_tells_them_above_the_last_agreement(preview, municipality):
    good = preview.make_page()
    mistype(municipality)
    page = preview.make_page()
    said = read_panel(page)
    place = municipality.as_posix()
    assert f"{place}:53:18 politirådets_møter.møter.minst her skal det stå et heltall" in said
    assert "[value-not-integer] 53" in said and "skriv bare tallet, med sifre" in said
    assert "Avtalen er ikke oppdatert: 1 feil" in said
    assert "Avtalen nedenfor er slik den var før disse feilene oppsto." in said
    assert b"<mark>to</mark>" in page
    assert page.split(b"<main", 1)[1] == good.split(b"<main", 1)[1]
    municipality.write_text(
        municipality.read_text(encoding="utf-8").replace("minst: to", "minst: 2"), encoding="utf-8"
    )
    assert preview.make_page() == good


def test_where_there_was_never_an_agreement_the_problems_stand_alone(preview, municipality):
    municipality.write_text("mal: [\n", encoding="utf-8")
    page = preview.make_page()
    assert "[yaml-" in read_panel(page)
    assert "Avtalen vises her når feilene er rettet." in page.decode()
    assert b"aria-description=" not in page
    municipality.unlink()
    assert "[name-unknown]" in read_panel(preview.make_page())


def test_warnings_are_folded_away(preview, municipality):
    text = municipality.read_text(encoding="utf-8")
    municipality.write_text(text.replace("2027, til: 2030", "2020, til: 2021"), encoding="utf-8")
    page = preview.make_page()
    (folded,) = (
        e for e in parse_page(page.decode()).iter("details") if e.get("id") == ".advarsler"
    )
    assert folded.get("open") is None
    assert plain("".join(folded.itertext())).startswith("1 advarsel")
    assert b'data-state="warning"' in page and b'<h2 id=".problemer"' not in page


def test_an_agreement_that_can_be_put_together_is_shown_though_there_are_errors(
    preview, municipality
):
    text = municipality.read_text(encoding="utf-8")
    style = municipality.parent.parent / "templates" / "stil"
    style.mkdir(parents=True)
    (style / "stil.yaml").write_text("logoer: {Ingen: {fil: logoer/ingen.png, alt: x}}\n")
    municipality.write_text(text.replace("minst: 2", "minst: 3"), encoding="utf-8")
    page = preview.make_page().decode()
    assert "1 feil" in read_panel(page.encode()) and "ikke oppdatert" not in page
    assert "tre ganger" in page.split("<main")[1]


def test_words_of_a_file_are_words_on_the_page(preview, municipality):
    text = municipality.read_text(encoding="utf-8")
    hostile = "</section><script>alert(1)</script>"
    municipality.write_text(text.replace("minst: 2", f'minst: "{hostile}"'), encoding="utf-8")
    page = preview.make_page().decode()
    assert "<script>alert" not in page
    assert hostile in read_panel(page.encode())


def test_the_page_speaks_the_language_of_messages(workspace, municipality):
    mistype(municipality)
    page = Preview(workspace.root, "eksempel", read_catalogue("en")).make_page()
    said = read_panel(page)
    assert said.startswith("Preview ") and "1 error" in said and "expected a whole number" in said
    assert b'<section class="preview" lang="en"' in page


# Where the words come from


@pytest.fixture(scope="module")
def tromso():
    """What explains a block of Tromsø's agreement, in a workspace that is named by no folder."""
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        made = make(Workspace(Path()), "tromso", find_today())
    finally:
        os.chdir(here)
    assert made.agreement and not made.listing.problems
    return origins.Origins(made.agreement, NORWEGIAN)


def line_of(name: str, words: str) -> int:
    lines = (ROOT / "kommuner" / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    return 1 + next(number for number, line in enumerate(lines) if words in line)


def test_a_paragraph_names_its_clause_and_each_choice_with_its_line(tromso):
    line = line_of("tromso", "  møter: ")
    assert tromso.explain("politirådets_møter", (("politirådets_møter", "møter"),)) == (
        "Klausul: politirådets_møter – templates/klausuler/politirådets_møter/nb.md\n"
        f"Valg: politirådets_møter.møter – kommuner/tromso.yaml:{line}"
    )
    member = ("politirådets_medlemmer", "medlemmer", 0, "rolle")
    assert tromso.explain("politirådets_medlemmer", (member,)).splitlines()[1] == (
        "Valg: politirådets_medlemmer.medlemmer[1].rolle – "
        f"kommuner/tromso.yaml:{line_of('tromso', '{rolle: ordfører,')}"
    )


def test_words_that_no_value_fills_are_those_of_the_clause(tromso):
    assert tromso.explain("bakgrunn", ()) == (
        "Klausul: bakgrunn – templates/klausuler/bakgrunn/nb.md"
    )


def test_a_heading_of_the_municipalitys_own_is_its_own_words(tromso):
    line = line_of("tromso", "  slt: Operativt")
    assert tromso.explain("slt", (("overskrifter", "slt"),)).splitlines()[1] == (
        f"Egen tekst: overskrifter.slt – kommuner/tromso.yaml:{line}"
    )


def test_the_cover_and_the_signatures_name_the_facts(tromso):
    assert tromso.explain("", ()) == (
        "Avtalemal: politiråd_og_politikontakt – templates/avtaler/politiråd_og_politikontakt.yaml"
    )
    line = line_of("tromso", "navn: Tromsø kommune")
    fact = f"Opplysning: parter[1].navn – kommuner/tromso.yaml:{line}"
    assert tromso.explain("", (("parter", 0, "navn"),)) == fact
    assert tromso.explain(".underskrifter", ((0,),)).splitlines() == [
        fact,
        f"Opplysning: parter[1].underskrift.tittel – kommuner/tromso.yaml:{line + 3}",
        f"Opplysning: status.sted – kommuner/tromso.yaml:{line_of('tromso', '  sted: Tromsø')}",
        f"Opplysning: status.dato – kommuner/tromso.yaml:{line_of('tromso', '  dato: 07')}",
    ]
    assert "parter[2].navn" in tromso.explain(".underskrifter", ((1,),))


def test_what_nobody_chose_is_chosen_by_default(tromso):
    said = tromso.explain("slt", (("titler", "slt_koordinator"),))
    assert said.splitlines()[1] == "Opplysning: titler.slt_koordinator – forvalgt"


def test_own_words_are_not_called_those_of_the_clause_that_they_stand_in(workspace, municipality):
    with municipality.open("a", encoding="utf-8") as file:
        file.write(
            "\nlokalt:\n"
            "  - {erstatt: varighet, tekst: Avtalen varer., grunn: Slik ble det.}\n"
            "  - {tillegg: bakgrunn, tekst: Mer., grunn: Slik ble det.}\n"
            "  - {ny: eget, overskrift: Eget, tekst: Nytt., grunn: Slik ble det.}\n"
        )
    made = make(workspace, "eksempel")
    assert made.agreement, made.listing
    explain = origins.Origins(made.agreement, NORWEGIAN).explain
    first = len(municipality.read_text(encoding="utf-8").splitlines()) - 2
    place = municipality.as_posix()
    added = explain("bakgrunn", (("lokalt", 1, "tekst"),))
    assert added == f"Egen tekst: lokalt[2].tekst – {place}:{first + 1}"
    for section, position in (("varighet", 0), ("eget", 2)):
        said = f"Egen tekst: lokalt[{position + 1}].tekst – {place}:{first + position}"
        assert explain(section, (("lokalt", position, "tekst"),)) == said
        assert explain(section, ()) == said, "a cell with nothing in it"


def test_a_paragraph_names_the_choices_that_it_stands_there_for_without_printing_them():
    reading = read("rana")
    steering = find_steering(reading)
    said = {words[:30]: [path[1] for path in paths]
            for (clause, words), paths in steering.items() if clause == "formål"}  # fmt: skip
    assert said["Avtalen skal også vise hva kom"] == ["bidrag", "nivåer"]
    assert said["Det kriminalitetsforebyggende "] == ["prinsipper"]


def test_words_that_stand_in_the_clause_whatever_is_chosen_have_no_choice():
    steering = find_steering(read("stjordal"))
    clauses = {clause for clause, _ in steering}
    assert ("taushetsplikt" in clauses) or ("evaluering" in clauses)
    assert all(paths for paths in steering.values())
    assert all(path[0] == clause for (clause, _), paths in steering.items() for path in paths)


def test_a_choice_is_named_once_whether_it_prints_or_steers():
    made = make(Workspace(ROOT), "rana")
    explain = origins.Origins(
        made.agreement, NORWEGIAN, find_steering(made.agreement.reading)
    ).explain
    for _, section in walk_sections(made.agreement.document.sections):
        for content in walk_contents(section.blocks):
            paths = tuple(i.path for i in walk_inlines(content) if isinstance(i, Value))
            lines = explain(section.id, tuple(dict.fromkeys(paths)), (content,)).splitlines()
            assert len(lines) == len(set(lines))
            assert lines, section.id
    content = made.agreement.document.sections[1].blocks[1].content
    assert [line.split(" – ")[0] for line in explain("formål", (), (content,)).splitlines()] == [
        "Klausul: formål", "Valg: formål.bidrag", "Valg: formål.nivåer",
    ]  # fmt: skip


def test_every_block_of_the_five_is_explained_by_lines_that_are_there():
    for file in sorted((ROOT / "kommuner").glob("*.yaml")):
        page = Preview(ROOT, file.stem, NORWEGIAN).make_page().decode()
        told = re.findall(r'aria-description="([^"]*)"', page)
        assert len(told) > 50
        for name, number in re.findall(r" – (\S+?):(\d+)$", "\n".join(told), re.MULTILINE):
            assert 0 < int(number) <= len(Path(name).read_text(encoding="utf-8").splitlines())
        assert all(told)


# The command


@contextmanager
def start(*words: str, cwd: Path):
    """The command, and the address that it says, until it is ended."""
    with subprocess.Popen(
        [sys.executable, "-m", "avtalegen", "preview", *words],
        cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    ) as process:  # fmt: skip
        try:
            line = process.stdout.readline()
            yield (
                process,
                re.fullmatch(
                    r"Forhåndsvisning: (http://127\.0\.0\.1:\d+/\S+/)  \(avslutt med Ctrl\+C\)\n",
                    line,
                )[1],
            )
        finally:
            process.kill()


def fetch(address: str) -> str:
    host, _slash, path = address.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=SOON)
    try:
        connection.request("GET", f"/{path}")
        return connection.getresponse().read().decode()
    finally:
        connection.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize(
    "ending", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)]
)
def test_the_page_follows_the_files_until_somebody_ends_it(workspace, municipality, ending):
    clause = workspace.root / "templates" / "klausuler" / "varighet"
    with start("eksempel", cwd=workspace.root) as (process, address):
        assert "to ganger" in fetch(address)
        text = municipality.read_text(encoding="utf-8")
        municipality.write_text(text.replace("minst: 2", "minst: 5"), encoding="utf-8")
        wait_until(lambda: "fem ganger" in fetch(address))
        municipality.write_text(text.replace("minst: 2", "minst: fem"), encoding="utf-8")
        wait_until(lambda: "kommuner/eksempel.yaml:53:18" in fetch(address))
        assert "fem ganger" in fetch(address)
        municipality.write_text(text, encoding="utf-8")
        wait_until(lambda: "Ingen feil" in fetch(address))
        shutil.copytree(ROOT / "templates" / "klausuler" / "varighet", clause)
        with (clause / "nb.md").open("a", encoding="utf-8") as file:
            file.write("\nAvtalen varer i evighet.\n")
        wait_until(lambda: "Avtalen varer i evighet." in fetch(address))
        process.send_signal(ending)
        out, err = process.communicate(timeout=SOON)
    assert (process.returncode, out, err) == (0, "", "")


def test_two_previews_can_be_open_at_once(workspace):
    with (
        start("eksempel", cwd=workspace.root) as (_, one),
        start("eksempel", "-w", str(workspace.root), cwd=ROOT) as (_, other),
    ):
        assert one != other
        assert "to ganger" in fetch(one) and "to ganger" in fetch(other)


def test_an_unknown_name_is_told_as_build_tells_it_and_nothing_is_served(workspace):
    done = run("preview", "eksempl", cwd=workspace.root)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "kommuner  det finnes ingen kommunefil som heter «eksempl» i mappa kommuner  [name-unknown]\n"
        "    mente du eksempel?\n"
    )


def test_a_port_in_use_is_told_and_ends_with_3(workspace, server):
    done = run("preview", "eksempel", "--port", str(server.port), cwd=workspace.root)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        f"127.0.0.1:{server.port} kunne ikke brukes: et annet program bruker den allerede; velg en annen port\n"
    )


def test_a_browser_is_opened_where_that_is_asked_for(workspace, tmp_path):
    seen = tmp_path / "seen.txt"
    browser = tmp_path / "browser.py"
    browser.write_text(f"import sys; open({str(seen)!r}, 'w').write(sys.argv[1])")
    os.environ["BROWSER"] = f"{sys.executable} {browser} %s"
    try:
        with start("eksempel", "--open", cwd=workspace.root) as (_, address):
            wait_until(lambda: seen.exists() and seen.read_text() == address)
    finally:
        del os.environ["BROWSER"]
