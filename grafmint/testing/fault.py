"""Faults: what a test lets go wrong, and the requests that it goes wrong for."""

from collections.abc import Mapping
from typing import Any, Literal, TypedDict, Unpack

import attrs
import orjson

from grafmint.testing.reply import HTML, JSON, Reply

#: What Grafana answers when its database was locked for too long.
LOCKED = {"message": "Failed to save dashboard", "traceID": ""}
_PAGE = "<!DOCTYPE html>\n<html><body>Not a Grafana</body></html>\n"


class Where(TypedDict, total=False):
    """Which requests a fault is for, as the fields of a Fault."""

    method: str | None
    path: str
    times: int


class Failure(Where, total=False):
    """What is answered instead, as the fields of a Fault."""

    status: int
    body: Mapping[str, Any] | str
    headers: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Fault:
    """What goes wrong with the next `times` requests whose method and beginning of path are these.

    `answer` answers with the status, body and headers instead of doing anything; a text as body is a page of HTML.
    `drop` does what was asked and closes the connection without an answer; `refuse` closes it and does nothing.
    """

    happens: Literal["answer", "drop", "refuse"] = "answer"
    status: int = 500
    body: Mapping[str, Any] | str = attrs.field(factory=LOCKED.copy)
    headers: Mapping[str, str] = attrs.field(factory=dict)
    method: str | None = None
    path: str = ""
    times: int = 1

    def meets(self, method: str, path: str) -> bool:
        """Whether a request is one that it goes wrong for."""
        return self.method in {None, method} and path.startswith(self.path)

    def reply(self) -> Reply:
        """What is answered instead."""
        if isinstance(self.body, str):
            return Reply(status=self.status, body=self.body.encode(), content_type=HTML, headers=self.headers)
        return Reply(status=self.status, body=orjson.dumps(self.body), content_type=JSON, headers=self.headers)


def page(status: int = 200, **where: Unpack[Where]) -> Fault:
    """A fault that answers with somebody else's page, as a proxy in front of Grafana does."""
    return Fault(status=status, body=_PAGE, **where)
