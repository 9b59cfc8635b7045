"""unrouted-severity: alerts that do not reach whom their severity tells, or reach the default alone."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import attrs

from grafmint.bundle import Bundle
from grafmint.check.alert import Alert, alerts
from grafmint.check.board import counted
from grafmint.check.misspelt import Misspelt, misspelt
from grafmint.check.tree import Tree, trees
from grafmint.finding import Finding
from grafmint.routing import Matcher, Policy, Routed, route, taking

_LABEL = "severity"
Labels = Mapping[str, str]


@attrs.frozen(kw_only=True)
class _Way:
    """What is said of the way of alerts, `said` behind the name of the first; `route` is the one that takes them."""

    severity: Literal["info", "warning"]
    said: str
    hint: str
    route: str | None = None


def unrouted_severity(bundle: Bundle) -> Iterator[Finding]:
    """What the labels of rules decide about their ways, told once for all that have the same.

    A misspelt severity is told at each alert, or at its route where the alerts agree with each other.
    """
    for tree in trees(bundle):
        if tree.policy is not None and tree.policy.policies:
            found = list(alerts(bundle))
            wrong = misspelt((each.labels[_LABEL] for each in found if _LABEL in each.labels), tree.policy)
            for each in wrong.values():
                yield from _misspelt(tree, tree.policy, each, [a for a in found if a.labels.get(_LABEL) == each.said])
            told = dict[_Way, list[Alert]]()
            others = (each for each in found if each.labels.get(_LABEL) not in wrong)
            for alert, way in _ways(tree, tree.policy, others):
                told.setdefault(way, []).append(alert)
            yield from (_finding(tree, way, several) for way, several in told.items())


def _misspelt(tree: Tree, policy: Policy, wrong: Misspelt, several: list[Alert]) -> Iterator[Finding]:
    if not wrong.is_route:
        for alert in several:
            yield _finding(tree, _unasked(alert, policy, f"did you mean {wrong.asked!r}?"), [alert])
        return
    path = next(path for path, each in tree.routes if Matcher(_LABEL, "=", wrong.asked) in each.matchers)
    first, said = several[0], _unasked(several[0], policy, "").said
    message = f"no alert has the severity {wrong.asked!r} of this route; alert {_named(several)} {said}"
    found = tree.finding("unrouted-severity", "warning", message, hint=f"did you mean {wrong.said!r}?", path=path)
    yield attrs.evolve(found, also=first.document.entry.place(first.pointer))


def _unasked(alert: Alert, policy: Policy, hint: str) -> _Way:
    routed = route(alert.labels, policy)
    ends = _listed(each.receiver for each in routed.destinations)
    severity = alert.labels[_LABEL]
    said = f"has the severity {severity!r}, which no route asks for: it goes to {ends}{_unless(routed)}"
    return _Way(severity="warning", said=said, hint=hint)


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
    first, message = several[0], f"alert {_named(several)} {way.said}"
    found = first.document.finding("unrouted-severity", way.severity, message, hint=way.hint, path=first.pointer)
    return found if way.route is None else attrs.evolve(found, also=tree.entry.place(way.route))


def _named(several: list[Alert]) -> str:
    others = len(several) - 1
    return repr(several[0].name) + (f" (and {counted(others, 'other', 'others')})" if others else "")


def _way(labels: Labels, tree: Tree, policy: Policy) -> _Way | None:
    """What there is to say of the way of an alert; None where nothing is, and where a pattern cannot be read."""
    routed = route(labels, policy)
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


def _listed(receivers: Iterable[str]) -> str:
    return " and ".join(map(repr, dict.fromkeys(receivers)))


def _called(policy: Policy) -> str:
    return ", ".join(map(str, policy.matchers)) or "without matchers"


def _unless(routed: Routed) -> str:
    """The labels that decide it, where they are not known before it fires."""
    return f", unless {' or '.join(routed.undecided)} of its series says otherwise" if routed.undecided else ""
