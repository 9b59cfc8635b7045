"""Board: a dashboard of a system as values, from sections that all systems share."""

from itertools import chain

import attrs

from dashboards import source
from dashboards.section import Section
from dashboards.theme import deployments, siblings
from dashboards.unheard import refuse_unheard
from grafmint import CustomVariable, Dashboard, Folder, QueryVariable, Row
from systems.identity import Identity


@attrs.frozen(kw_only=True)
class Board:
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
        """The dashboard: first whether all is fine, as numbers, then each section's reasons.

        Raises ModelError for an alert that no panel carries.
        """
        now = list(chain.from_iterable(each.now(system) for each in self.sections))
        top = [Row(title="Am I fine?", panels=now)] if now else []
        below = chain.from_iterable(each.rows(system) for each in self.sections)
        review = [] if self.reviewed is None else [f"review:{self.reviewed}"]
        made = Dashboard(
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
            rows=[source.asked(each, self.metrics) for each in (*top, *below)],
        )
        refuse_unheard(self.sections, made)
        return made
