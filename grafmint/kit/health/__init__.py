"""Health: which targets answer, and which alerts fire, as Prometheus itself sees them."""

from grafmint.kit.health.alert import alert_list, alerts, firing
from grafmint.kit.health.availability import answering, availability, uptime
from grafmint.kit.health.state import down, history, instances, status
from grafmint.kit.health.targets import Targets, answered

__all__ = [
    "Targets",
    "alert_list",
    "alerts",
    "answered",
    "answering",
    "availability",
    "down",
    "firing",
    "history",
    "instances",
    "status",
    "uptime",
]
