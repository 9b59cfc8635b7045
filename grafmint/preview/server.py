"""The server of a preview: one page and the news of it, to this machine only."""

import sys
from errno import EADDRINUSE
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from grafmint.errors import GrafmintError
from grafmint.preview.channel import Channel
from grafmint.preview.session import script
from grafmint.render.page import policy

ADDRESS = "127.0.0.1"
#: So often a silent connection is tried, in seconds: a browser that has gone is not told of otherwise.
_BEAT = 15.0
#: So long the first page is waited for before one stands in for it, in seconds.
_SOON = 1.0
_FREE = "name another --port, or leave it out to take a free one"
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Server(ThreadingHTTPServer):
    """Listens from the beginning; raises GrafmintError when the port is taken."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, channel: Channel, port: int = 0) -> None:
        self.channel = channel
        try:
            super().__init__((ADDRESS, port), Handler)
        except OSError as error:
            why = "is in use" if error.errno == EADDRINUSE else f"cannot be used: {error.strerror}"
            raise GrafmintError(f"port {port} of this machine {why}", hint=_FREE) from error

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has gone before its answer came."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def url(self) -> str:
        """Where a browser finds the page."""
        return f"http://{ADDRESS}:{self.server_port}/"


class Handler(BaseHTTPRequestHandler):
    """One connection of a browser."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Answer with the page, or with the versions of it as they come."""
        # A site elsewhere may have its name lead here; only a browser that was sent here says so.
        names = {f"{name}:{self.server.server_port}" for name in (ADDRESS, "localhost")}
        if self.headers.get("Host") not in names:
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", f"open {self.server.url}\n".encode())
        elif self.path == "/":
            self._answer(HTTPStatus.OK, "text/html", self.server.channel.other_than("", _SOON).content)
        elif self.path == "/events":
            self._events()
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"there is only one page: /\n")

    def do_HEAD(self) -> None:
        """Answer as for GET, with nothing behind the head."""
        self.do_GET()

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002  # the name of the base
        """Say nothing: the terminal is for what is built."""

    def _answer(self, status: HTTPStatus, type_: str, content: bytes) -> None:
        self._begin(status, type_)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _events(self) -> None:
        self._begin(HTTPStatus.OK, "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        channel, told = self.server.channel, ""
        try:
            while not channel.is_closed:
                version = channel.other_than(told, _BEAT).version
                self.wfile.write(f"data: {version}\n\n".encode() if version != told else b":\n\n")
                told = version
        except OSError:  # the browser has gone
            self.close_connection = True

    def _begin(self, status: HTTPStatus, type_: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{type_}; charset=utf-8")
        self.send_header("Content-Security-Policy", f"{policy(script())}; frame-ancestors 'none'")
        for name, value in _HEADERS.items():
            self.send_header(name, value)
