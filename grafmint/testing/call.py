"""Call: one request as its handler sees it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

import attrs
import orjson

from grafmint.testing.reply import bad_request
from grafmint.testing.state import State
from grafmint.testing.stored import Account, Json


@attrs.frozen(kw_only=True)
class Call:
    """The request, who makes it, and the state that it is about."""

    state: State
    caller: Account
    params: Mapping[str, str] = attrs.field(factory=dict)
    query_string: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def namespace(self) -> str:
        """The name that the resource API has for the caller's organisation."""
        return "default" if self.caller.org == 1 else f"org-{self.caller.org}"

    def json(self) -> Json:
        """The body's object; answers 400 when it is none."""
        try:
            loaded = orjson.loads(self.body)
        except orjson.JSONDecodeError:
            raise bad_request() from None
        if not isinstance(loaded, dict):
            raise bad_request()
        return loaded

    def required(self, *names: str) -> Json:
        """The same, with these texts in it."""
        body = self.json()
        if not all(isinstance(body.get(name), str) and body[name] for name in names):
            raise bad_request()
        return body

    def all(self, name: str) -> list[str]:
        """Every value of a parameter of the query."""
        return parse_qs(self.query_string).get(name, [])

    def one(self, name: str, default: str = "") -> str:
        """The first value of a parameter of the query."""
        return next(iter(self.all(name)), default)

    def number(self, name: str, default: int) -> int:
        """A parameter of the query as a number; what is none or not positive is the default."""
        text = self.one(name)
        return int(text) if text.isdecimal() and int(text) > 0 else default

    def url(self, path: str) -> str:
        """An address as Grafana writes it: below the path that the server stands at."""
        return self.state.prefix + path


def text_of(value: Any) -> str:
    """A text as Grafana reads it out of a document: what is none is empty."""
    return value if isinstance(value, str) else ""
