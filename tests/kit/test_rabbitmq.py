"""RabbitMQ: queues that are emptied, and queues that are not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grafmint import promql
from grafmint.kit import lamps, rabbitmq
from grafmint.kit.look import NO_LIMIT
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import above

from .asked import exprs, legends, steps
from .tried import needs_promtool, tried

BROKER = rabbitmq.Broker(scope=promql.scope(job="rabbitmq"))


def test_a_broker_is_up_while_its_exporter_reads_it() -> None:
    """The state is in words and colours."""
    panel = rabbitmq.status(BROKER)
    assert exprs(panel) == ['min by (instance) (rabbitmq_up{job="rabbitmq"})']
    assert (panel.title, panel.unit, panel.mappings) == ("RabbitMQ", "bool", lamps.UP_OR_DOWN)


@pytest.mark.parametrize(
    ("builder", "metric"),
    [(rabbitmq.messages, "rabbitmq_queue_messages"), (rabbitmq.consumers, "rabbitmq_queue_consumers")],
)
def test_each_queue_has_a_line(builder: Callable[..., TimeSeries], metric: str) -> None:
    """The title is the caller's, and nothing is coloured that nobody has set a limit for."""
    panel = builder(BROKER, title="RabbitMQ")
    assert exprs(panel) == [f'max by (cluster, vhost, queue) ({metric}{{job="rabbitmq"}})']
    assert (panel.title, panel.unit, legends(panel)) == ("RabbitMQ", "short", ["{{vhost}} {{queue}}"])
    assert panel.thresholds == NO_LIMIT
    assert steps(builder(BROKER, thresholds=above(warning=1000)).thresholds)[-1] == (1000, "orange")


@needs_promtool
def test_a_queue_that_two_exporters_list_counts_once(tmp_path: Path) -> None:
    """The exporter of every node of a cluster knows all of its queues."""
    series = {
        f'rabbitmq_queue_messages{{job="rabbitmq", instance="{node}", cluster="c", vhost="/", queue="mail"}}': depth
        for node, depth in (("a", 7), ("b", 7))
    }
    tried(rabbitmq.depth(BROKER), series, {'{cluster="c", vhost="/", queue="mail"}': 7}, tmp_path)
