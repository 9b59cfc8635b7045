"""A browser without eyes: it asks the server of a preview, and listens to its news."""

import http.client
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import attrs

#: Longer than any build of a test takes, in seconds.
PATIENCE = 30


@attrs.frozen
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


def get(url: str, path: str = "/", method: str = "GET", host: str | None = None) -> Answer:
    """One request."""
    with closing(_connected(url, path, method, host)) as connection:
        answer = connection.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read().decode())


@contextmanager
def news(url: str) -> Iterator[Iterator[str]]:
    """The versions that the server tells, as they come."""
    with closing(_connected(url, "/events", "GET", None)) as connection:
        answer = connection.getresponse()
        assert answer.getheader("Content-Type") == "text/event-stream; charset=utf-8"
        lines = (line.decode().strip() for line in answer)
        yield (line.removeprefix("data: ") for line in lines if line.startswith("data: "))


def _connected(url: str, path: str, method: str, host: str | None) -> http.client.HTTPConnection:
    address = urlsplit(url).netloc
    connection = http.client.HTTPConnection(address, timeout=PATIENCE)
    connection.request(method, path, headers={"Host": host or address})
    return connection
