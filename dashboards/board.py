"""Board: a dashboard of a system as values, from sections that all systems share."""

import attrs

from alerting.placed import evolved
from alerting.rules import of_system
from dashboards import source
from dashboards.layout import without_hole
from dashboards.section import Section
from dashboards.theme import deployments, siblings
from grafmint import CustomVariable, Dashboard, FieldPanel, Folder, Panel, QueryVariable, Row
from grafmint.block import Block, on_behalf_of
from systems.identity import Identity


@attrs.frozen(kw_only=True)
class Board(Block):
    """One dashboard: what it is called, what it answers, and its sections from top to bottom.

    `tags` come after that of its system. `reviewed` is how often somebody looks whether it still serves. `metrics` is
    the Prometheus that it asks, where an environment has several.
    """

    uid: str
    title: str
    description: str
    folder: Folder
    sections: tuple[Section, ...]
    tags: tuple[str, ...] = ()
    variables: tuple[QueryVariable | CustomVariable, ...] = ()
    time_from: str = "now-6h"
    refresh: str = "1m"
    reviewed: str | None = None
    metrics: str | None = None

    def dashboard(self, system: Identity) -> Dashboard:
        """The dashboard: first whether all is fine, as numbers, then each section's reasons."""
        review = [] if self.reviewed is None else [f"review:{self.reviewed}"]
        with on_behalf_of(self):
            return Dashboard(
                uid=self.uid,
                title=self.title,
                description=self.description,
                folder=self.folder,
                tags=[system.tag, *self.tags, *review],
                variables=[source.offered(each, self.metrics) for each in self.variables],
                annotations=deployments(system),
                links=siblings(system),
                time_from=self.time_from,
                auto_refresh=self.refresh,
                cursor_sync="Crosshair",
                rows=[self._completed(row, system) for row in self._rows()],
            )

    def _rows(self) -> list[Row]:
        now: list[Panel] = []
        below: list[Row] = []
        for section in self.sections:
            with on_behalf_of(section):
                now.extend(section.now())
                below.extend(section.rows())
        return [*([Row(title="Am I fine?", panels=without_hole(now))] if now else []), *below]

    def _completed(self, row: Row, system: Identity) -> Row:
        return evolved(row, panels=[self._of_system(panel, system) for panel in row.panels])

    def _of_system(self, panel: Panel, system: Identity) -> Panel:
        """The panel with what only its board and its system know: whom it asks, and whose its alerts are."""
        asking = source.asked(panel, self.metrics)
        if not isinstance(asking, FieldPanel) or not asking.alerts:
            return asking
        return evolved(asking, alerts=[of_system(alert, system) for alert in asking.alerts])
