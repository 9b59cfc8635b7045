"""Hosts: what the machines have left, and what they need more of."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import hosts as texts
from alerting.alarm import Shown
from dashboards.layout import spread
from dashboards.section import Section, row, shown
from dashboards.theme import LOOK
from grafmint import Panel, Row, Thresholds
from grafmint.block import Block, on_behalf_of
from grafmint.kit import filesystems, hosts, interfaces
from grafmint.kit.hosts import Hosts as Machines
from grafmint.kit.hosts import QueryLoad
from grafmint.kit.look import NO_LIMIT


@attrs.frozen(kw_only=True)
class Scaling(Block):
    """When capacity is added, in percent of what the fullest host has."""

    title: str
    cpu: float
    memory: float
    disk: float
    query_load: QueryLoad = attrs.field(factory=QueryLoad)

    def panel(self, machines: Machines) -> Panel:
        """What is used, against what is said here."""
        with on_behalf_of(self):
            return hosts.scaling(
                machines,
                title=self.title,
                cpu_at=self.cpu,
                memory_at=self.memory,
                disk_at=self.disk,
                query_load=self.query_load,
            )


@attrs.frozen(kw_only=True)
class Hosts(Section):
    """Processors, memory, disks and networks.

    `disk` is how full each file system is, `filesystems` how full it was; `network_errors` are packets that arrived
    broken, `lost` those and the ones that were dropped. `utilization` has the numbers of the panels that are beside it.
    """

    hosts: Machines = attrs.field(factory=Machines)
    title: str = "Hosts"
    busiest: Shown | None = None
    tightest_memory: Shown | None = None
    fullest_disk: Shown | None = None
    utilization: Shown | None = None
    cpu: Shown | None = None
    memory: Shown | None = None
    disk: Shown | None = None
    filesystems: Shown | None = None
    forecast: Shown | None = None
    disk_io: Shown | None = None
    network: Shown | None = None
    network_errors: Shown | None = None
    lost: Shown | None = None
    load: Shown | None = None
    scaling: Scaling | None = None

    def now(self) -> Iterator[Panel]:
        """The fullest host of each resource."""
        yield from shown(self.busiest, partial(hosts.busiest, self.hosts), width=4)
        yield from shown(self.tightest_memory, partial(hosts.tightest_memory, self.hosts), width=4)
        yield from shown(self.fullest_disk, partial(hosts.fullest_disk, self.hosts), width=4)

    def rows(self) -> Iterator[Row]:
        """Use over time, and what is left."""
        yield from row(self.title, spread(self._use(), most=2))
        yield from row("Capacity", spread(self._left()))

    def _use(self) -> Iterator[Panel]:
        used = partial(
            hosts.utilization,
            self.hosts,
            cpu_limit=_limit(self.cpu or self.busiest),
            memory_limit=_limit(self.memory or self.tightest_memory),
            disk_limit=_limit(self.disk or self.fullest_disk),
            look=LOOK,
        )
        yield from shown(self.utilization, used)
        yield from shown(self.load, partial(hosts.load, self.hosts, look=LOOK))
        yield from shown(self.cpu, partial(hosts.cpu, self.hosts, look=LOOK), text=texts.cpu(self.hosts))
        yield from shown(self.memory, partial(hosts.memory, self.hosts, look=LOOK), text=texts.memory(self.hosts))
        yield from shown(self.disk_io, partial(hosts.disk_io, self.hosts, look=LOOK))
        yield from shown(self.network, partial(hosts.network, self.hosts, look=LOOK))

    def _left(self) -> Iterator[Panel]:
        disk = texts.disk(self.hosts)
        yield from shown(self.disk, partial(hosts.disk_usage, self.hosts), text=disk)
        yield from shown(self.filesystems, partial(filesystems.usage, self.hosts, look=LOOK), text=disk)
        yield from shown(self.forecast, partial(filesystems.forecast, self.hosts, look=LOOK))
        if self.scaling is not None:
            yield self.scaling.panel(self.hosts)
        yield from shown(self.network_errors, partial(hosts.network_errors, self.hosts, look=LOOK))
        lost = partial(interfaces.errors_and_drops, self.hosts, look=LOOK)
        yield from shown(self.lost, lost, text=texts.network(self.hosts), query="errors")


def _limit(said: Shown | None) -> Thresholds:
    return NO_LIMIT if said is None else said.thresholds
