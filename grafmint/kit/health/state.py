"""State: which targets are up and which are down."""

from grafmint import promql
from grafmint.kit.health.targets import Targets
from grafmint.kit.lamps import lamps, timeline, worst
from grafmint.kit.look import ask_now
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.statetimeline import StateTimeline
from grafmint.model.panel.table import Table
from grafmint.transform import Organize


def status(targets: Targets, *, title: str = "Services") -> Stat:
    """UP or DOWN for each job: down as soon as one of its instances does not answer.

    Unit: truth value. Source: the `up` of every scrape.
    """
    return lamps(
        title,
        worst(targets.reachable, targets.job, interval=targets.interval),
        description="Each job is UP while all of its instances answer Prometheus. DOWN: see the instances that are down"
        " further below, then the job's own board and its logs.",
    )


def instances(targets: Targets, *, title: str = "Instances") -> Stat:
    """UP or DOWN for each instance.

    Unit: truth value. Source: the `up` of every scrape.
    """
    return lamps(
        title,
        worst(targets.reachable, targets.job, targets.instance, interval=targets.interval),
        description="Each instance is UP while it answers. DOWN: does its process run, does the machine run, and does"
        " the network let the question through?",
    )


def history(targets: Targets, *, title: str = "Service history") -> StateTimeline:
    """When each job was up and when it was down.

    Unit: truth value. Source: the `up` of every scrape.
    """
    return timeline(
        title,
        worst(targets.reachable, targets.job, interval=targets.interval),
        description="Each job over time, DOWN while any of its instances did not answer. Compare the start of a gap"
        " with the deployments that are drawn over the graphs.",
    )


def down(targets: Targets, *, title: str = "Instances that are down") -> Table:
    """The instances that did not answer their last scrape.

    Unit: none, one row an instance. Source: the `up` of every scrape.
    """
    unreachable = promql.eq(promql.min(targets.reachable, by=(targets.job, targets.instance)), 0)
    return Table(
        title=title,
        description="Every instance that did not answer its last scrape. Is its process running, and does the network"
        " let Prometheus reach it? An empty table is the good case.",
        queries=ask_now(unreachable, interval=targets.interval),
        unit="none",
        no_value="No instance found that is down",
        transformations=Organize(
            hide=["Time", "Value"],
            order=[targets.job, targets.instance],
            rename={targets.job: "Job", targets.instance: "Instance"},
        ),
    )
