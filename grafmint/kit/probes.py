"""Probes: whether a system answers when it is asked from outside, and how long that takes."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.certificates import Certificates
from grafmint.kit.lamps import UP_OR_DOWN, lamps, timeline, worst
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of
from grafmint.model.fields import Override, by_type
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.statetimeline import StateTimeline
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds
from grafmint.prometheus import Query


@attrs.frozen(kw_only=True)
class Check(Block):
    """What is probed, as a reader knows it: the title of its panel and what to do when it fails.

    `value` is that of the label that tells checks apart; None is for every probe of the scope.
    """

    title: str
    advice: str
    value: str | None = None


@attrs.frozen(kw_only=True)
class Probes(Block):
    """The metrics of blackbox_exporter, or of a prober that writes 1 for success and 0 for failure.

    `check` is the label that says what is probed, put onto the targets by their owner; `by` tells the probed apart.
    Scripted flows are `Probes(success="synthetic_flow_success", check="flow", by="flow")`; no exporter fixes that name.
    Source: https://github.com/prometheus/blackbox_exporter
    """

    success: str = "probe_success"
    duration: str = "probe_duration_seconds"
    dns: str = "probe_dns_lookup_time_seconds"
    expires: str = "probe_ssl_earliest_cert_expiry"
    check: str = "check"
    by: str = "instance"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    @property
    def certificates(self) -> Certificates:
        """The certificates that the targets present to the prober, as the panels of `certificates` take them."""
        return Certificates(expires=self.expires, by=(self.by,), interval=self.interval, scope=self.scope)

    def of(self, check: Check) -> promql.Scope:
        """The probes of one check."""
        return self.scope if check.value is None else self.scope.where(**{self.check: check.value})


_ALL = Check(title="Probes over time", advice="Compare the start of a gap with the deployments around it.")
_ANSWERS = Check(title="Answers to probes", advice="A single dip is the network; a lasting one is the target itself.")
_DURATION = Check(
    title="Duration of probes", advice="One target slow: look at that target. All slow: look at the prober's network."
)
_DNS = Check(
    title="Duration of DNS lookups", advice="All high: the resolver of the prober. One high: the servers of that zone."
)


def succeeded(probes: Probes) -> promql.Expr:
    """1 for each check and target whose probes all succeed, else 0: what an alert compares with 1."""
    labels = dict.fromkeys((probes.check, probes.by))
    return promql.min(probes.scope.metric(probes.success), by=tuple(labels))


def status(probes: Probes, *, title: str = "Probes") -> Stat:
    """UP or DOWN for each target: down as soon as one of its probes fails.

    Unit: truth value. Source: blackbox_exporter.
    """
    return lamps(
        title,
        _worst(probes, probes.scope),
        description="Each target is UP while all of its probes succeed, asked from outside like a user would. DOWN: can"
        " the prober still reach it, and do its own board and log say why it does not answer?",
    )


def history(probes: Probes, check: Check = _ALL) -> StateTimeline:
    """When each target of a check answered and when it did not.

    Unit: truth value. Source: blackbox_exporter.
    """
    return timeline(
        check.title,
        _worst(probes, probes.of(check)),
        description=f"Whether the probes succeeded, DOWN while any of them failed. {check.advice}",
    )


def answering(probes: Probes, check: Check = _ANSWERS, *, look: Look = LOOK) -> TimeSeries:
    """Whether each target of a check answered, as lines that fall from UP to DOWN.

    Unit: truth value. Source: blackbox_exporter.
    """
    lines = graph(
        check.title,
        _worst(probes, probes.of(check)),
        description=f"Whether the probes succeeded: a line falls to the bottom while any failed. {check.advice}",
        unit="bool",
        look=look,
        # The least of a line says whether it was ever down; its most would always be UP.
        lowest=True,
        # An axis of truth values would say UP at every step between 0 and 1. That of the time stays.
        overrides=Override(matcher=by_type("number"), axis_placement="hidden"),
    )
    return attrs.evolve(lines, max=1, mappings=UP_OR_DOWN, line_interpolation="stepAfter")


def duration(
    probes: Probes, check: Check = _DURATION, *, thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How long the slowest probe of each target takes.

    Unit: seconds. Source: blackbox_exporter.
    """
    return graph(
        check.title,
        _slowest(probes, check, probes.duration),
        description=f"How long a whole probe takes, from the lookup of the name to the last byte. {check.advice}",
        unit="s",
        thresholds=thresholds,
        look=look,
    )


def dns(probes: Probes, check: Check = _DNS, *, thresholds: Thresholds = NO_LIMIT, look: Look = LOOK) -> TimeSeries:
    """How long it takes to look up the name of each target.

    Unit: seconds. Source: blackbox_exporter.
    """
    return graph(
        check.title,
        _slowest(probes, check, probes.dns),
        description=f"How long the lookup of a target's name takes, which every new connection waits for."
        f" {check.advice}",
        unit="s",
        thresholds=thresholds,
        look=look,
    )


def _worst(probes: Probes, scope: promql.Scope) -> Query:
    return worst(scope.metric(probes.success), probes.by, interval=probes.interval)


def _slowest(probes: Probes, check: Check, metric: str) -> Query:
    slowest = promql.max(probes.of(check).metric(metric), by=probes.by)
    return ask(slowest, legend_of(probes.by), interval=probes.interval)
