"""What stands at the other end of a socket in these tests: a server that does as it is told, one request at a time."""

import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import attrs

from grafmint.target.server.http.retry import Policy


@attrs.frozen
class Request:
    """What came over the wire."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Handler(BaseHTTPRequestHandler):
    """Keeps connections, writes no log, and leaves each request to the peer's script."""

    protocol_version = "HTTP/1.1"
    # With Nagle's algorithm an answer in two parts waits for an acknowledgement.
    disable_nagle_algorithm = True

    def _any(self) -> None:
        assert isinstance(self.server, Peer)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.next_act(Request(self.command, self.path, dict(self.headers), body))(self)

    do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815  # the names that the library looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's own name
        """Nothing: the tests read what was asked from the peer."""

    def handle(self) -> None:
        # Whoever is told to break connections sees broken ones.
        try:
            super().handle()
        except (OSError, ValueError):
            self.close_connection = True


Act = Callable[[Handler], None]


class Peer(ThreadingHTTPServer):
    """Does the acts one after the other, and the last one from then on; `requests` is what came."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, *acts: Act, family: int = socket.AF_INET) -> None:
        self.address_family = family
        super().__init__(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0), Handler)
        self.requests: list[Request] = []
        self._acts = acts
        self._lock = threading.Lock()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def next_act(self, request: Request) -> Act:
        """Note a request and say what is to be done with it."""
        with self._lock:
            self.requests.append(request)
            return self._acts[min(len(self.requests), len(self._acts)) - 1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: a handshake that fails is what a test wants to see from the other side."""


@contextmanager
def running(peer: Peer) -> Iterator[Peer]:
    """The peer while it answers."""
    thread = threading.Thread(target=peer.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield peer
    finally:
        peer.shutdown()
        peer.server_close()
        thread.join()


def secured(peer: Peer, certificate: Path, *, asks: bool = False) -> Peer:
    """The peer behind TLS; `asks` is whether it wants a certificate of its callers too."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if asks:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(certificate)
    peer.socket = context.wrap_socket(peer.socket, server_side=True)
    return peer


def says(body: object, status: int = 200, **headers: str) -> Act:
    """Answer with JSON, or with bytes as they are."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()

    def act(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return act


def resets(handler: Handler) -> None:
    """Break the connection without an answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def cuts(handler: Handler) -> None:
    """Promise more than is sent."""
    handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":')
    handler.close_connection = True


def sleeps(seconds: float) -> Act:
    """Answer too late."""

    def act(handler: Handler) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return act


@attrs.define
class FakeTime:
    """A clock that only waiting moves."""

    at: float = 0.0
    waits: list[float] = attrs.field(factory=list)

    def sleep(self, seconds: float) -> None:
        """Wait without waiting."""
        self.waits.append(seconds)
        self.at += seconds

    def policy(self) -> Policy:
        """The usual policy by this clock, always waiting as long as it may."""
        return Policy(clock=lambda: self.at, now=lambda: self.at, sleep=self.sleep, chance=lambda: 1.0)
