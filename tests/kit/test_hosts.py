"""Machines: what they are short of."""

from collections.abc import Callable

import pytest

from grafmint import promql
from grafmint._unset import UNSET
from grafmint.kit import hosts
from grafmint.kit.look import NO_LIMIT
from grafmint.model.panel.gauge import Gauge
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import above

from .asked import exprs, legends, overridden, steps

NODES = hosts.Hosts(scope=promql.scope(job="node"))
CPU = '100 * (1 - avg by (instance) (rate(node_cpu_seconds_total{job="node", mode="idle"}[$__rate_interval])))'
MEMORY = '100 * (1 - node_memory_MemAvailable_bytes{job="node"} / node_memory_MemTotal_bytes{job="node"})'


def test_processor_and_memory_are_percentages_by_host() -> None:
    """Both go from 0 to 100 and are judged by the limits that are given."""
    cpu = hosts.cpu(NODES, title="CPU utilization", thresholds=above(warning=70, critical=80))
    memory = hosts.memory(NODES, thresholds=above(warning=75, critical=85))
    assert (exprs(cpu), exprs(memory)) == ([CPU], [MEMORY])
    assert steps(cpu.thresholds) == [(None, "green"), (70, "orange"), (80, "red")]
    for panel in (cpu, memory):
        assert (panel.unit, panel.min, panel.max, legends(panel)) == ("percent", 0, 100, ["{{instance}}"])


def test_file_systems_without_a_disk_are_left_out() -> None:
    """What lies in memory is never full."""
    (expr,) = exprs(hosts.disk_usage(NODES))
    assert expr.startswith("max by (instance, mountpoint) (100 * (1 - node_filesystem_avail_bytes{")
    assert expr.count('fstype!~"tmpfs|overlay"') == 2


def test_utilization_judges_each_signal_by_its_own_limit() -> None:
    """One panel shows three signals, and each changes its colour at its own numbers."""
    panel = hosts.utilization(
        NODES,
        cpu_limit=above(warning=70, critical=80),
        memory_limit=above(warning=75, critical=85),
        disk_limit=above(warning=80),
    )
    assert [query.ref_id for query in panel.queries] == ["cpu", "memory", "disk"]
    assert exprs(panel)[:2] == [CPU, MEMORY]
    assert steps(panel.thresholds)[1:] == [(70, "orange"), (80, "red")]
    assert overridden(panel) == {"memory": above(warning=75, critical=85), "disk": above(warning=80)}
    assert (panel.thresholds_style, panel.color) == ("off", "thresholds")


def test_without_limits_every_line_of_utilization_has_a_colour_of_its_own() -> None:
    """Lines in the colour of a limit that nobody set would all look alike, and the text promises none."""
    plain, judged = hosts.utilization(NODES), hosts.utilization(NODES, disk_limit=above(warning=80))
    assert (plain.color, plain.gradient_mode) == (UNSET, UNSET)
    assert (judged.color, judged.gradient_mode) == ("thresholds", "scheme")
    assert "orange" in str(judged.description)
    assert "orange" not in str(plain.description)


def test_scaling_has_a_trigger_for_each_resource_and_none_for_queries() -> None:
    """The triggers are numbers of their own, not those of alerts."""
    panel = hosts.scaling(NODES, cpu_at=70, memory_at=80, disk_at=75, query_load=hosts.QueryLoad())
    assert steps(panel.thresholds) == [(None, "green"), (70, "orange")]
    assert overridden(panel) == {"memory": above(warning=80), "disk": above(warning=75), "queries": NO_LIMIT}
    assert "max(prometheus_engine_queries) / max(prometheus_engine_queries_concurrent_max)" in exprs(panel)[3]
    assert legends(panel)[0] == "CPU (add at 70 %)"


@pytest.mark.parametrize(
    ("panel", "metrics", "names"),
    [
        (hosts.disk_io(NODES), ("node_disk_read_bytes_total", "node_disk_written_bytes_total"), ("read", "written")),
        (
            hosts.network(NODES),
            ("node_network_receive_bytes_total", "node_network_transmit_bytes_total"),
            ("received", "sent"),
        ),
    ],
)
def test_throughput_tells_both_ways_apart(panel: TimeSeries, metrics: tuple[str, str], names: tuple[str, str]) -> None:
    """Bytes in and bytes out are lines of their own."""
    for expr, metric in zip(exprs(panel), metrics, strict=True):
        assert expr.startswith(f"sum by (instance) (rate({metric}{{")
    assert legends(panel) == [f"{{{{instance}}}} {name}" for name in names]
    assert panel.unit == "Bps"


def test_what_a_host_sends_to_itself_is_no_traffic() -> None:
    """The loopback device is left out."""
    assert all('device!="lo"' in expr for expr in exprs(hosts.network(NODES)))


def test_load_stands_beside_the_number_of_processors() -> None:
    """Load means something only against what can run at once."""
    load, processors = exprs(hosts.load(NODES))
    assert load == 'node_load5{job="node"}'
    assert processors == 'count by (instance) (node_cpu_seconds_total{job="node", mode="idle"})'


def test_lost_packets_are_errors_and_drops_together() -> None:
    """Both mean that a packet did not arrive."""
    (expr,) = exprs(hosts.network_errors(NODES))
    assert "node_network_receive_errs_total" in expr
    assert "node_network_receive_drop_total" in expr


@pytest.mark.parametrize("gauge", [hosts.busiest, hosts.tightest_memory, hosts.fullest_disk])
def test_a_gauge_shows_the_host_that_is_worst(gauge: Callable[..., Gauge]) -> None:
    """One number for all hosts is that of the one in trouble, from 0 to 100."""
    panel = gauge(NODES, thresholds=above(warning=50))
    assert exprs(panel)[0].startswith("max(100 * (1 - ")
    assert (panel.unit, panel.min, panel.max) == ("percent", 0, 100)
    assert steps(panel.thresholds)[-1] == (50, "orange")
    assert steps(gauge(NODES).thresholds) == [(None, "blue")]
