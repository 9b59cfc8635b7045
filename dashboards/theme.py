"""What all boards share: the look of their graphs, and how they lead to each other."""

from grafmint import Annotation, DashboardLink
from grafmint.kit.look import Look
from systems.identity import Identity

LOOK = Look()


def siblings(system: Identity) -> DashboardLink:
    """The other boards of the system, opened at the same time range and with the same choices."""
    return DashboardLink(title=system.title, tags=system.tag, as_dropdown=True, keep_time=True, include_vars=True)


def deployments(system: Identity) -> Annotation:
    """When something was deployed: annotations of Grafana with the tags `deploy` and the system's own."""
    return Annotation(name="Deployments", tags=["deploy", system.tag], icon_color="purple")
