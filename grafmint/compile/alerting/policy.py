"""The document of the notification policies, and what severities say about alerts.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/
"""

from collections.abc import Iterable, Iterator, Mapping

from grafmint._unset import Unset
from grafmint.model.alerting.contact_point import ContactPoint
from grafmint.model.alerting.inhibition import Inhibition
from grafmint.model.alerting.mute_timing import MuteTiming
from grafmint.model.alerting.policy import NotificationPolicy
from grafmint.model.alerting.route import Route
from grafmint.model.alerting.severity import Severity
from grafmint.model.base import JsonObject
from grafmint.origin import Origin
from grafmint.promql.matcher import Matcher

_LABEL = "severity"
_TIMES = ("group_wait", "group_interval", "repeat_interval")
Branch = Route | Severity


def policy_document(policy: NotificationPolicy) -> JsonObject:
    """The whole tree: the routes, then one for each severity."""
    default = _name(policy.contact_point)
    document: JsonObject = {
        "receiver": default,
        "group_by": list(policy.group_by),
        **_times(policy),
        "routes": [_route(each, default) for each in branches(policy)],
    }
    inhibitions = [_inhibition(each) for each in policy.inhibitions]
    return {**document, "inhibitions": inhibitions} if inhibitions else document


def policy_origins(policy: NotificationPolicy) -> dict[str, Origin]:
    """Where the tree, its routes and its inhibitions were written."""
    found = {"": policy.origin}
    found |= dict(_origins("", branches(policy)))
    found |= {f"/inhibitions/{index}": each.origin for index, each in enumerate(policy.inhibitions)}
    return {pointer: origin for pointer, origin in found.items() if origin is not None}


def _origins(above: str, found: Iterable[Branch]) -> Iterator[tuple[str, Origin | None]]:
    for index, branch in enumerate(found):
        pointer = f"{above}/routes/{index}"
        yield pointer, branch.origin
        yield from _origins(pointer, branch.routes if isinstance(branch, Route) else ())


def branches(policy: NotificationPolicy) -> tuple[Branch, ...]:
    """The top-level routes in the order in which they are asked."""
    return (*policy.routes, *policy.severities)


def every_branch(policy: NotificationPolicy) -> Iterator[Branch]:
    """All routes, nested ones too."""
    waiting = list(branches(policy))
    while waiting:
        branch = waiting.pop(0)
        yield branch
        if isinstance(branch, Route):
            waiting += branch.routes


def named(policy: NotificationPolicy) -> Iterator[ContactPoint | MuteTiming]:
    """The contact points and timings that the tree brings along, by object."""
    found: list[object] = [policy.contact_point]
    for branch in every_branch(policy):
        found += (branch.contact_point, *branch.mute_timings, *branch.active_timings)
    return (each for each in found if isinstance(each, ContactPoint | MuteTiming))


def response(severity: Severity) -> Mapping[str, str]:
    """The annotations of each alert of a severity."""
    found = {} if isinstance(severity.response_time, Unset) else {"response_time": severity.response_time}
    steps = "; ".join(f"after {step.after}: {step.to}" for step in severity.escalation)
    return {**found, "escalation": steps} if steps else found


def _route(branch: Branch, parents: str) -> JsonObject:
    """One route; what is left out is its parent's, but Grafana refuses a route that names no contact point."""
    receiver = parents if isinstance(branch.contact_point, Unset) else _name(branch.contact_point)
    wanted = _matchers(branch.label_matchers) if isinstance(branch, Route) else [[_LABEL, "=", branch.name]]
    document: JsonObject = {"receiver": receiver, "object_matchers": wanted}
    several = {
        "group_by": list(branch.group_by),
        **_times(branch),
        "mute_time_intervals": [_name(each) for each in branch.mute_timings],
        "active_time_intervals": [_name(each) for each in branch.active_timings],
    }
    document |= {key: value for key, value in several.items() if value}
    if isinstance(branch, Route):
        document |= {"continue": True} if branch.continue_matching else {}
        document |= {"routes": [_route(each, receiver) for each in branch.routes]} if branch.routes else {}
    return document


def _times(owner: Branch | NotificationPolicy) -> JsonObject:
    found = {key: getattr(owner, key) for key in _TIMES}
    return {key: value for key, value in found.items() if not isinstance(value, Unset)}


def _inhibition(inhibition: Inhibition) -> JsonObject:
    document: JsonObject = {
        "source": _matchers(inhibition.source_matchers),
        "target": _matchers(inhibition.target_matchers),
        "equal": [] if isinstance(inhibition.equal, Unset) else list(inhibition.equal),
    }
    return {**document, "optional": True} if inhibition.optional else document


def _matchers(wanted: Iterable[Matcher]) -> list[list[str]]:
    return [[each.label, each.operator, each.value] for each in wanted]


def _name(value: ContactPoint | MuteTiming | str) -> str:
    return value if isinstance(value, str) else value.name
