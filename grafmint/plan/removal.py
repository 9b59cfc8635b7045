"""Removal: how people take off a server what the code has no more, and no version of ours deletes there yet.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/
"""

from collections.abc import Iterable, Iterator

from grafmint.bundle import Kind, plural

# What a program has written, the page does not delete.
_WAYS: dict[Kind, str] = {
    "policy": "sync a NotificationPolicy without routes, which takes ours out",
    "contact-point": "DELETE /api/v1/provisioning/contact-points/UID for each of their integrations",
    "alert-rule": "DELETE /api/v1/provisioning/alert-rules/UID",
}


def removal(kinds: Iterable[Kind]) -> Iterator[str]:
    """A line for each of the kinds that only the API takes away, in the order in which it lets them go."""
    left = set(kinds)
    yield from (f"{plural(kind)} that are left: {way}" for kind, way in _WAYS.items() if kind in left)
