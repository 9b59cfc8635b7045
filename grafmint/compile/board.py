"""Board: a dashboard's document in the making: panels placed, numbered, and their queries tied to datasources."""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from grafmint._unset import Unset
from grafmint.compile.encode import encode
from grafmint.compile.ids import Ids
from grafmint.compile.layout import place, report_misplaced
from grafmint.compile.panel import PanelWriter, pointer
from grafmint.compile.problems import Problems
from grafmint.compile.scope import Scope
from grafmint.layout import Spot, bottom
from grafmint.model.base import JsonObject
from grafmint.model.dashboard import Dashboard
from grafmint.model.key import id_of, panel_id, panel_key, row_key
from grafmint.model.library_panel import LibraryPanel, PanelUse
from grafmint.model.panel.base import FieldPanel, Panel, variable_name
from grafmint.model.row import Row
from grafmint.origin import Origin


@attrs.frozen(kw_only=True)
class Watched:
    """A panel with alerts, in its dashboard: its id, and the refIds of its queries."""

    dashboard: Dashboard
    panel: FieldPanel
    id: int
    ref_ids: Sequence[str]


@attrs.define
class Board:
    """One dashboard while it is written; its `origins`, `problems` and `ids` fill up on the way.

    So do `watched`, its panels with alerts, and `shared`, the library panels that it shows.
    """

    dashboard: Dashboard
    context: Scope
    shared: list[LibraryPanel] = attrs.field(factory=list, init=False)
    watched: list[Watched] = attrs.field(factory=list, init=False)
    problems: Problems = attrs.field(init=False)
    writer: PanelWriter = attrs.field(init=False)
    ids: Ids = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.problems = Problems(self.dashboard, "dashboard", self.dashboard.uid)
        self.writer = PanelWriter(self.context, self.problems)
        self.ids = Ids(self.problems)

    @property
    def origins(self) -> Mapping[str, Origin]:
        """Where each part was written, by JSON pointer."""
        return self.writer.origins

    def document(self, schema_version: int) -> JsonObject:
        """The whole dashboard as Grafana's import takes it."""
        document: JsonObject = encode(self.dashboard, self.context)
        self.writer.trace("", self.dashboard)
        for index, variable in enumerate(self.dashboard.variables):
            self.writer.trace(pointer("/templating/list/", index), variable)
        for index, annotation in enumerate(self.dashboard.annotations, 1):
            self.writer.trace(pointer("/annotations/list/", index), annotation)
        document["schemaVersion"] = schema_version
        document["panels"] = self._rows()
        return document

    def _rows(self) -> list[JsonObject]:
        board, written = self.dashboard, list[JsonObject]()
        spots = self._place(board.panels, 0, None)
        self._panels(board.panels, spots, None, written, "/panels/")
        top = bottom(spots, 0)
        for row in board.rows:
            spots = self._place(row.panels, top + 1, row)
            heading, at = self._heading(row, top), pointer("/panels/", len(written))
            self.writer.trace(at, row)
            written.append(heading)
            if row.collapsed:
                self._panels(row.panels, spots, row, heading["panels"], f"{at}/panels/")
                top += 1
            else:
                self._panels(row.panels, spots, row, written, "/panels/")
                top = bottom(spots, top + 1)
        return written

    def _heading(self, row: Row, top: int) -> JsonObject:
        heading: JsonObject = {
            "type": "row",
            "id": self.ids.give(row_key(row), id_of(row_key(row)), row),
            "title": row.title,
            "collapsed": row.collapsed,
            "panels": [],
            "gridPos": Spot(0, top, 24, 1).json,
        }
        if not isinstance(row.repeat, Unset):
            heading["repeat"] = variable_name(row.repeat, self.context)
        return heading

    def _place(self, panels: tuple[Panel, ...], top: int, row: Row | None) -> list[Spot]:
        spots = place(panels, top, row)
        report_misplaced(panels, spots, top, self.problems)
        return spots

    def _panels(
        self, panels: Iterable[Panel], spots: list[Spot], row: Row | None, written: list[JsonObject], path: str
    ) -> None:
        placed = sorted(zip(spots, panels, strict=True), key=lambda pair: (pair[0].y, pair[0].x))
        for spot, panel in placed:
            written.append(self._panel(panel, spot, row, pointer(path, len(written))))

    def _panel(self, panel: Panel, spot: Spot, row: Row | None, at: str) -> JsonObject:
        document, letters = self.writer.write(panel, at)
        key = panel_key(panel, row)
        document["id"] = self.ids.give(key, panel_id(panel, key), panel, row)
        document["gridPos"] = spot.json
        if isinstance(panel, PanelUse):
            self.shared.append(panel.library)
        elif "alerts" in panel._given and isinstance(panel, FieldPanel):
            self.watched.append(Watched(dashboard=self.dashboard, panel=panel, id=document["id"], ref_ids=letters))
        return document
