"""Server: HTTP/1.1 over a real socket, a thread a connection, as little work a request as the protocol allows."""

import socket
import socketserver
import threading
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from typing import cast

from grafmint.testing.core import Core
from grafmint.testing.reply import Reply

_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_LONGEST_LINE = 65536
_POLL_SECONDS = 0.01


class Server(ThreadingHTTPServer):
    """Serves a core on a port of this machine; closing it ends the connections that are still open."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, core: Core, port: int) -> None:
        self.core = core
        self.connections: set[socket.socket] = set()
        self._again: threading.Timer | None = None
        super().__init__(("127.0.0.1", port), Connection)
        self._thread = self._serving()

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more, for good."""
        if self._again is not None:
            self._again.cancel()
            self._again.join()
        self.shutdown()
        self._thread.join()
        self.close_connections()
        self.server_close()

    def pause(self, seconds: float) -> None:
        """Close every connection and refuse new ones for so long; the port stays taken."""
        self.shutdown()
        self._thread.join()
        self.socket.close()
        self.socket = socket.socket(self.address_family, self.socket_type)
        # What is bound and does not listen is refused by the system, and nobody else gets the port.
        self.server_bind()
        self.close_connections()
        self._again = threading.Timer(seconds, self._resume)
        self._again.start()

    def _resume(self) -> None:
        self.server_activate()
        self._thread = self._serving()
        self._thread.start()

    def _serving(self) -> threading.Thread:
        return threading.Thread(target=self.serve_forever, args=(_POLL_SECONDS,), daemon=True)

    def server_bind(self) -> None:
        """Bind without asking for this machine's name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.socket.getsockname()

    def close_connections(self) -> None:
        """End what clients have kept open."""
        for connection in list(self.connections):
            _end(connection)


class Connection(socketserver.StreamRequestHandler):
    """One connection: requests one after the other, until either side has had enough."""

    disable_nagle_algorithm = True
    wbufsize = 0

    def handle(self) -> None:
        """Answer until the client closes."""
        server = cast("Server", self.server)
        server.connections.add(self.connection)
        try:
            while self._answer_one(server.core):
                pass
        except OSError:
            # The client went away in the middle, as tests let it.
            return
        finally:
            server.connections.discard(self.connection)

    def _answer_one(self, core: Core) -> bool:
        line = self.rfile.readline(_LONGEST_LINE).split()
        if len(line) != 3:  # noqa: PLR2004 - method, target, protocol
            return False
        method, target, _ = (part.decode("latin-1") for part in line)
        headers = self._headers()
        if headers.get("expect", "").lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        body = self.rfile.read(int(headers.get("content-length", 0)))
        reply = core.answer(method, target, headers, body)
        if reply is None:
            _end(self.connection)
            return False
        self.wfile.write(_bytes(reply))
        return headers.get("connection", "").lower() != "close"

    def _headers(self) -> dict[str, str]:
        headers = {}
        while (line := self.rfile.readline(_LONGEST_LINE)) not in {b"\r\n", b"\n", b""}:
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        return headers


def _bytes(reply: Reply) -> bytes:
    """A whole answer, to be sent in one piece."""
    head = [f"HTTP/1.1 {reply.status} {_PHRASES.get(reply.status, '')}", f"Content-Type: {reply.content_type}"]
    head += [f"{name}: {value}" for name, value in reply.headers.items()]
    head += ["Cache-Control: no-cache", f"Content-Length: {len(reply.body)}", "", ""]
    return "\r\n".join(head).encode("latin-1") + reply.body


def _end(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        # It has ended already.
        return
