"""Refresh: in the place of one that is too short, or that it cannot read, a server writes the shortest that it lets be.

It answers as if it had written what it was sent, and counts no version for it.

Source: https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#min_refresh_interval
"""

from typing import Any

from grafmint.duration import milliseconds


def is_lifted(stored: Any, sent: str | None) -> bool:
    """Whether a server may have stored this refresh in the place of the one that it was sent."""
    if sent is None or not isinstance(stored, str) or stored == sent:
        return False
    shortest, ours = milliseconds(stored), milliseconds(sent)
    return shortest is not None and (ours is None or ours < shortest)
