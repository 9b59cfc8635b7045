"""Sending: the integrations of a contact point, one after another, each with its secrets where it needs them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import attrs

from grafmint.bundle import Entry
from grafmint.target.integration import secret_in, with_secrets
from grafmint.target.server.alerting.finding import find
from grafmint.target.server.alerting.lists import PROVISIONING, named
from grafmint.target.server.alerting.receiver import REDACTED, Pair, code_form
from grafmint.target.server.alerting.writing import settled
from grafmint.target.server.http.client import Http

Json = dict[str, Any]
_ALL = f"{PROVISIONING}/contact-points"


@attrs.frozen
class Sending:
    """The requests for integrations; `secrets` has the value of each placeholder."""

    http: Http
    resend: bool
    secrets: Mapping[str, str] = attrs.field(repr=False)

    def found(self, name: str) -> list[Json]:
        """The integrations of a contact point as they are now."""
        return named(find(self.http, _ALL), name)

    def put(self, entry: Entry, pair: Pair) -> None:
        """Make an integration of the code, or replace the one that is there."""
        if pair.code is None or (pair.is_ours and not self._differs(pair)):
            return
        body = self._body(entry, pair)
        method, path = ("PUT", _path(pair.uid)) if pair.is_ours else ("POST", _ALL)
        # A second time does no harm to what is there, and says so of what is new.
        settled(
            entry,
            lambda: self.http.send(method, path, body, unfounded=lambda: True),
            lambda: not pair.is_ours and self._has(entry, pair.uid),
        )

    def delete(self, entry: Entry, uid: str) -> None:
        """Delete one integration."""
        settled(
            entry,
            lambda: self.http.send("DELETE", _path(uid), unfounded=lambda: True),
            lambda: not self._has(entry, uid),
        )

    def _differs(self, pair: Pair) -> bool:
        assert pair.code is not None
        return pair.document != code_form(pair.code) or (self.resend and bool(pair.code.get("secureSettings")))

    def _body(self, entry: Entry, pair: Pair) -> Json:
        assert pair.code is not None
        secure = pair.code.get("secureSettings") or {}
        kept = (pair.live or {}).get("settings") or {} if pair.is_ours and not self.resend else {}
        values = {key: secret_in(kept, key) or self.secrets[placeholder] for key, placeholder in secure.items()}
        # What only we take for a secret the server gives back as it is, and may say in a refusal.
        self.http.hide(value for value in values.values() if isinstance(value, str) and value != REDACTED)
        return {
            "uid": pair.uid,
            "name": entry.uid,
            "type": pair.code["type"],
            "settings": with_secrets(pair.code.get("settings") or {}, values),
            "disableResolveMessage": bool(pair.code.get("disableResolveMessage")),
        }

    def _has(self, entry: Entry, uid: str | None) -> bool:
        return any(each["uid"] == uid for each in self.found(entry.uid))


def _path(uid: str | None) -> str:
    return f"{_ALL}/{quote(uid or '', safe='')}"
