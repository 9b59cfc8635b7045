"""File systems: how full they were, and how much room they will have.

The subject is that of `hosts`, which shows how full they are now.
"""

import attrs

from grafmint import promql
from grafmint._unset import UNSET
from grafmint.kit.hosts import Hosts, disk_used
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds

_HISTORY = "6h"
_DAYS = 7


def forecast_bytes(hosts: Hosts) -> promql.Expr:
    """How many bytes each file system will have left in a week if it fills as in the last hours; less than 0: none."""
    real = hosts.scope.where(**{hosts.filesystem_type: promql.not_re(hosts.pseudo)})
    room = promql.predict_linear(real.metric(hosts.filesystem_available), _DAYS * 86400, _HISTORY)
    return promql.min(room, by=(hosts.instance, hosts.mount))


def usage(
    hosts: Hosts, *, title: str = "Disk usage", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How full each file system was.

    Unit: percent, 0 to 100. Source: node_exporter.
    """
    return graph(
        title,
        ask(promql.max(disk_used(hosts), by=(hosts.instance, hosts.mount)), _legend(hosts), interval=hosts.interval),
        description="Space in use on every file system that is on a disk. A slope is logs or data that grow: make room"
        " or enlarge the volume before it is full. A step is a copy, a backup or a release.",
        unit="percent",
        full=True,
        thresholds=thresholds,
        look=look,
    )


def forecast(
    hosts: Hosts, *, title: str = "Capacity forecast", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How much room each file system will have in a week.

    Unit: bytes. Source: node_exporter.
    """
    panel = graph(
        title,
        ask(forecast_bytes(hosts), _legend(hosts), interval=hosts.interval),
        description=f"Bytes that are left in {_DAYS} days if a file system fills as in the last {_HISTORY}. Below 0 it"
        " is full before that: find what grows, or enlarge the volume. A short dip is a job that writes and cleans up.",
        unit="bytes",
        thresholds=thresholds,
        lowest=True,
        look=look,
    )
    # What is below 0 is what the panel is for.
    return attrs.evolve(panel, min=UNSET)


def _legend(hosts: Hosts) -> str:
    return legend_of(hosts.instance, hosts.mount)
