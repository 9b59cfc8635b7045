"""Whom an alert is told to, by its severity."""

from grafmint import NotificationPolicy
from systems.system import System


def notification_policy(system: System) -> NotificationPolicy:
    """The whole tree: what carries no known severity goes where the most urgent goes."""
    # A forgotten label must not be a missed page: one page too many is noticed and mended the same day.
    return NotificationPolicy(contact_point=system.severities[0].contact_point, severities=system.severities)
