"""Project: the resources of one environment, as they were found; made one by one while they are compiled."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import attrs

from grafmint.environment import Environment
from grafmint.finding import Finding
from grafmint.model.base import Traced
from grafmint.origin import Place

# Alerting takes a while to load, and a project of dashboards has none of it.
if TYPE_CHECKING:
    from grafmint.model.alerting.contact_point import ContactPoint
    from grafmint.model.alerting.mute_timing import MuteTiming
    from grafmint.model.alerting.policy import NotificationPolicy
    from grafmint.model.alerting.rule import AlertRule, RecordingRule
    from grafmint.model.alerting.template import NotificationTemplate
    from grafmint.model.composite import Composite
    from grafmint.model.dashboard import Dashboard
    from grafmint.model.datasource import Datasource
    from grafmint.model.folder import Folder
    from grafmint.model.library_panel import LibraryPanel
    from grafmint.model.removed import Removed

    Alerting = AlertRule | RecordingRule | ContactPoint | MuteTiming | NotificationTemplate | NotificationPolicy
    #: A resource of grafmint's own classes.
    Own = Dashboard | Folder | LibraryPanel | Datasource | Composite | Alerting | Removed
else:
    Alerting = Own = Traced


@attrs.frozen(kw_only=True)
class ForeignDashboard:
    """A dashboard that others made: raw JSON, grafanalib, another SDK; taken as it is."""

    document: dict[str, Any] = attrs.field(repr=False)
    place: Place
    folder: str | None = None


Resource = Own | ForeignDashboard


@attrs.frozen(kw_only=True)
class Definition:
    """One place that resources come from: a value of a module, a marked function, a file."""

    place: Place
    name: str
    make: Callable[[], Iterator[Resource | Finding]] = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Project:
    """The definitions of one environment in the order of its modules, and what finding them found."""

    environment: Environment
    definitions: tuple[Definition, ...]
    findings: tuple[Finding, ...] = ()

    def resources(self) -> Iterator[Resource | Finding]:
        """Every resource, made when it is asked for; what could not be made comes as a finding."""
        yield from self.findings
        for definition in self.definitions:
            yield from definition.make()
