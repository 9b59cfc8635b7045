"""Replies: what a handler answers, and the forms of Grafana's messages."""

from collections.abc import Mapping
from typing import Any

import attrs
import orjson

JSON = "application/json"
HTML = "text/html; charset=utf-8"


@attrs.frozen(kw_only=True)
class Reply:
    """A status, the bytes of a body and what headers say of them."""

    status: int = 200
    body: bytes = b""
    content_type: str = JSON
    headers: Mapping[str, str] = attrs.field(factory=dict)


#: What is answered to what was deleted.
NO_CONTENT = Reply(status=204)
#: What is answered to who asks for a thing that is not there, where Grafana has no message for it.
NOTHING = Reply(status=404, body=b"null", content_type="text/plain; charset=utf-8")


class AnsweredError(Exception):
    """A handler ends here, with this reply."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status)
        self.reply = reply


class UnservedError(Exception):
    """No recording says what Grafana answers to this."""


def reply(value: Any, status: int = 200) -> Reply:
    """A JSON reply."""
    return Reply(status=status, body=orjson.dumps(value))


def refused(status: int, message: str, *, word: str = "", traced: bool = False) -> AnsweredError:
    """A refusal with its message; `word` is its `status`, and only errors that Grafana logs are traced."""
    body = {"message": message}
    if word:
        body["status"] = word
    if traced:
        body["traceID"] = ""
    return AnsweredError(reply(body, status))


def bad_request() -> AnsweredError:
    """The refusal of a body that is no JSON, or lacks what is required."""
    return refused(400, "bad request data", traced=True)


def denied(needed: str) -> AnsweredError:
    """The refusal of a caller who lacks a permission."""
    message = f"You'll need additional permissions to perform this action. Permissions needed: {needed}"
    return AnsweredError(reply({"accessErrorId": "ACE0000000000", "message": message, "title": "Access denied"}, 403))
