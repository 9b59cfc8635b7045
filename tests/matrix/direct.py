"""A server without sockets: what is asked is answered by the double's core at once.

Of a sync in a test nearly all the time goes into connections between two sides in one process. What becomes of broken
ones is tried over real ones beside this; here it is what a sync decides.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs
import orjson

from grafmint.environment import Server
from grafmint.target.server.http import session
from grafmint.target.server.http.broken import broken
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.reply import Broken, Reply
from grafmint.target.server.http.retry import asked_to_wait, fault_of
from grafmint.target.server.http.session import Session
from grafmint.testing import Grafana
from grafmint.testing.core import Core

_CORES: dict[str, Core] = {}
_open_session = session.open_session


@attrs.frozen
class Direct:
    """A session to one core."""

    core: Core
    token: str | None

    def exchange(self, method: str, path: str, body: bytes | None, now: float) -> Reply | Broken:
        """One attempt, as over a connection."""
        # A 12 rehearses no folder: what is asked for there is done.
        assert "dryRun" not in path, path
        answered = self.core.answer(method, path, {"authorization": f"Bearer {self.token}"}, body or b"")
        if answered is None:
            return broken(ConnectionResetError(), 0.0)
        return Reply(
            status=answered.status,
            body=answered.body,
            fault=fault_of(answered.status, answered.body),
            asked=asked_to_wait(answered.headers.get("Retry-After"), now),
            location=answered.headers.get("Location"),
        )

    def secrets(self) -> tuple[str, ...]:
        """None of its own."""
        return ()

    def close(self) -> None:
        """There is nothing to close."""


@contextmanager
def unplugged(grafana: Grafana) -> Iterator[Grafana]:
    """A server that only sessions like these reach, and that must have served whatever it was asked."""
    _CORES[grafana.url] = grafana._core
    try:
        yield grafana
        assert grafana.unserved == []
    finally:
        del _CORES[grafana.url]
        grafana._server.server_close()


def open_session(server: Server, credentials: Credentials | None, connections: int) -> Session | Direct:
    """A session to a server, without sockets where it is one of those."""
    core = _CORES.get(server.url)
    if core is None:
        return _open_session(server, credentials, connections)
    return Direct(core, credentials.token if credentials is not None else None)


def ask(grafana: Grafana, method: str, path: str, body: Any = None) -> Any:
    """Somebody else's request, with all rights; what it is answered."""
    session = Direct(grafana._core, grafana.token)
    answer = session.exchange(method, path, orjson.dumps(body) if body is not None else None, 0.0)
    assert isinstance(answer, Reply), answer
    assert answer.status < 300, answer.body
    return orjson.loads(answer.body) if answer.body else None
