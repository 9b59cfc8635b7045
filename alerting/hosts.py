"""Alerts of hosts: processors, memory, disks."""

from collections.abc import Iterator

from alerting.levels import at_levels, label, value
from grafmint import Alert
from systems.system import System


def cpu(system: System) -> Iterator[Alert]:
    """Processors that have no time left."""
    return at_levels(
        system,
        system.watches.cpu,
        summary=f"CPU of {label(system.hosts.instance)} is at {value(1)} %.",
        description="What runs there waits. See what took the processors and since when: restart what runs away, else"
        " move work to another host or add one.",
        runbook="node-cpu",
    )


def memory(system: System) -> Iterator[Alert]:
    """Memory that a new process could not get."""
    return at_levels(
        system,
        system.watches.memory,
        summary=f"Memory of {label(system.hosts.instance)} is at {value(1)} %.",
        description="When nothing is left the kernel ends processes, the largest ones first. A steady climb is a leak:"
        " restart the process that grows. A step is a deployment.",
        runbook="node-memory",
    )


def disk(system: System) -> Iterator[Alert]:
    """File systems that fill up."""
    hosts = system.hosts
    return at_levels(
        system,
        system.watches.disk,
        summary=f"{label(hosts.mount)} on {label(hosts.instance)} is {value(1)} % full.",
        description="Databases stop writing at 100 %. Remove old logs and images, or enlarge the volume before.",
        runbook="disk-usage",
    )
