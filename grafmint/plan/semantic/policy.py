"""The tree of notification policies: routes by their matchers, and only what they do not have from above.

Source: https://grafana.com/docs/grafana/latest/alerting/fundamentals/notifications/notification-policies/
"""

import re

from grafmint.plan.semantic.duration import duration
from grafmint.plan.semantic.tree import Json, JsonObject, Tree, named, pruned, same
from grafmint.plan.semantic.values import compact
from grafmint.routing import Matcher, matchers_of

_NOISE = frozenset({"orgId", "provenance"})
#: What the Alertmanager does where the root says nothing.
#: Source: https://prometheus.io/docs/alerting/latest/configuration/#route
_ROOT = {"group_wait": "30s", "group_interval": "5m", "repeat_interval": "4h"}
_TIMES = frozenset(_ROOT)
#: What a route has from the one around it where it says nothing.
_INHERITED = frozenset({"receiver", "group_by", *_TIMES})
#: Lists whose order nobody can tell.
_SETS = frozenset({"group_by", "mute_time_intervals", "active_time_intervals"})
_MATCHERS = frozenset({"object_matchers", "matchers", "match", "match_re"})
_DEFAULTS = {"continue": False}
_PLAIN = re.compile(r"[^\s,;\"']+")
_OF_EVERYTHING = "without matchers"


def policy(document: JsonObject) -> Tree:
    """The whole tree; in which order the routes are asked is part of it."""
    plain = {key: value for key, value in document.items() if key not in _NOISE and key != "inhibitions"}
    form = _route(plain, _ROOT, drop=_MATCHERS if not any(plain.get(key) for key in _MATCHERS) else frozenset())
    inhibitions = document.get("inhibitions")
    if isinstance(inhibitions, list) and inhibitions:
        form["inhibitions"] = dict(named(inhibitions, _inhibited, _inhibition))
    elif inhibitions:
        form["inhibitions"] = inhibitions
    return form


def _route(route: JsonObject, outer: Tree, drop: frozenset[str] = frozenset()) -> JsonObject:
    form = {key: _value(key, value) for key, value in route.items() if key not in drop and key != "routes"}
    form = {key: value for key, value in form.items() if value != []}
    around = {**outer, **{key: value for key, value in form.items() if key in _INHERITED and value is not None}}
    own = pruned(form, {**_DEFAULTS, **{key: value for key, value in outer.items() if same(form.get(key), value)}})
    routes = route.get("routes")
    if isinstance(routes, list):
        routes = named(routes, route_name, lambda each: _route(each, around, drop=_known(each)))
    return {**own, **({"routes": routes} if routes else {})}


def _value(key: str, value: Json) -> Json:
    if key in _TIMES:
        return duration(value)
    is_set = key in _SETS and isinstance(value, list)
    return sorted(value, key=compact) if is_set else value


def _known(route: JsonObject) -> frozenset[str]:
    """The fields of a route that its name says."""
    return _MATCHERS if _matchers(route) is not None else frozenset()


def route_name(route: JsonObject) -> str:
    """A route as people call it: by all of its matchers."""
    found = _matchers(route)
    return ", ".join(found) or _OF_EVERYTHING if found is not None else "with matchers of another form"


def _matchers(route: JsonObject) -> list[str] | None:
    """All matchers of a route in one form, in an order that depends on nothing else; None where one has another."""
    try:
        return sorted(set(map(_matcher, matchers_of(route))))
    except (TypeError, ValueError):
        return None


def _matcher(matcher: Matcher) -> str:
    value = matcher.value
    return f"{matcher.label}{matcher.operator}{value if _PLAIN.fullmatch(value) else compact(value)}"


def _inhibited(inhibition: JsonObject) -> str:
    """`severity=critical over severity=warning`: what fires, and what is then silent."""
    ends = (route_name({"object_matchers": inhibition.get(end)}) for end in ("source", "target"))
    return " over ".join(ends)


def _inhibition(inhibition: JsonObject) -> JsonObject:
    is_named = all(_matchers({"object_matchers": inhibition.get(end)}) is not None for end in ("source", "target"))
    form = {key: value for key, value in inhibition.items() if not (is_named and key in ("source", "target"))}
    equal = form.get("equal")
    form["equal"] = sorted(equal, key=compact) if isinstance(equal, list) else equal
    return pruned(form, {"optional": False})
