"""RabbitMQ: whether it answers, and whether messages are taken as fast as they come."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.lamps import lamps, worst
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds
from grafmint.prometheus import Query


@attrs.frozen(kw_only=True)
class Broker(Block):
    """The metrics of rabbitmq_exporter, which reads them from the management plugin.

    Source: https://github.com/kbudde/rabbitmq_exporter/blob/main/metrics.md
    """

    up: str = "rabbitmq_up"
    messages: str = "rabbitmq_queue_messages"
    consumers: str = "rabbitmq_queue_consumers"
    cluster: str = "cluster"
    vhost: str = "vhost"
    queue: str = "queue"
    instance: str = "instance"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)


def depth(broker: Broker) -> promql.Expr:
    """How many messages each queue holds, those that are being worked on among them."""
    return _each(broker, broker.messages)


def status(broker: Broker, *, title: str = "RabbitMQ") -> Stat:
    """UP or DOWN for each broker.

    Unit: truth value. Source: rabbitmq_exporter.
    """
    return lamps(
        title,
        worst(broker.scope.metric(broker.up), broker.instance, interval=broker.interval),
        description="Whether the management plugin of the broker answers the exporter. DOWN: is the broker running, is"
        " an alarm of memory or disk raised, is the exporter's password still right?",
    )


def messages(
    broker: Broker, *, title: str = "Messages in queues", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How many messages each queue holds.

    Unit: number of messages. Source: rabbitmq_exporter.
    """
    return graph(
        title,
        _query(broker, depth(broker)),
        description="Messages that wait or are being worked on, by queue. A queue that only grows: its consumers are"
        " gone or too slow; start more of them before the broker runs out of memory.",
        unit="short",
        counted=True,
        thresholds=thresholds,
        look=look,
    )


def consumers(
    broker: Broker, *, title: str = "Consumers", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How many consumers each queue has.

    Unit: number of consumers. Source: rabbitmq_exporter.
    """
    return graph(
        title,
        _query(broker, _each(broker, broker.consumers)),
        description="Consumers of each queue. A fall to none: the service that takes from it is down or has lost its"
        " connection, and messages pile up until it is back.",
        unit="short",
        decimals=0,
        counted=True,
        thresholds=thresholds,
        lowest=True,
        look=look,
    )


def _each(broker: Broker, metric: str) -> promql.Expr:
    # The exporter of every node lists all queues of the cluster, so a sum would count each queue more than once.
    return promql.max(broker.scope.metric(metric), by=(broker.cluster, broker.vhost, broker.queue))


def _query(broker: Broker, expr: promql.Expr) -> Query:
    return ask(expr, legend_of(broker.vhost, broker.queue), interval=broker.interval)
