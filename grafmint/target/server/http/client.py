"""Requests to one Grafana: tried again where that is safe, bounded, and told without secrets."""

import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from types import TracebackType
from typing import Self, TypeGuard
from urllib.parse import urlencode

import attrs
import orjson

from grafmint.environment import Server
from grafmint.errors import CredentialsError, TargetError
from grafmint.model.base import Json
from grafmint.target.server.http.credentials import Credentials, credentials_of
from grafmint.target.server.http.faults import Refused
from grafmint.target.server.http.judge import Answer, Judge, parsed
from grafmint.target.server.http.limiter import Limiter
from grafmint.target.server.http.reply import Broken, Reply
from grafmint.target.server.http.retry import CROWDED, UNSURE, Fault, Policy
from grafmint.target.server.http.session import open_session
from grafmint.target.server.http.veil import Veil

CONNECTIONS = 16
#: So many writes go at once at most: SQLite takes no more, and other databases gain nothing by it.
WRITES = 8
_NOT_FOUND, _CONFLICT, _PRECONDITION_FAILED, _FAILED = 404, 409, 412, 500
# Of the document that all of alerting's notifications share, Grafana 9 says so in this way.
_MISMATCHES = {
    _CONFLICT: b"",
    _PRECONDITION_FAILED: b'"version-mismatch"',
    _FAILED: b"could not find object using provided id and hash",
}
Unfounded = Callable[[], bool]
#: Reads what was asked for out of an answer's JSON; None where it is not in it.
Found = Callable[[Json], Json]


class Http:
    """One session to one Grafana; safe to use from several threads, and to be closed when done.

    Paths are written as they go over the wire. Errors: Refused, Forbidden, Unreachable, Uncertain, CredentialsError.
    """

    def __init__(
        self,
        server: Server,
        credentials: Credentials | None,
        *,
        connections: int = CONNECTIONS,
        policy: Policy | None = None,
    ) -> None:
        self._halted = threading.Event()
        self._policy = policy or Policy()
        self._session = open_session(server, credentials, connections)
        self._veil = Veil()
        self._veil.hide((*(credentials.secrets() if credentials else ()), *self._session.secrets()))
        source = credentials.source if credentials else None
        self._judge = Judge(address=server.url, source=source, org=server.org, veil=self._veil)
        self._writes = Limiter(WRITES)
        # Whether this server ever answered; written once, from whatever thread.
        self._answered = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def get(self, path: str, **query: object) -> Json:
        """What the server has at a path; a list in the query is repeated, None is left out."""
        return self._ask("GET", path + _query(query), None).body

    def find(self, path: str, **query: object) -> Json | None:
        """As `get`, but None where Grafana itself says that there is nothing."""
        try:
            return self.get(path, **query)
        except Refused as refused:
            if refused.status == _NOT_FOUND and refused.said:
                return None
            raise

    def send(self, method: str, path: str, body: object = None, *, unfounded: Unfounded | None = None) -> Json:
        """Ask for a change: bytes are sent as they are, anything else as JSON, None as nothing.

        `unfounded` is asked when a precondition is said to have failed: where it holds all the same, the server is
        only busy.
        """
        content = body if body is None or isinstance(body, bytes) else orjson.dumps(body)
        return self._ask(method, path, content, unfounded).body

    def ask(self, path: str, question: object, found: Found) -> Json:
        """What `found` reads, whatever the status, in the answer to a question that goes as POST and changes nothing.

        Whoever only asks may ask again, whatever became of the question. Where nothing is found, it is an error as of
        any read.
        """
        for reply in self._replies("POST", path, orjson.dumps(question), writes=False):
            answer = found(parsed(reply.body)) if isinstance(reply, Reply) else None
            if answer is not None:
                return answer
        raise self._judge.error("POST", path, reply, writes=False)

    def shown(self, text: object) -> str:
        """A server's own words on one line, not longer than anyone reads, and without secrets."""
        return self._judge.shown(str(text))

    def halt(self) -> None:
        """Try nothing again from now on, and wait no longer for that."""
        self._halted.set()

    def hide(self, secrets: Iterable[str]) -> None:
        """From now on these are never shown in messages."""
        self._veil.hide(secrets)

    def _ask(self, method: str, path: str, body: bytes | None, unfounded: Unfounded | None = None) -> Answer:
        writes = method != "GET"
        *earlier, last = self._replies(method, path, body, unfounded, writes=writes)
        try:
            return self._judge.answer(method, path, last, writes=writes)
        except (TargetError, CredentialsError) as error:
            if not (writes and any(reply.fault in UNSURE for reply in earlier)):
                raise
            doubt = self._judge.doubt(method, path, error)
        raise doubt

    def _replies(
        self, method: str, path: str, body: bytes | None, unfounded: Unfounded | None = None, *, writes: bool
    ) -> Iterator[Reply | Broken]:
        """How each attempt ended, up to the one after which nothing is tried again."""
        policy = self._policy
        begun = policy.clock()
        for tried in count(1):
            reply = self._attempt(method, path, body, unfounded)
            yield reply
            if reply.fault is None:
                return
            elapsed = policy.clock() - begun
            wait = policy.wait(
                reply.fault, writes=writes, answered=self._answered, tried=tried, elapsed=elapsed, asked=reply.asked
            )
            if wait is None:
                return
            (policy.sleep or self._halted.wait)(wait)
            if self._halted.is_set():
                return

    def _attempt(self, method: str, path: str, body: bytes | None, unfounded: Unfounded | None) -> Reply | Broken:
        now = self._policy.now()
        if method == "GET":
            reply = self._session.exchange(method, path, body, now)
        else:
            with self._writes.slot() as slot:
                reply = self._session.exchange(method, path, body, now)
                if unfounded is not None and _is_mismatch(reply) and unfounded():
                    reply = attrs.evolve(reply, fault=Fault.BUSY)
                slot.crowded = reply.fault in CROWDED
        self._answered = self._answered or isinstance(reply, Reply)
        return reply


def connect(server: Server, *, what: str) -> Http:
    """A session to an environment's server; `what` is the environment's name.

    Raise CredentialsError where its token or password cannot be had.
    """
    return Http(server, credentials_of(server, what=what))


def _is_mismatch(reply: Reply | Broken) -> TypeGuard[Reply]:
    return isinstance(reply, Reply) and reply.status in _MISMATCHES and _MISMATCHES[reply.status] in reply.body


def _query(query: dict[str, object]) -> str:
    pairs = {key: _plain(value) for key, value in query.items() if value is not None}
    return f"?{urlencode(pairs, doseq=True)}" if pairs else ""


def _plain(value: object) -> object:
    """Grafana reads `true`, not Python's `True`."""
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else value
