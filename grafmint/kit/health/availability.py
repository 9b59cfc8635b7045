"""Availability: how many targets answer, and how many of their scrapes."""

import attrs

from grafmint import promql
from grafmint.kit.health.targets import Targets, answered
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of, stat
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def answering(targets: Targets, *, title: str = "Instances that answer", look: Look = LOOK) -> TimeSeries:
    """How many instances of each job answer.

    Unit: number of instances. Source: the `up` of every scrape.
    """
    number = promql.sum(targets.reachable, by=targets.job)
    panel = graph(
        title,
        ask(number, legend_of(targets.job), interval=targets.interval),
        description="Instances that answer. A step down that stays is a machine or a process that is gone: start it"
        " again. A line that keeps falling and rising is one that restarts: its log says why.",
        unit="short",
        decimals=0,
        counted=True,
        lowest=True,
        look=look,
    )
    # Between two scrapes nobody half answers.
    return attrs.evolve(panel, line_interpolation="stepAfter")


def availability(targets: Targets, *, title: str = "Availability", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """The share of scrapes that were answered in the last hour, of the worst job.

    Its second query, hidden, is that of every job, for an alert that names the job.
    Unit: percent, 0 to 100. Source: the `up` of every scrape.
    """
    share = answered(targets, "1h")
    each = ask(100 * share, legend_of(targets.job), interval=targets.interval, ref_id="jobs")
    return stat(
        title,
        [ask(100 * promql.min(share), "worst job", interval=targets.interval), attrs.evolve(each, hide=True)],
        description="How many scrapes of the last hour were answered, for the job where it was the fewest. Low: the"
        " timeline of the services shows which job it is and since when.",
        unit="percent",
        thresholds=thresholds,
        decimals=2,
        history=False,
    )


def uptime(targets: Targets, *, title: str = "Uptime", window: str = "30d", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """The share of scrapes that were answered in a long window of time, of the worst job.

    Unit: percent, 0 to 100. Source: the `up` of every scrape.
    """
    kept = 100 * promql.min(answered(targets, window))
    return stat(
        title,
        # A whole window is read for each point: one is enough for what moves in days.
        ask(kept, "worst job", interval=targets.interval, instant=True),
        description=f"How many scrapes of the last {window} were answered, for the job where it was the fewest. Low:"
        " add up its gaps on the timeline of the services, and end the cause of the longest one.",
        unit="percent",
        thresholds=thresholds,
        decimals=3,
        history=False,
    )
