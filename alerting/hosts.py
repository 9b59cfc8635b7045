"""What alerts of hosts say: processors, memory, disks."""

from alerting.alarm import Text
from alerting.rules import label, value
from grafmint.kit.hosts import Hosts


def cpu(hosts: Hosts) -> Text:
    """Processors that have no time left."""
    return Text(
        summary=f"CPU of {label(hosts.instance)} is at {value(1)} %.",
        description="What runs there waits. See what took the processors and since when: restart what runs away, else"
        " move work to another host or add one.",
        runbook="node-cpu",
    )


def memory(hosts: Hosts) -> Text:
    """Memory that a new process could not get."""
    return Text(
        summary=f"Memory of {label(hosts.instance)} is at {value(1)} %.",
        description="When nothing is left the kernel ends processes, the largest ones first. A steady climb is a leak:"
        " restart the process that grows. A step is a deployment.",
        runbook="node-memory",
    )


def disk(hosts: Hosts) -> Text:
    """File systems that fill up."""
    return Text(
        summary=f"{label(hosts.mount)} on {label(hosts.instance)} is {value(1)} % full.",
        description="Databases stop writing at 100 %. Remove old logs and images, or enlarge the volume before.",
        runbook="disk-usage",
    )


def network(hosts: Hosts) -> Text:
    """Interfaces that receive what is broken."""
    return Text(
        summary=f"{label(hosts.instance)} receives {value(1)} broken packets a second.",
        description="Cable, port, card or driver: compare with the port of the switch, move the host to another one,"
        " and move its work away until then.",
        runbook="network-errors",
    )
