"""A plain client: one request over a connection of its own."""

from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote, urlsplit

import attrs
import orjson


@attrs.frozen
class Answer:
    """What came back."""

    status: int
    body: bytes
    content_type: str
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return orjson.loads(self.body)


def send(url: str, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
    """Ask a server for one thing."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=20)
    try:
        connection.request(method, quote(parts.path + path, safe="/?=&%:"), body, headers or {})
        answer = connection.getresponse()
        content_type = answer.getheader("Content-Type", "").partition(";")[0]
        return Answer(answer.status, answer.read(), content_type, dict(answer.getheaders()))
    finally:
        connection.close()


def ask(url: str, token: str, method: str, path: str, body: Any = None) -> Answer:
    """The same with a token, and JSON as body."""
    sent = None if body is None else orjson.dumps(body)
    return send(url, method, path, sent, {"Authorization": f"Bearer {token}"})
