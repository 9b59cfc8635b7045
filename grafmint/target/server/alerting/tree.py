"""Tree: the notification policies of an organisation, of which only our block is ours.

Our block are the top-level routes to our contact points. It stays where it stands, or goes to the end; all else is
sent back as the server has it.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from grafmint.plan.semantic.duration import duration

Json = dict[str, Any]
#: What we say of alerts that others silence; Grafana has none of it.
_OURS_ALONE = "inhibitions"
_SERVERS = frozenset({"provenance", _OURS_ALONE})
_EMPTY: tuple[object, ...] = (None, False, "", {}, [])
_DURATIONS = ("group_wait", "group_interval", "repeat_interval")


def plain_route(said: Json) -> Json:
    """A route as it is compared, with the routes below it."""
    route = {key: value for key, value in said.items() if key not in _SERVERS and value not in _EMPTY}
    route |= {key: duration(route[key]) for key in _DURATIONS if key in route}
    if "object_matchers" in route:
        # All of them must hold, in whatever order.
        route["object_matchers"] = sorted(route["object_matchers"])
    if "routes" in route:
        route["routes"] = [plain_route(each) for each in route["routes"]]
    return route


def block(tree: Json, receivers: Collection[str]) -> list[Json]:
    """Our block: the top-level routes that lead to these."""
    return [route for route in routes(tree) if route.get("receiver") in receivers]


def as_block(ours: Iterable[Json]) -> Json:
    """A block as it is compared."""
    return {"routes": [plain_route(route) for route in ours]}


def others(tree: Json, receivers: Collection[str]) -> list[Json]:
    """The top-level routes of others."""
    return [route for route in routes(tree) if route.get("receiver") not in receivers]


def with_block(tree: Json, wanted: Sequence[Json], receivers: Collection[str]) -> Json:
    """The tree with `wanted` in the place of our block."""
    there = routes(tree)
    first = next((at for at, route in enumerate(there) if route.get("receiver") in receivers), len(there))
    before, after = (
        [route for route in part if route.get("receiver") not in receivers] for part in (there[:first], there[first:])
    )
    return {**_sendable(tree), "routes": [*before, *wanted, *after]}


def whole(said: Json) -> Json:
    """The whole tree of the code, as it is sent."""
    return {"routes": [], **_sendable(said)}


def root(said: Json) -> Json:
    """What is said of alerts that no route takes."""
    return plain_route({key: value for key, value in said.items() if key != "routes"})


def routes(said: Json) -> list[Json]:
    """The top-level routes."""
    return list(said.get("routes") or ())


def _sendable(said: Json) -> Json:
    return {key: value for key, value in said.items() if key not in _SERVERS}
