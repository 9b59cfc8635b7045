"""What network interfaces lose."""

from grafmint import promql
from grafmint.kit import hosts, interfaces
from grafmint.kit.look import NO_LIMIT
from grafmint.model.threshold import above

from .asked import exprs, legends, steps

NODES = hosts.Hosts(scope=promql.scope(job="node"))


def test_errors_and_drops_are_lines_of_their_own() -> None:
    """A bad cable and a busy host are told apart, and an alert can ask for one of them."""
    panel = interfaces.errors_and_drops(NODES, thresholds=above(warning=10))
    assert exprs(panel) == [
        f'sum by (instance) (rate(node_network_receive_{what}_total{{job="node"}}[$__rate_interval]))'
        for what in ("errs", "drop")
    ]
    assert [query.ref_id for query in panel.queries] == ["errors", "dropped"]
    assert legends(panel) == ["{{instance}} errors", "{{instance}} dropped"]
    assert (panel.unit, steps(panel.thresholds)[-1]) == ("cps", (10, "orange"))
    assert interfaces.errors_and_drops(NODES).thresholds == NO_LIMIT


def test_drops_are_dashed() -> None:
    """Two lines of one host are told apart without a legend."""
    (override,) = interfaces.errors_and_drops(NODES).overrides
    assert override.matcher.options == "dropped"
