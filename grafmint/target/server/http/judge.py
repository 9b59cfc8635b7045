"""What a reply means: an answer, or an error that says what was asked, what the server said, and what to do."""

import re
from collections.abc import Iterator

import attrs
import orjson

from grafmint.errors import CredentialsError, GrafmintError
from grafmint.model.base import Json
from grafmint.target.server.http.faults import Forbidden, Refused, Uncertain, Unreachable
from grafmint.target.server.http.reply import Broken, Reply
from grafmint.target.server.http.retry import UNSURE
from grafmint.target.server.http.veil import Veil

_REDIRECTS = range(300, 400)
_BAD, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND = 400, 401, 403, 404
#: What Grafana calls wrong when it is not who we are; `Organization not found` comes with 404.
_ORG = re.compile(r"organi[sz]ation( not found)?", re.IGNORECASE)
#: More of a server's own words says nothing more.
_LONGEST = 500
_NO_JSON = object()
_SILENT = "no reason given"
_NOBODY = "a request without credentials"
_LOGIN = 'write token = { env = "NAME" } in grafmint.toml'
_AGAIN = "run it again: it reads first what is there"
# What a proxy says of one document says nothing of the others.
_TOO_LARGE = 413
_INVALID = 422
# Grafana 9 calls a well-formed token that it does not know an internal error.
_UNKNOWN_TOKEN = "invalid api key"  # noqa: S105  # what is said of one
# What it answers to everybody until then; Grafana looks for new organisations once a minute.
_UNBORN = "could not find an alertmanager configuration"
_SOON = "Grafana makes that of a new organisation within a minute or two: run it again then"
_HINTS = {
    409: "it was changed by someone else: plan again",
    412: "it was changed by someone else: plan again",
    _TOO_LARGE: "a proxy before Grafana takes no document of this size: raise its limit",
    _INVALID: "what it refuses is in the document: mend it in the code",
    429: "the server takes no more requests: try again later",
    500: "the server's log says more",
    503: "the server is not ready: try again later",
}


@attrs.frozen
class Answer:
    """An answer that counts: `body` is its JSON, None where it is empty."""

    status: int
    body: Json


