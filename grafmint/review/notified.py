"""Notified: the alerts of a bundle, and whom its policies tell of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Self

import attrs
import orjson

from grafmint.bundle import Bundle, Entry
from grafmint.review.alert import INTERVAL, Alert, Json, alert_of, filed
from grafmint.routing import Destination, Policy, Routed, contacts_of, policy_of, route, told_to

#: The kind and the uid of a resource, and of a rule in a file its name among those.
Key = tuple[str, str, str]
#: So many steps through policies are taken for all alerts together; of more nothing is said.
_MOST = 2_000_000


@attrs.frozen(kw_only=True)
class Listed:
    """An alert where it is listed: in a folder, by a group that is evaluated every `interval` seconds."""

    alert: Alert
    document: Json = attrs.field(repr=False)
    folder: str | None = None
    interval: int = INTERVAL


@attrs.frozen(kw_only=True)
class Notified:
    """The alerts of one revision, the tree that routes them, and what its receivers are called."""

    alerts: Mapping[Key, Listed]
    policy: Policy | None = None
    contacts: Mapping[str, str] = attrs.field(factory=dict)
    _routed: dict[frozenset[tuple[str, str]], Routed] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    @classmethod
    def of(cls, bundle: Bundle) -> Self:
        """Those of a bundle."""
        alerts = {**dict(_grafana(bundle)), **dict(_prometheus(bundle))}
        trees = [_json(entry) for entry in (*bundle.of("policy"), *bundle.of("alertmanager"))]
        policy = policy_of(trees[0]) if len(trees) == 1 else None
        if policy is not None and policy.size * len(alerts) > _MOST:
            policy = None
        points = [_json(entry) for entry in (*bundle.of("contact-point"), *bundle.of("alertmanager"))]
        return cls(alerts=alerts, policy=policy, contacts=contacts_of(points))

    def know(self, alerts: Iterable[Listed]) -> None:
        """Find out where alerts go, so that nobody waits for it later."""
        for listed in alerts:
            self.routed(listed)

    def routed(self, listed: Listed) -> Routed | None:
        """Where an alert goes; None where nobody knows."""
        if self.policy is None:
            return None
        labels = listed.alert.known(listed.folder)
        key = frozenset(labels.items())
        if key not in self._routed:
            self._routed[key] = route(labels, self.policy)
        return self._routed[key]

    def told(self, listed: Listed) -> tuple[str, ...]:
        """By which ways to whom, for people."""
        found = self.routed(listed)
        if found is None:
            return ()
        said = tuple(told_to(each, self.contacts) + _muted(each) for each in found.destinations)
        open_ = f", unless {' or '.join(found.undecided)} of its series says otherwise" if found.undecided else ""
        return (*said[:-1], said[-1] + open_)

    def ends(self, listed: Listed) -> tuple[str, ...]:
        """To whom, for people, without the ways."""
        found = self.routed(listed)
        destinations = found.destinations if found is not None else ()
        ends = (self.contacts.get(each.receiver, each.receiver) + _muted(each) for each in destinations)
        return tuple(dict.fromkeys(ends))


def _grafana(bundle: Bundle) -> Iterator[tuple[Key, Listed]]:
    folders = {entry.uid: entry.title for entry in bundle.of("folder")}
    groups = {entry.uid: _json(entry) for entry in bundle.of("rule-group")}
    for entry in bundle.of("alert-rule"):
        document = _json(entry)
        group = groups.get(f"{entry.folder}/{document.get('ruleGroup')}", {})
        interval = group.get("interval")
        yield (
            ("alert-rule", entry.uid, ""),
            Listed(
                alert=alert_of(document),
                document=document,
                folder=folders.get(entry.folder or "", entry.folder),
                interval=interval if isinstance(interval, int) and interval > 0 else INTERVAL,
            ),
        )


def _prometheus(bundle: Bundle) -> Iterator[tuple[Key, Listed]]:
    for entry in bundle.of("prometheus-rules"):
        for rule in filed(_json(entry)):
            if rule.kind == "alert":
                alert = alert_of(rule.document, "prometheus")
                listed = Listed(alert=alert, document=rule.document, interval=rule.interval)
                yield ("prometheus-rules", entry.uid, rule.name), listed


def _muted(destination: Destination) -> str:
    """The times at which nobody is told, or at which alone somebody is."""
    muted, active = (", ".join(each) for each in (destination.mute_timings, destination.active_timings))
    return "".join((f" (not during {muted})" if muted else "", f" (only during {active})" if active else ""))


def _json(entry: Entry) -> Json:
    """The document; whoever wrote it, it is a mapping here."""
    try:
        found = entry.json
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}
