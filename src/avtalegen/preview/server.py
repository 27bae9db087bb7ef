"""Serve one page to this machine, at an address that nobody can guess, and tell when it changes.

Takes pages as bytes, and has the last one: nothing is read from a disk because of a request. It
must never know what stands on a page. With it, nothing else knows http.server.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import socket
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Condition, Thread
from typing import Any, Self

HOST = "127.0.0.1"
_PAGE, _EVENTS = "", "events"
# Seconds between signs of life, which find out that a browser has gone, and those that a browser
# has for a request.
_HEARTBEAT, _PATIENCE = 15.0, 30.0
# What the page may load it says itself; who may show it inside another page, only this can say.
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Server(ThreadingHTTPServer):
    """Serves the page that was shown last, from when it is entered until it is left."""

    daemon_threads = False
    request_queue_size = 64  # a browser and its tabs ask many things at once
    allow_reuse_address = os.name != "nt"  # on Windows, two could then have one port

    def __init__(self, port: int = 0) -> None:
        self.token = secrets.token_urlsafe()
        self._changed = Condition()
        self._page, self._version, self._ended = b"", 0, False
        self._connections: set[Any] = set()
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            used = error.errno == errno.EADDRINUSE
            reason = "Address already in use" if used else error.strerror
            raise OSError(error.errno, reason, f"{HOST}:{port}") from error
        self._thread = Thread(target=self.serve_forever, args=(0.05,), name="preview")

    @property
    def port(self) -> int:
        """The port that was asked for, or that was free."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.port}/{self.token}/"

    @property
    def page(self) -> bytes:
        """The page that was shown last."""
        return self._page

    def show(self, page: bytes) -> None:
        """The page is served from now on; browsers are told where it is another."""
        with self._changed:
            if page != self._page:
                self._page, self._version = page, self._version + 1
                self._changed.notify_all()

    def wait(self, known: int) -> int | None:
        """The number of the page, as soon as it is not the known one; None when all has ended.

        The known one again where nothing has happened for a while.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._version != known, _HEARTBEAT)
            return None if self._ended else self._version

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_about: object) -> None:
        """Every connection is closed and every thread has ended."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        self.shutdown()
        for connection in tuple(self._connections):
            with contextlib.suppress(OSError):  # it may have been closed by the browser
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()
        self._thread.join()

    def server_bind(self) -> None:
        """The address is taken; HTTPServer would ask the network for the name of this machine."""
        TCPServer.server_bind(self)

    def process_request(self, request: Any, client_address: Any) -> None:
        """The request is answered in a thread of its own."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def close_request(self, request: Any) -> None:
        """The connection is closed."""
        self._connections.discard(request)
        super().close_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing is said of a browser that has gone; a mistake in this program is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = _PATIENCE

    def do_GET(self) -> None:
        match self._find_asked():
            case "":
                self._answer(HTTPStatus.OK, self.server.page)
            case "events":
                self._tell_changes()
            case _:
                self._answer(HTTPStatus.NOT_FOUND)

    def do_HEAD(self) -> None:
        self.do_GET()  # what follows the headers is left out where it would be written

    def _find_asked(self) -> str | None:
        """What is asked for, if it is something that there is, by somebody who knows the token.

        A page from elsewhere whose name leads to this machine gives that name as the host.
        """
        hosts = {f"{HOST}:{self.server.port}", f"localhost:{self.server.port}"}
        if not set(self.headers.get_all("Host", [""])) <= hosts:
            return None
        asked = self.path.encode("latin-1")
        for name in (_PAGE, _EVENTS):
            if secrets.compare_digest(asked, f"/{self.server.token}/{name}".encode()):
                return name
        return None

    def _answer(self, status: int, page: bytes = b"") -> None:
        self.send_response(status)
        if page:
            self.send_header("Content-Type", "text/html; charset=utf-8")
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def _tell_changes(self) -> None:
        """The number of each page, and signs of life, as long as somebody listens."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        if self.command == "HEAD":
            return
        self.wfile.write(b"retry: 1000\n\n")
        known = -1
        while (version := self.server.wait(known)) is not None:
            self.wfile.write(b":\n\n" if version == known else f"data: {version}\n\n".encode())
            known = version

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, *_about: object, **_more: object) -> None:
        """What is no request that there is an answer to gets no words."""
        unknown = code == HTTPStatus.NOT_IMPLEMENTED
        self.close_connection = True
        self._answer(HTTPStatus.METHOD_NOT_ALLOWED if unknown else code)

    def version_string(self) -> str:
        return "avtalegen"

    def log_message(self, *_about: object) -> None:
        """Nothing is said of requests."""
