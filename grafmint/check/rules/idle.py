"""idle-route: a route that asks for labels which no alert of the project has."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from grafmint.bundle import Bundle
from grafmint.check.alert import Alert, alerts
from grafmint.check.kept_labels import Labels
from grafmint.check.rule import RuleView
from grafmint.check.tree import Tree, trees
from grafmint.finding import Finding
from grafmint.routing import Matcher, Policy
from grafmint.suggest import nearest

#: A severity may be declared before an alert has it; one that is misspelt is told of the alert.
_DECLARED = "severity"
#: What Grafana calls alerts of a rule whose query failed or answered nothing, whatever the rule's name.
#: Source: https://github.com/grafana/grafana/blob/v9.4.0/pkg/services/ngalert/schedule/compat.go
_STATES = ("DatasourceNoData", "DatasourceError")
#: The labels that those have besides.
_OF_STATES = frozenset({"rulename", "datasource_uid", "ref_id"})


@attrs.frozen
class _Known:
    """The labels that all alerts of a rule have, and those that its series may bring; None for any."""

    labels: Mapping[str, str]
    brought: Labels

    def may_fit(self, matcher: Matcher) -> bool:
        """Whether an alert of the rule can be as a matcher says."""
        label = matcher.label
        if label not in self.labels:
            is_open = self.brought is None or label in self.brought or label in _OF_STATES or label.startswith("__")
            return is_open or matcher.fits({}) is not False
        values = (self.labels[label], *(_STATES if label == "alertname" else ()))
        return any(matcher.fits({label: value}) is not False for value in values)


def idle_route(bundle: Bundle) -> Iterator[Finding]:
    """Routes that certainly take no alert, the outermost of those inside each other."""
    found = tuple(_known(alert, bundle) for alert in alerts(bundle)) if bundle.is_whole else ()
    for tree in trees(bundle) if found else ():
        if tree.policy is not None:
            yield from _idle(tree, tree.root, tree.policy, found)


def _known(alert: Alert, bundle: Bundle) -> _Known:
    # Prometheus adds the external labels of its own configuration.
    is_grafanas = alert.document.entry.kind == "alert-rule"
    brought = RuleView(alert.document.entry).labels_in(bundle) if is_grafanas else None
    return _Known(alert.labels, None if brought is None else brought | alert.filled)


def _idle(tree: Tree, pointer: str, policy: Policy, found: Sequence[_Known]) -> Iterator[Finding]:
    """Of the routes below a policy those that can take none of the alerts that may come to it."""
    for index, route in enumerate(policy.policies):
        path, asked = f"{pointer}/routes/{index}", [each for each in route.matchers if each.label != _DECLARED]
        taken = [alert for alert in found if all(map(alert.may_fit, asked))]
        if taken:
            yield from _idle(tree, path, route, taken)
        else:
            alone = [each for each in asked if not any(alert.may_fit(each) for alert in found)]
            named = alone[:1] or asked
            message = f"no alert {_among(policy)} has {', '.join(map(str, named))}"
            yield tree.finding("idle-route", "warning", message, hint=_way_out(named, found), path=path)


def _among(policy: Policy) -> str:
    return f"that comes to {', '.join(map(str, policy.matchers))}" if policy.matchers else "of the project"


def _way_out(named: Sequence[Matcher], found: Sequence[_Known]) -> str:
    values = {alert.labels[each.label] for each in named[:1] for alert in found if each.label in alert.labels}
    match = nearest(named[0].value, values) if len(named) == 1 and named[0].operator == "=" else None
    return "correct what it asks for, or remove it" if match is None else f"did you mean {match!r}?"
