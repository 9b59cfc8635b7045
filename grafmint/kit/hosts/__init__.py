"""Hosts: utilisation, saturation and errors of machines (USE).

Source: https://www.brendangregg.com/usemethod.html
"""

from grafmint.kit.hosts.capacity import QueryLoad, scaling
from grafmint.kit.hosts.fullest import busiest, fullest_disk, tightest_memory
from grafmint.kit.hosts.host import Hosts
from grafmint.kit.hosts.traffic import disk_io, network, network_errors
from grafmint.kit.hosts.usage import cpu, cpu_busy, disk_usage, disk_used, load, memory, memory_used, utilization

__all__ = [
    "Hosts",
    "QueryLoad",
    "busiest",
    "cpu",
    "cpu_busy",
    "disk_io",
    "disk_usage",
    "disk_used",
    "fullest_disk",
    "load",
    "memory",
    "memory_used",
    "network",
    "network_errors",
    "scaling",
    "tightest_memory",
    "utilization",
]
