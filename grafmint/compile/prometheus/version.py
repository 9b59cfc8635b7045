"""Versions of Prometheus and Alertmanager in what people read."""

from grafmint.environment import Version


def shown(version: Version) -> str:
    """A version for people."""
    return f"{version[0]}.{version[1]}"