@attrs.frozen(kw_only=True)
class Judge:
    """Knows who was asked and by whom, to say it; every message passes the veil."""

    address: str
    source: str | None
    org: int
    veil: Veil

    def answer(self, method: str, path: str, reply: Reply | Broken, *, writes: bool) -> Answer:
        """The answer, or raise the error that the reply is."""
        if isinstance(reply, Reply) and reply.status < _REDIRECTS.start:
            body = parsed(reply.body)
            if body is not _NO_JSON:
                return Answer(reply.status, body)
        raise self.error(method, path, reply, writes=writes)

    def error(self, method: str, path: str, reply: Reply | Broken, *, writes: bool) -> GrafmintError:
        """What a reply is that is no answer; what `writes` may have been done all the same."""
        asked = f"{method} {path.partition('?')[0]}"
        if isinstance(reply, Broken):
            return self._broken(asked, reply, writes=writes)
        return self._error(asked, reply, parsed(reply.body), writes=writes)

    def doubt(self, method: str, path: str, error: GrafmintError) -> Uncertain:
        """What an error is worth when an earlier attempt of the same write may have been done: it may tell of that."""
        asked = f"{method} {path.partition('?')[0]}"
        return Uncertain(f"{asked}: an earlier attempt may have been done; the last one: {error.message}", hint=_AGAIN)

    def shown(self, text: str) -> str:
        """On one line, not longer than anyone reads, and without secrets."""
        line = " ".join(self.veil(text).split())
        return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"

    def _broken(self, asked: str, broken: Broken, *, writes: bool) -> GrafmintError:
        if writes and broken.fault in UNSURE:
            message = f"{asked}: {broken.reason}, so that it may have been done or not"
            return Uncertain(self.shown(message), hint=_AGAIN)
        return Unreachable(self.shown(f"{self.address}: {broken.reason} ({asked})"), hint=broken.hint)

    def _error(self, asked: str, reply: Reply, body: Json, *, writes: bool) -> GrafmintError:
        if reply.status in _REDIRECTS:
            return self._redirected(asked, reply)
        said = self._said(body)
        if reply.status == _UNAUTHORIZED or (reply.status == _NOT_FOUND and _ORG.fullmatch(said or "")):
            return self._unauthorized(said)
        if (said or "").lower() == _UNKNOWN_TOKEN:
            return self._unauthorized(said)
        if writes and (reply.fault in UNSURE or (reply.status < _BAD and not _is_page(reply.body))):
            message = f"{asked}: the answer was {reply.status} without a result, so that it may have been done or not"
            return Uncertain(self.shown(message), hint=_AGAIN)
        if body is _NO_JSON and reply.status != _TOO_LARGE:
            return self._elsewhere(asked, reply)
        return self._refused(asked, reply.status, said, body)

    def _said(self, body: Json) -> str | None:
        said = body.get("message") if isinstance(body, dict) else None
        return self.shown(said) if isinstance(said, str) and said else None

    def _refused(self, asked: str, status: int, said: str | None, body: Json) -> Refused:
        reason, causes = _reason(body), tuple(map(self.shown, _causes(body)))
        message = self.shown(f"{asked}: {status}") + f": {'; '.join(causes) or said or _SILENT}"
        # Grafana says with the same status that a quota is used up, which no credentials change.
        if status != _FORBIDDEN or "quota" in (said or "").lower():
            hint = _SOON if _UNBORN in (said or "").lower() else _HINTS.get(status)
            return Refused(message, status=status, reason=reason, said=said, causes=causes, hint=hint)
        lacking = re.search(r"Permissions needed: (\S.*)", said or "")
        wanted = f"this permission: {lacking[1].rstrip('.')}" if lacking else "a role that may do it"
        hint = self.veil(f"give {self.source} {wanted}") if self.source else _LOGIN
        return Forbidden(message, status=status, reason=reason, said=said, hint=hint)

    def _unauthorized(self, said: str | None) -> CredentialsError:
        message = self.shown(f"{self.address} refuses {self.source or _NOBODY}") + f": {said or _SILENT}"
        if self.source is None:
            return CredentialsError(message, hint=_LOGIN)
        if _ORG.search(said or ""):
            hint = f"org is {self.org}: name the organisation that they belong to with org in grafmint.toml"
            return CredentialsError(message, hint=hint)
        return CredentialsError(message, hint="see that it is whole, has not expired, and is of this server")

    def _redirected(self, asked: str, reply: Reply) -> Unreachable:
        target = reply.location or "nowhere"
        path = asked.partition(" ")[2]
        base = target.removesuffix(path)
        moved = base != target and base.startswith(("http://", "https://"))
        hint = f'write url = "{base}" in grafmint.toml' if moved else "url is to be the address of Grafana itself"
        message = f"{self.address} redirects to {target} ({asked}: {reply.status}), which is not followed"
        return Unreachable(self.shown(message), hint=self.shown(hint))

    def _elsewhere(self, asked: str, reply: Reply) -> Unreachable:
        what = "a page" if _is_page(reply.body) else "no JSON"
        message = f"{self.address}: the answer to {asked} is {what} ({reply.status}), as no Grafana gives"
        return Unreachable(self.shown(message), hint="see that url is Grafana's address, and what stands before it")


def parsed(body: bytes) -> Json:
    """The JSON of an answer: None where it is empty, and something that is no JSON value where it is none."""
    if not body:
        return None
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return _NO_JSON


def _reason(body: Json) -> str | None:
    """`status` of `/api`; in a Status object of `/apis` that only says `Failure`, and `reason` why."""
    if not isinstance(body, dict):
        return None
    reason = body.get("reason") if body.get("kind") == "Status" else body.get("status")
    return reason if isinstance(reason, str) else None


def _causes(body: Json) -> Iterator[str]:
    """The fields that a Status object of `/apis` refuses, each with why."""
    details = body.get("details") if isinstance(body, dict) else None
    listed = details.get("causes") if isinstance(details, dict) else None
    for each in listed if isinstance(listed, list) else ():
        yield ": ".join(str(each[key]) for key in ("field", "message") if each.get(key))


def _is_page(body: bytes) -> bool:
    return body.lstrip()[:1] == b"<"
