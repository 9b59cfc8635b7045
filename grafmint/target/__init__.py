"""Targets: where a sync writes to; a directory that a Grafana provisions from, or a server."""

from grafmint.target.port import Target, open_target

__all__ = ["Target", "open_target"]
