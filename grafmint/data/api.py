"""The HTTP API of a Prometheus, by the standard library: questions go out, results or clear words come in."""

import http.client
import socket
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlencode

import attrs
import orjson

from grafmint.config.address import address_parts
from grafmint.environment import TIMEOUT
from grafmint.errors import UsageError
from grafmint.target.server.http.opener import opener

#: More of a server's own words says nothing more.
_LONGEST = 300
#: An answer that is larger is no picture.
_MOST_BYTES = 64 * 1024 * 1024
_STARS = "***"


class NoAnswerError(Exception):
    """Why there is no result; `verb` is what the server did instead."""

    def __init__(self, message: str, *, verb: str) -> None:
        super().__init__(message)
        self.verb = verb


@attrs.frozen
class Api:
    """A Prometheus at an address; `shown` is that without a password, `timeout` in seconds."""

    shown: str
    _address: str = attrs.field(repr=False)
    _headers: Mapping[str, str] = attrs.field(repr=False)
    _secrets: tuple[str, ...] = attrs.field(repr=False)
    timeout: float = TIMEOUT

    def post(self, path: str, form: Mapping[str, str]) -> Any:
        """The `data` of the answer to a question; raises NoAnswerError."""
        request = urllib.request.Request(  # noqa: S310  # the scheme was checked when it was opened
            self._address + path, urlencode(form).encode(), dict(self._headers), method="POST"
        )
        try:
            with opener().open(request, timeout=self.timeout) as response:
                body = response.read(_MOST_BYTES + 1)
        except urllib.error.HTTPError as error:
            with error:
                raise self._refused(error) from None
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswerError(self._veiled(_reason(error, self.timeout)), verb="did not answer") from None
        if len(body) > _MOST_BYTES:
            raise NoAnswerError("the answer is larger than 64 MiB", verb="did not answer")
        return self._result(body)

    def _result(self, body: bytes) -> Any:
        answer = _json(body)
        if not isinstance(answer, dict) or answer.get("status") not in {"success", "error"}:
            raise NoAnswerError("the answer is not one of Prometheus", verb="did not answer")
        if answer["status"] == "error":
            raise NoAnswerError(self._veiled(str(answer.get("error") or "no reason given")), verb="refused")
        return answer.get("data")

    def _refused(self, error: urllib.error.HTTPError) -> NoAnswerError:
        answer = _json(error.read(_MOST_BYTES))
        said = answer.get("error") if isinstance(answer, dict) else None
        if isinstance(said, str) and said:
            return NoAnswerError(self._veiled(said), verb="refused")
        words = f"{error.code} {error.reason}"
        return NoAnswerError(self._veiled(f"the answer is {words}, which is not Prometheus's own"), verb="refused")

    def _veiled(self, text: str) -> str:
        """On one line, not longer than anyone reads, and without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, _STARS)
        line = " ".join(text.split())
        return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def open_api(url: str, timeout: float = TIMEOUT) -> Api:
    """The API at an address, which may have a user and a password; raises UsageError for what is no address."""
    parts = address_parts(url)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(
            "prometheus: what follows is not an http or https address", hint="write prometheus:http://127.0.0.1:9090"
        )
    host = parts.netloc.rpartition("@")[2]
    path = parts.path.rstrip("/")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    if parts.username is not None:
        headers["Authorization"] = f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"
    secrets = tuple(each for each in (f"{user}:{password}", password, parts.password) if each and each != ":")
    shown = f"{parts.scheme}://{f'{_STARS}@' if '@' in parts.netloc else ''}{host}{path}"
    return Api(shown, f"{parts.scheme}://{host}{path}", headers, secrets, timeout)


def _json(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None


def _reason(error: Exception, timeout: float) -> str:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return f"no answer within {timeout:g} s"
    if isinstance(cause, socket.gaierror):
        return "the name of its host is not known"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror.lower()
    return "the connection was closed before the answer was there"
