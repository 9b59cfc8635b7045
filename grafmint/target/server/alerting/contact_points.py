"""Contact points: a name with its integrations, each with a uid that only this project gives it there.

Secrets are sent with a new integration, where the server lacks one, and when that is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.errors import TargetError
from grafmint.plan.snapshot import Held, Listed, Whose
from grafmint.plan.step import Step
from grafmint.target.server.alerting.lists import Lists
from grafmint.target.server.alerting.provenance import managed
from grafmint.target.server.alerting.receiver import as_built, code_form, is_ours, pairs
from grafmint.target.server.alerting.sending import Sending
from grafmint.target.server.alerting.users import refuse_used
from grafmint.target.server.http.client import Http
from grafmint.target.server.proof.deletion import GONE
from grafmint.target.server.proof.owner import Owner
from grafmint.target.server.proof.stale import not_deleted, not_written

Json = dict[str, Any]


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
        ours = self._ours(found)
        hold, where = self._hold(found)
        theirs = [each["type"] for each in found if each not in ours] if ours else []
        # One that the code has no more is left there by us, whoever has added something to it.
        if entry is None and theirs:
            hold, where = self._hold(ours)
        document = self._live(entry.json if entry is not None else _nothing(uid), found)
        return Held(
            kind="contact-point",
            uid=uid,
            title=uid,
            folder=None,
            document=document,
            hold=hold,
            where=where,
            shared=bool(ours),
            kept=(f"it has integrations of others: {', '.join(theirs)}",) if theirs else (),
        )

    def marked(self) -> Iterator[Listed]:
        """The contact points with an integration that we wrote."""
        names = dict.fromkeys(each["name"] for each in self._ours(self.lists.of("contact points") or ()))
        return (Listed(kind="contact-point", uid=name, title=name) for name in names)

    def write(self, step: Step) -> str | None:
        """Make, change and remove integrations one after another: a run that breaks off is gone on with by the next."""
        entry, held = step.entry, step.held
        assert entry is not None
        found = self._sending.found(entry.uid)
        if (self._live(entry.json, found) if found else None) != (held.document if held is not None else None):
            raise not_written(entry)
        if not step.claims:
            _refuse_secrets(entry)
        beside = pairs(entry.json, found, self.owner, claims=step.claims)
        for pair in beside:
            self._sending.put(entry, pair)
        for pair in beside:
            if pair.live is not None and not pair.is_ours:
                self._sending.delete(entry, pair.live["uid"])
        return None

    def delete(self, step: Step) -> str | None:
        """Delete all integrations of one that is as planned and that nothing leads to."""
        assert step.held is not None
        entry, found = self.entry(step.held), self._sending.found(step.uid)
        if not found:
            return GONE
        said = step.entry.json if step.entry is not None else _nothing(step.uid)
        if (self._hold(found)[0], self._live(said, found)) != (step.held.hold, step.held.document):
            raise not_deleted(step)
        refuse_used(entry, self.http)
        for each in found:
            self._sending.delete(entry, each["uid"])
        return None

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it: secrets by name."""
        receivers = [as_built(each, held.uid) for each in orjson.loads(held.document)["receivers"]]
        document = canonical({"name": held.uid, "receivers": receivers})
        return Entry(kind="contact-point", uid=held.uid, title=held.title, document=document)

    def uids(self) -> Iterable[str]:
        """The names of all contact points."""
        return list(dict.fromkeys(each["name"] for each in self.lists.of("contact points") or ()))

    @property
    def _sending(self) -> Sending:
        return Sending(self.http, self.resend, self.secrets)

    def _ours(self, found: Iterable[Json]) -> list[Json]:
        return [each for each in found if is_ours(each, self.owner)]

    def _live(self, said: Json, found: Sequence[Json]) -> bytes:
        there = [pair for pair in pairs(said, found, self.owner) if pair.live is not None]
        return _document(said["name"], (pair.document for pair in there))

    def _hold(self, found: Sequence[Json]) -> tuple[Whose, str]:
        who = next(filter(None, (managed(each.get("provenance") or "") for each in found)), None)
        if who is not None:
            return "managed", who
        strange = [each["type"] for each in found if not is_ours(each, self.owner)]
        if not strange:
            return "ours", "in Grafana"
        return "foreign", "in Grafana" if len(strange) == len(found) else f"its {', '.join(strange)}, in Grafana"


def sent(step: Step, *, resend: bool) -> Iterable[str]:
    """The placeholders of the secrets that a step can send."""
    if step.entry is None or not step.claims:
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


def _nothing(name: str) -> Json:
    """What the code says of a contact point that it has not."""
    return {"name": name, "receivers": []}


def _refuse_secrets(entry: Entry) -> None:
    """Raise TargetError where an integration of others had secrets: they went with it, and ours are not theirs."""
    types = [each["type"] for each in entry.json["receivers"] if each.get("secureSettings")]
    if types:
        raise TargetError(
            f"contact point {entry.uid!r}: the secrets of its {', '.join(types)} were not ours, and no server gives "
            "them back",
            hint="let whoever made it make it again",
        )
