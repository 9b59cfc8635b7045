"""Users: what leads to a contact point, names a mute timing or writes with a template, so that it cannot go.

Grafana 9 refuses the first two with 500, and lets a template go that contact points need.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from grafmint.bundle import Entry, Kind, shown
from grafmint.errors import TargetError
from grafmint.plan.semantic.policy import route_name
from grafmint.target.server.alerting.few import few
from grafmint.target.server.alerting.lists import Lists
from grafmint.target.server.http.client import Http

Json = dict[str, Any]
_NAMED_IN: Mapping[Kind, tuple[str, ...]] = {
    "contact-point": ("receiver",),
    "mute-timing": ("mute_time_intervals", "active_time_intervals"),
}
_DEFINES = re.compile(r'\{\{-?\s*define\s+"([^"]+)"')
_WRITES_WITH = re.compile(r'\{\{-?\s*(?:template|block)\s+"([^"]+)"')
# Of more than these only their number is said.
_SHOWN = 3


def in_policies(kind: Kind, name: str, tree: Json | None) -> Iterator[str]:
    """The policies of a tree that name a contact point or a mute timing."""
    for route, called in _policies(tree) if tree else ():
        if name in _named(route, kind):
            yield called


def in_rules(kind: Kind, name: str, rules: Iterable[Json]) -> Iterator[str]:
    """The rules that name one themselves, as those of newer versions can."""
    for rule in rules:
        if name in _named(rule.get("notification_settings") or {}, kind):
            yield f"alert rule {rule['title']!r}"


def in_contact_points(template: Json, receivers: Iterable[Json]) -> Iterator[str]:
    """The contact points that write with what a template defines."""
    defined = {template["name"], *_DEFINES.findall(template["template"])}
    names = dict.fromkeys(each["name"] for each in receivers if not defined.isdisjoint(_written_with(each["settings"])))
    yield from (f"contact point {name!r}" for name in names)


def told_of(users: Iterable[str]) -> str:
    """Those who use something, in one text; nothing where nobody does."""
    return few(list(dict.fromkeys(users)), _SHOWN)


def refuse_used(entry: Entry, http: Http) -> None:
    """Raise TargetError where something on the server uses it now."""
    lists = Lists(http)
    if entry.kind == "template":
        used = told_of(in_contact_points(entry.json, lists.of("contact points") or ()))
    else:
        routes = in_policies(entry.kind, entry.uid, lists.of("policies"))
        used = told_of((*routes, *in_rules(entry.kind, entry.uid, lists.rules().values())))
    if used:
        raise TargetError(
            f"{shown(entry.kind)} {entry.uid!r} is used by {used}: not deleted",
            hint="take it out there first, or run it again to plan with what is there now",
        )


def _policies(tree: Json) -> Iterator[tuple[Json, str]]:
    """All policies of a tree, each with what people call it."""
    yield tree, "the default policy"
    waiting = list(tree.get("routes") or ())
    while waiting:
        route = waiting.pop(0)
        yield route, f"the route of {route_name(route)}"
        waiting += route.get("routes") or ()


def _named(said: Json, kind: Kind) -> set[str]:
    values = (said.get(key) or () for key in _NAMED_IN[kind])
    return {name for value in values for name in ([value] if isinstance(value, str) else value)}


def _written_with(value: Any) -> set[str]:
    """The templates that the texts of some settings name."""
    if isinstance(value, dict):
        return set[str]().union(*map(_written_with, value.values()))
    return set(_WRITES_WITH.findall(value)) if isinstance(value, str) else set()
