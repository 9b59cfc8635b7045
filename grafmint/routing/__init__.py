"""Routing: whom a tree of notification policies tells of an alert, by the alert's labels.

Source: https://prometheus.io/docs/alerting/latest/configuration/#route
"""

from grafmint.routing.contact import contacts_of, service, told_to
from grafmint.routing.labels import known_labels
from grafmint.routing.matcher import Matcher, matcher_of
from grafmint.routing.policy import Policy, matchers_of, policy_of
from grafmint.routing.reach import unreached
from grafmint.routing.route import Destination, Routed, route, taking

__all__ = [
    "Destination",
    "Matcher",
    "Policy",
    "Routed",
    "contacts_of",
    "known_labels",
    "matcher_of",
    "matchers_of",
    "policy_of",
    "route",
    "service",
    "taking",
    "told_to",
    "unreached",
]
