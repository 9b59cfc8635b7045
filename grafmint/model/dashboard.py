"""Dashboard: what a user writes and Grafana shows.

Source: https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
"""

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, Literal, Self

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.annotation import BUILTIN, Annotation
from grafmint.model.base import ROOT, UNWRITTEN, Json, Parts, Traced, at, field, frozen, many, unwritten
from grafmint.model.context import Context
from grafmint.model.folder import Folder
from grafmint.model.key import panel_key, slug
from grafmint.model.library_panel import AnyPanel
from grafmint.model.link import DashboardLink
from grafmint.model.panel.base import Panel
from grafmint.model.row import Row, panels_of
from grafmint.model.time import check_every, check_point
from grafmint.model.uid import check_former, check_uid
from grafmint.model.variable.base import Variable
from grafmint.suggest import hint

_TOOLTIP = {"Off": 0, "Crosshair": 1, "Tooltip": 2}


def _tags(value: str | Iterable[str]) -> tuple[str, ...]:
    return many(value)


def _variables(value: Variable | Iterable[Variable]) -> tuple[Variable, ...]:
    return many(value)


def _annotations(value: Annotation | Iterable[Annotation]) -> tuple[Annotation, ...]:
    return many(value)


def _links(value: DashboardLink | Iterable[DashboardLink]) -> tuple[DashboardLink, ...]:
    return many(value)


def _rows(value: Row | Iterable[Row]) -> tuple[Row, ...]:
    return many(value)


def _sync(value: str, context: Context) -> Json:
    return _TOOLTIP[value]


@frozen(kw_only=True)
class Dashboard(Traced):
    """A dashboard: `panels` without a heading come first, then the `rows`.

    `uid` is its identity for ever, at most 40 of `A-Z a-z 0-9 _ -`. Times are Grafana's: `time_from="now-6h"`.
    `folder` left out is the top level.
    `renamed_from` is the uid it had before, whose stars, links and history it takes over.
    """

    is_resource: ClassVar[bool] = True

    uid: str
    title: str
    description: str | Unset = field()
    folder: Folder | Unset = unwritten()
    tags: tuple[str, ...] = attrs.field(default=(), converter=_tags)
    variables: tuple[Variable, ...] = attrs.field(default=(), converter=_variables, metadata=UNWRITTEN)
    annotations: tuple[Annotation, ...] = attrs.field(default=(), converter=_annotations, metadata=UNWRITTEN)
    links: tuple[DashboardLink, ...] = attrs.field(default=(), converter=_links, metadata=at(ROOT))
    panels: tuple[Panel, ...] = attrs.field(default=(), converter=panels_of, metadata=UNWRITTEN)
    rows: tuple[Row, ...] = attrs.field(default=(), converter=_rows, metadata=UNWRITTEN)
    time_from: str = unwritten(default="now-6h")
    time_to: str = unwritten(default="now")
    auto_refresh: str | Unset = field("refresh")
    timezone: str = field(default="browser", always=True)
    week_start: Literal["monday", "saturday", "sunday"] | Unset = field()
    fiscal_year_start_month: int | Unset = field(low=0, high=11)
    cursor_sync: Literal["Off", "Crosshair", "Tooltip"] = field(
        "graphTooltip", default="Off", encode=_sync, always=True
    )
    editable: bool = field(default=True, always=True)
    live_now: bool | Unset = field()
    renamed_from: str | Unset = unwritten()

    def _validate(self) -> None:
        check_uid("Dashboard", self.uid)
        check_former(f"Dashboard {self.uid!r}", self.uid, self.renamed_from)
        if not self.title.strip():
            raise ModelError(
                f"Dashboard {self.uid!r} has an empty title",
                hint="write what it is called: Grafana refuses one without",
            )
        owner = f"Dashboard {self.title!r}"
        check_point(owner, "time_from", self.time_from)
        check_point(owner, "time_to", self.time_to)
        if isinstance(self.auto_refresh, str):
            check_every(owner, "auto_refresh", self.auto_refresh)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {
            **parts[ROOT],
            "time": {"from": self.time_from, "to": self.time_to},
            "templating": {"list": [context.encode(variable) for variable in self.variables]},
            "annotations": {"list": [BUILTIN, *(context.encode(annotation) for annotation in self.annotations)]},
        }

    @property
    def placed(self) -> Iterator[tuple[Row | None, Panel]]:
        """Every panel with its row, in order."""
        yield from ((None, panel) for panel in self.panels)
        yield from ((row, panel) for row in self.rows for panel in row.panels)

    def panel(self, key: str) -> Panel:
        """The panel with this key; raises ModelError, naming the keys there are, when it is none or several."""
        return self._find(key)[1]

    def add(self, *panels: AnyPanel, after: str) -> Self:
        """The dashboard with `panels` behind the one with the key `after`."""
        return self._change(after, lambda found: (found, *panels))

    def drop(self, key: str) -> Self:
        """The dashboard without the panel with this key."""
        return self._change(key, lambda _: ())

    def replace(self, key: str, panel: AnyPanel) -> Self:
        """The dashboard with another panel in the place of the one with this key."""
        return self._change(key, lambda _: (panel,))

    def _find(self, key: str) -> tuple[Row | None, Panel]:
        keys = [(panel_key(panel, row), row, panel) for row, panel in self.placed]
        found = [(row, panel) for full, row, panel in keys if full == key]
        found = found or [(row, panel) for _, row, panel in keys if slug(panel.title) == key]
        if len(found) == 1:
            return found[0]
        names = [full for full, _, _ in keys]
        if not found:
            raise ModelError(f"Dashboard {self.uid!r} has no panel {key!r}", hint=hint(key, names))
        raise ModelError(
            f"Dashboard {self.uid!r} has several panels {key!r}", hint=f"write row/title: {', '.join(names)}"
        )

    def _change(self, key: str, change: Callable[[Panel], tuple[AnyPanel, ...]]) -> Self:
        home, found = self._find(key)

        def changed(panels: tuple[Panel, ...]) -> tuple[AnyPanel, ...]:
            return tuple(new for panel in panels for new in (change(panel) if panel is found else (panel,)))

        if home is None:
            return attrs.evolve(self, panels=changed(self.panels))
        # The same panel may stand in another row, which stays as it is.
        rows = tuple(attrs.evolve(row, panels=changed(row.panels)) if row is home else row for row in self.rows)
        return attrs.evolve(self, rows=rows)
