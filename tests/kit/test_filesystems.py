"""How full file systems were, and how much room they will have."""

from grafmint import promql
from grafmint._unset import UNSET
from grafmint.kit import filesystems, hosts
from grafmint.kit.look import NO_LIMIT
from grafmint.model.threshold import above, below

from .asked import exprs, legends, steps

NODES = hosts.Hosts(scope=promql.scope(job="node"))


def test_usage_over_time_is_what_the_bars_show_now() -> None:
    """The same percentage by host and mount, as lines from 0 to 100."""
    panel = filesystems.usage(NODES, thresholds=above(warning=85))
    assert exprs(panel) == exprs(hosts.disk_usage(NODES))
    assert (panel.type, panel.unit, panel.min, panel.max) == ("timeseries", "percent", 0, 100)
    assert legends(panel) == ["{{instance}} {{mountpoint}}"]
    assert steps(panel.thresholds)[-1] == (85, "orange")


def test_the_forecast_goes_on_as_the_last_hours_did() -> None:
    """Bytes that are left in a week, and below 0 where that is too long: the axis goes there."""
    panel = filesystems.forecast(NODES, thresholds=below(critical=0))
    left = 'node_filesystem_avail_bytes{fstype!~"tmpfs|overlay", job="node"}'
    assert exprs(panel) == [f"min by (instance, mountpoint) (predict_linear({left}[6h], 604800))"]
    assert (panel.unit, panel.min) == ("bytes", UNSET)
    assert steps(panel.thresholds) == [(None, "red"), (0, "transparent")]


def test_limits_are_given_or_none() -> None:
    """Nothing is coloured that nobody has set a limit for."""
    assert filesystems.usage(NODES).thresholds == filesystems.forecast(NODES).thresholds == NO_LIMIT
