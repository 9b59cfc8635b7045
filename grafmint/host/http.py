"""Requests to the API of a host: with time limits, tried again where that is safe, told without tokens."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from email.message import Message
from http.client import HTTPException
from typing import Any

import attrs
import orjson

from grafmint.errors import CredentialsError
from grafmint.host.port import HostError, UnsureError
from grafmint.target.server.http.opener import opener
from grafmint.target.server.http.retry import asked_to_wait
from grafmint.target.server.http.veil import Veil

#: How long an answer is waited for, in seconds.
TIMEOUT = 30.0
#: How often a request is tried again, and after how many seconds where the host does not say.
PAUSES = (1.0, 4.0)
_PAGE, _PAGES = 100, 100
_THROTTLED = 429
_UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND = 401, 403, 404
_BAD, _FAILING = 300, 500
_JSON = "application/json"
# What GitHub says when a quota is used up, with the status of a missing permission.
_NO_API = "see that the address of the API is the host's own"
_QUOTA = "rate limit"


class RefusedError(HostError):
    """A host understood and said no."""

    def __init__(self, message: str, *, status: int) -> None:
        super().__init__(message)
        self.status = status


@attrs.frozen
class Answer:
    """What a host said; `body` is None where that is no JSON."""

    status: int
    body: Any
    wait: float | None = None


@attrs.frozen(kw_only=True)
class Http:
    """One API, its headers with the token among them; `needs` is what a token must be allowed to do."""

    endpoint: str
    headers: Mapping[str, str] = attrs.field(repr=False)
    token: str = attrs.field(repr=False)
    needs: str
    timeout: float = TIMEOUT
    sleep: Callable[[float], object] = time.sleep

    def get(self, path: str) -> Any:
        """What is at a path."""
        return self._judged("GET", path, self._tried("GET", path, None, _JSON, repeat=True))

    def find(self, path: str, question: object = None) -> Any | None:
        """As `get`, but None where there is nothing, or nothing for us; a `question` is sent along."""
        method, data = ("GET", None) if question is None else ("POST", orjson.dumps(question))
        answer = self._tried(method, path, data, _JSON, repeat=True)
        return None if answer.status in {_FORBIDDEN, _NOT_FOUND} else self._judged(method, path, answer)

    def pages(self, path: str) -> Iterator[dict[str, Any]]:
        """Every entry of a list; raises HostError for an answer that is none."""
        sign = "&" if "?" in path else "?"
        for page in range(1, _PAGES + 1):
            entries = self.get(f"{path}{sign}per_page={_PAGE}&page={page}")
            if not isinstance(entries, list):
                # Taken for an empty one it would mean that nothing has been written yet.
                raise HostError(f"the answer to {path.partition('?')[0]} is no list", hint=_NO_API)
            yield from (entry for entry in entries if isinstance(entry, dict))
            if len(entries) < _PAGE:
                return

    def send(
        self, method: str, path: str, body: object, *, content: str = _JSON, repeat: bool = True, needs: str = ""
    ) -> Any:
        """Ask for a change: bytes are sent as they are. What must not be done twice is not to `repeat`."""
        data = body if isinstance(body, bytes) else orjson.dumps(body)
        answer = self._tried(method, path, data, content, repeat=repeat)
        return self._judged(method, path, answer, needs, repeat=repeat)

    def _tried(self, method: str, path: str, data: bytes | None, content: str, *, repeat: bool) -> Answer:
        for pause in PAUSES:
            answer = self._asked(method, path, data, content, repeat=repeat)
            passing = answer.status == _THROTTLED or (answer.status == _FORBIDDEN and answer.wait is not None)
            if not passing and not (repeat and answer.status >= _FAILING):
                return answer
            self.sleep(pause if answer.wait is None else answer.wait)
        return self._asked(method, path, data, content, repeat=repeat)

    def _asked(self, method: str, path: str, data: bytes | None, content: str, *, repeat: bool) -> Answer:
        # The address comes from the job's environment, where it was seen to be one of the web.
        request = urllib.request.Request(f"{self.endpoint}{path}", data=data, method=method)  # noqa: S310
        for name, value in {**self.headers, "User-Agent": "grafmint", "Content-Type": content}.items():
            request.add_unredirected_header(name, value)
        try:
            with opener().open(request, timeout=self.timeout) as reply:
                return _answer(reply.status, reply.read(), reply.headers)
        except urllib.error.HTTPError as error:
            with error:
                return _answer(error.code, error.read(), error.headers)
        except (OSError, HTTPException) as error:
            cause = getattr(error, "reason", None) or error
            lost = f"{self.endpoint}: no answer ({self._shown(str(cause) or type(cause).__name__)})"
            kind = HostError if repeat else UnsureError
        raise kind(lost, hint="see that the address is right and can be reached from here")

    def _judged(self, method: str, path: str, answer: Answer, needs: str = "", *, repeat: bool = True) -> Any:
        if answer.status < _BAD:
            return answer.body
        said = answer.body.get("message", answer.body.get("error", "")) if isinstance(answer.body, dict) else ""
        told = f"{method} {path.partition('?')[0]}: {answer.status}{f': {self._shown(str(said))}' if said else ''}"
        hint = needs or self.needs
        if _QUOTA in str(said).lower():
            raise RefusedError(f"{self.endpoint} takes no more for now: {told}", status=answer.status)
        if answer.status in {_UNAUTHORIZED, _FORBIDDEN}:
            raise CredentialsError(f"{self.endpoint} refuses the token: {told}", hint=hint)
        if answer.status == _NOT_FOUND:
            raise HostError(f"{self.endpoint} has nothing there, or hides it: {told}", hint=hint)
        if answer.status >= _FAILING and not repeat:
            raise UnsureError(f"{self.endpoint} failed: {told}", hint="run it again")
        raise RefusedError(f"{self.endpoint} refuses it: {told}", status=answer.status)

    def _shown(self, text: str) -> str:
        veil = Veil()
        veil.hide([self.token])
        return veil(text)[:500]


def usable(token: str | None, name: str, hint: str) -> str:
    """The token of the variable `name`; raise CredentialsError where there is none that a header can hold.

    The library would show what it cannot send.
    """
    if not token:
        raise CredentialsError(f"{name} is not set", hint=hint)
    if not token.isascii() or not token.isprintable() or " " in token:
        raise CredentialsError(f"{name} holds something else than a token", hint="see that it is whole and alone")
    return token


def _answer(status: int, body: bytes, headers: Message) -> Answer:
    try:
        parsed = orjson.loads(body) if body else None
    except orjson.JSONDecodeError:
        parsed = None
    return Answer(status, parsed, asked_to_wait(headers.get("Retry-After"), time.time()))
