"""unrouted-severity: alerts that do not reach whom their severity tells, or reach the default alone."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import attrs

from grafmint.bundle import Bundle
from grafmint.check.alert import Alert, alerts
from grafmint.check.board import counted
from grafmint.check.tree import Tree, trees
from grafmint.finding import Finding
from grafmint.routing import Matcher, Policy, Routed, route, taking
from grafmint.suggest import nearest

_LABEL = "severity"
_DIGITS = re.compile(r"\d+")
Labels = Mapping[str, str]


@attrs.frozen(kw_only=True)
class _Way:
    """What is said of the way of alerts, `said` behind the name of the first; `route` is the one that takes them."""

    severity: Literal["info", "warning"]
    said: str
    hint: str
    route: str | None = None


def unrouted_severity(bundle: Bundle) -> Iterator[Finding]:
    """What the labels of rules decide about their ways, told once for all that have the same."""
    for tree in trees(bundle):
        if tree.policy is not None and tree.policy.policies:
            told = dict[_Way, list[Alert]]()
            for alert, way in _ways(tree, tree.policy, alerts(bundle)):
                told.setdefault(way, []).append(alert)
            yield from (_finding(tree, way, several) for way, several in told.items())


def _ways(tree: Tree, policy: Policy, found: Iterable[Alert]) -> Iterator[tuple[Alert, _Way]]:
    """The alerts of whose way there is something to say; it is looked for once for those that are alike to it."""
    asked, known = policy.labels | {_LABEL}, dict[frozenset[tuple[str, str]], _Way | None]()
    for alert in found:
        key = frozenset((label, value) for label, value in alert.labels.items() if label in asked)
        if key not in known:
            known[key] = _way(dict(key), tree, policy)
        way = known[key]
        # Which severity it is that a template fills in nobody knows.
        if way is not None and _LABEL not in alert.filled:
            yield alert, way


def _finding(tree: Tree, way: _Way, several: list[Alert]) -> Finding:
    first, others, severity = several[0], len(several) - 1, way.severity
    more = f" (and {counted(others, 'other', 'others')})" if others else ""
    message = f"alert {first.name!r}{more} {way.said}"
    found = first.document.finding("unrouted-severity", severity, message, hint=way.hint, path=first.pointer)
    return found if way.route is None else attrs.evolve(found, also=tree.entry.place(way.route))


def _way(labels: Labels, tree: Tree, policy: Policy) -> _Way | None:
    """What there is to say of the way of an alert; None where nothing is, and where a pattern cannot be read."""
    routed = route(labels, policy)
    meant = _meant(labels.get(_LABEL), policy)
    if meant is not None:
        ends = _listed(each.receiver for each in routed.destinations)
        said = f"has the severity {labels[_LABEL]!r}, which no route asks for: it goes to {ends}{_unless(routed)}"
        return _Way(severity="warning", said=said, hint=f"did you mean {meant!r}?")
    if any(label in labels for label in routed.undecided):
        return None
    if any(taking(labels, policy.policies)):
        return _missed(labels, tree, policy, routed)
    return _default(labels.get(_LABEL), policy, routed)


def _default(severity: str | None, policy: Policy, routed: Routed) -> _Way:
    end = f"it goes to {policy.receiver!r}{_unless(routed)}"
    if severity is None:
        way_out = "write its level=, or a Route that takes it, if that is not meant"
        return _Way(severity="info", said=f"has no severity, and no route takes it: {end}", hint=way_out)
    way_out = f'write Severity(name="{severity}", contact_point=…), if that is not meant'
    return _Way(severity="info", said=f"has the severity {severity!r}, which no route takes: {end}", hint=way_out)


def _missed(labels: Labels, tree: Tree, policy: Policy, routed: Routed) -> _Way | None:
    """An alert that another route keeps from the contact point of its severity, without a word on the severity."""
    severity = labels.get(_LABEL, "")
    own = next((each for each in policy.policies if each.matchers == (Matcher(_LABEL, "=", severity),)), None)
    if own is None or any(each.label == _LABEL for end in routed.destinations for each in end.matchers):
        return None
    wanted = [each.receiver for each in route(labels, attrs.evolve(policy, policies=(own,))).destinations]
    ends = [each.receiver for each in routed.destinations]
    *_, last = taking(labels, policy.policies)
    # What fits because a label is not there may be another alert's by its series.
    if set(wanted) & set(ends) or not all(each.label in labels for each in last.matchers):
        return None
    to, there = _listed(wanted), _listed(ends)
    return _Way(
        severity="warning",
        said=f"has the severity {severity!r} and does not reach {to}: the route {_called(last)} takes it to {there}"
        f"{_unless(routed)}",
        hint=f'write continue_matching=True in that Route, or one for severity="{severity}" into its routes=',
        route=f"{tree.root}/routes/{policy.policies.index(last)}",
    )


def _meant(severity: str | None, policy: Policy) -> str | None:
    """The severity that a route asks for and one that none does seems to mean; None where there is no such."""
    asked = [each for each in _matchers(policy) if each.label == _LABEL and each.operator in ("=", "=~")]
    if severity is None or any(each.fits({_LABEL: severity}) is not False for each in asked):
        return None
    found = nearest(severity, {each.value for each in asked if each.operator == "="})
    if found is None or found.lower() == severity.lower():
        return found
    # Whoever counts severities means another number.
    return found if _DIGITS.sub("", found) != _DIGITS.sub("", severity) else None


def _matchers(policy: Policy) -> Iterator[Matcher]:
    yield from policy.matchers
    for each in policy.policies:
        yield from _matchers(each)


def _listed(receivers: Iterable[str]) -> str:
    return " and ".join(map(repr, dict.fromkeys(receivers)))


def _called(policy: Policy) -> str:
    return ", ".join(map(str, policy.matchers)) or "without matchers"


def _unless(routed: Routed) -> str:
    """The labels that decide it, where they are not known before it fires."""
    return f", unless {' or '.join(routed.undecided)} of its series says otherwise" if routed.undecided else ""
