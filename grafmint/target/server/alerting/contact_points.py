"""Contact points: a name with its integrations, each with a uid that only this project gives it there.

Secrets are sent with a new integration, where the server lacks one, and when that is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.snapshot import Held, Hold, Listed
from grafmint.plan.step import Step
from grafmint.target.integration import secret_in, with_secrets
from grafmint.target.server.alerting.finding import find
from grafmint.target.server.alerting.lists import PROVISIONING, Lists, named
from grafmint.target.server.alerting.provenance import managed
from grafmint.target.server.alerting.receiver import REDACTED, Pair, code_form, is_ours, pairs
from grafmint.target.server.alerting.writing import settled
from grafmint.target.server.faults import moved
from grafmint.target.server.http import Http
from grafmint.target.server.mark import Owner

Json = dict[str, Any]
_ALL = f"{PROVISIONING}/contact-points"


@attrs.frozen
class ContactPoints:
    """The contact points of one server; `secrets` has the value of each placeholder, once a sync has asked for them."""

    http: Http
    owner: Owner
    lists: Lists
    resend: bool = False
    secrets: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    def form(self, entry: Entry) -> bytes:
        """The contact point as it is compared: secrets by name."""
        return _document(entry.json["name"], map(code_form, entry.json["receivers"]))

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A contact point with whose it is."""
        found = self.lists.receivers(uid)
        if not found:
            return None
        # One that the code has no more is left there by us, whoever has added something to it.
        ours = self._ours(found)
        hold, where = self._hold(found if entry is not None else ours)
        said = entry.json if entry is not None else {"name": uid, "receivers": []}
        document = self._live(said, found)
        return Held(
            kind="contact-point",
            uid=uid,
            title=uid,
            folder=None,
            document=document,
            hold=hold,
            where=where,
            shared=bool(ours),
        )

    def marked(self) -> Iterator[Listed]:
        """The contact points with an integration that we wrote."""
        names = dict.fromkeys(each["name"] for each in self._ours(self.lists.of("contact points") or ()))
        return (Listed(kind="contact-point", uid=name, title=name) for name in names)

    def write(self, step: Step) -> str | None:
        """Make, change and remove integrations one after another: a run that breaks off is gone on with by the next."""
        entry, held = step.entry, step.held
        assert entry is not None
        found = self._find(entry)
        if (self._live(entry.json, found) if found else None) != (held.document if held is not None else None):
            raise moved(entry)
        beside = pairs(entry.json, found, self.owner)
        for pair in beside:
            self._send(entry, pair)
        for pair in beside:
            if pair.live is not None and not pair.is_ours:
                self._delete(entry, pair.live["uid"])
        return None

    def _send(self, entry: Entry, pair: Pair) -> None:
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

    def _delete(self, entry: Entry, uid: str) -> None:
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
        return any(each["uid"] == uid for each in self._find(entry))

    def _find(self, entry: Entry) -> list[Json]:
        return named(find(self.http, _ALL), entry.uid)

    def _ours(self, found: Iterable[Json]) -> list[Json]:
        return [each for each in found if is_ours(each, self.owner)]

    def _live(self, said: Json, found: Sequence[Json]) -> bytes:
        there = [pair for pair in pairs(said, found, self.owner) if pair.live is not None]
        return _document(said["name"], (pair.document for pair in there))

    def _hold(self, found: Sequence[Json]) -> tuple[Hold, str]:
        who = next(filter(None, (managed(each.get("provenance") or "") for each in found)), None)
        if who is not None:
            return "managed", who
        strange = [each["type"] for each in found if not is_ours(each, self.owner)]
        if not strange:
            return "ours", "in Grafana"
        return "foreign", "in Grafana" if len(strange) == len(found) else f"its {', '.join(strange)}, in Grafana"


def sent(step: Step, *, resend: bool) -> Iterable[str]:
    """The placeholders of the secrets that a step can send."""
    if step.entry is None:
        return ()
    wanted: list[Json] = step.entry.json["receivers"]
    there: list[Json] = orjson.loads(step.held.document)["receivers"] if step.held is not None else []
    # An integration that is not there yet, or is somebody's, is made anew.
    is_whole = [each["type"] for each in wanted] == [each["type"] for each in there]
    is_ours = step.held is not None and step.held.hold == "ours"
    present = [each["secrets"] for each in there] if is_ours and is_whole and not resend else [{} for _ in wanted]
    return [
        placeholder
        for receiver, has in zip(wanted, present, strict=False)
        for key, placeholder in (receiver.get("secureSettings") or {}).items()
        if key not in has
    ]


def _document(name: str, receivers: Iterable[Json]) -> bytes:
    return canonical({"name": name, "receivers": list(receivers)})


def _path(uid: str | None) -> str:
    return f"{_ALL}/{quote(uid or '', safe='')}"
