"""Hosts: what node_exporter calls its metrics."""

from collections.abc import Mapping

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.look import ask, legend_of
from grafmint.prometheus import Query


@attrs.frozen(kw_only=True)
class Hosts(Block):
    """The metrics of node_exporter; `pseudo` are file systems that use no disk.

    Source: https://github.com/prometheus/node_exporter
    """

    cpu: str = "node_cpu_seconds_total"
    mode: str = "mode"
    idle: str = "idle"
    memory_available: str = "node_memory_MemAvailable_bytes"
    memory_total: str = "node_memory_MemTotal_bytes"
    filesystem_available: str = "node_filesystem_avail_bytes"
    filesystem_size: str = "node_filesystem_size_bytes"
    filesystem_type: str = "fstype"
    pseudo: str = "tmpfs|overlay"
    mount: str = "mountpoint"
    disk_read: str = "node_disk_read_bytes_total"
    disk_written: str = "node_disk_written_bytes_total"
    network_received: str = "node_network_receive_bytes_total"
    network_sent: str = "node_network_transmit_bytes_total"
    network_errors: str = "node_network_receive_errs_total"
    network_dropped: str = "node_network_receive_drop_total"
    device: str = "device"
    loopback: str = "lo"
    load: str = "node_load5"
    instance: str = "instance"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    def rates(self, metrics: Mapping[str, promql.Metric]) -> list[Query]:
        """How fast each counter grows on each host; a series has the name of its host and that of the counter here."""
        return [
            ask(
                promql.sum(promql.rate(metric), by=self.instance),
                f"{legend_of(self.instance)} {name}",
                interval=self.interval,
                ref_id=name,
            )
            for name, metric in metrics.items()
        ]
