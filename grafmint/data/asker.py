"""Asker: questions to one Grafana that change nothing although they are sent as POST."""

from itertools import count
from typing import Any

import orjson

from grafmint.environment import Server
from grafmint.errors import GrafmintError
from grafmint.target.server.credentials import credentials_of
from grafmint.target.server.http import Http
from grafmint.target.server.judge import _json
from grafmint.target.server.reply import Broken, Reply
from grafmint.target.server.retry import CROWDED

_QUERY = "/api/ds/query"


class Asker(Http):
    """One session to one Grafana; safe to use from several threads. Errors are those of `Http`."""

    def results(self, body: object) -> Any:
        """The `results` of an answer to queries, also where Grafana says that one of them failed."""
        content = orjson.dumps(body)
        policy, begun = self._policy, self._policy.clock()
        for tried in count(1):
            reply = self._asked(content)
            found = _results(reply)
            if found is not None:
                return found
            wait = None
            if reply.fault is not None:
                elapsed = policy.clock() - begun
                # Whoever only asks may ask again, whatever became of the question.
                wait = policy.wait(
                    reply.fault, writes=False, answered=self._answered, tried=tried, elapsed=elapsed, asked=reply.asked
                )
            if wait is None or self._halted.is_set():
                break
            (policy.sleep or self._halted.wait)(wait)
        raise self._failure(reply)

    def shown(self, text: object) -> str:
        """A server's own words on one line, not longer than anyone reads, and without secrets."""
        return self._judge._shown(str(text))

    def _failure(self, reply: Reply | Broken) -> GrafmintError:
        """Why there is no answer, told as of any read: nothing can have been done."""
        asked = f"POST {_QUERY}"
        if isinstance(reply, Broken):
            return self._judge._broken(asked, reply, writes=False)
        return self._judge._error(asked, reply, _json(reply.body), writes=False)

    def _asked(self, content: bytes) -> Reply | Broken:
        with self._writes.slot() as slot:
            reply = self._session.exchange("POST", _QUERY, content, self._policy.now())
            slot.crowded = reply.fault in CROWDED
        self._answered = self._answered or isinstance(reply, Reply)
        return reply


def open_asker(server: Server, *, what: str) -> Asker:
    """A session to an environment's server; raises CredentialsError where its token or password cannot be had."""
    return Asker(server, credentials_of(server, what=what))


def _results(reply: Reply | Broken) -> Any:
    """What Grafana answers to queries, with whatever status; None for anything else."""
    if not isinstance(reply, Reply):
        return None
    document = _json(reply.body)
    results = document.get("results") if isinstance(document, dict) else None
    return results if isinstance(results, dict) else None
