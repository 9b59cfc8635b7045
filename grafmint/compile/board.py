"""Board: a dashboard's document in the making: panels placed, numbered, and their queries tied to datasources."""

from collections.abc import Iterable, Sequence
from functools import cache

import attrs

from grafmint._unset import UNSET, Unset
from grafmint.compile.encode import encode
from grafmint.compile.ids import Ids
from grafmint.compile.layout import place, report_misplaced
from grafmint.compile.letters import ref_ids
from grafmint.compile.problems import Problems
from grafmint.compile.scope import EXPRESSION, Scope
from grafmint.errors import ModelError
from grafmint.layout import Spot, bottom
from grafmint.model.base import JsonObject, Traced
from grafmint.model.dashboard import Dashboard
from grafmint.model.key import panel_key, row_key
from grafmint.model.panel.base import FieldPanel, Panel, QueryPanel, variable_name
from grafmint.model.query import Query
from grafmint.model.row import Row
from grafmint.origin import Origin

MIXED = {"type": "datasource", "uid": "-- Mixed --"}


@attrs.frozen(kw_only=True)
class Watched:
    """A panel with alerts, in its dashboard: its id, and the refIds of its queries."""

    dashboard: Dashboard
    panel: FieldPanel
    id: int
    ref_ids: Sequence[str]


@attrs.define
class Board:
    """One dashboard while it is written; `origins`, `watched`, `problems` and `ids` fill up on the way."""

    dashboard: Dashboard
    context: Scope
    origins: dict[str, Origin] = attrs.field(factory=dict, init=False)
    watched: list[Watched] = attrs.field(factory=list, init=False)
    problems: Problems = attrs.field(init=False)
    ids: Ids = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.problems = Problems(self.dashboard)
        self.ids = Ids(self.problems)

    def document(self, schema_version: int) -> JsonObject:
        """The whole dashboard as Grafana's import takes it."""
        document: JsonObject = encode(self.dashboard, self.context)
        self._trace("", self.dashboard)
        for index, variable in enumerate(self.dashboard.variables):
            self._trace(pointer("/templating/list/", index), variable)
        for index, annotation in enumerate(self.dashboard.annotations, 1):
            self._trace(pointer("/annotations/list/", index), annotation)
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
            self._trace(at, row)
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
            "id": self.ids.give(row_key(row), UNSET, row),
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
        self._trace(at, panel)
        queries = panel.queries if isinstance(panel, QueryPanel) else ()
        letters = self._ref_ids(queries, panel)
        # Expressions name the panel's other queries while they are written.
        self.context.ref_ids = dict(zip(map(id, queries), letters, strict=True))
        document = self._encoded(panel, panel)
        document["id"] = self.ids.give(panel_key(panel, row), panel.id, panel)
        document["gridPos"] = spot.json
        if isinstance(panel, QueryPanel) and queries:
            self._targets(panel, letters, document, at)
        if "alerts" in panel._given and isinstance(panel, FieldPanel):
            self.watched.append(Watched(dashboard=self.dashboard, panel=panel, id=document["id"], ref_ids=letters))
        return document

    def _targets(self, panel: QueryPanel, letters: Sequence[str], document: JsonObject, at: str) -> None:
        context, targets, sources = self.context, list[JsonObject](), list[JsonObject]()
        shared = panel.datasource
        path = f"{at}/targets/"
        for index, (query, letter) in enumerate(zip(panel.queries, letters, strict=True)):
            self._trace(pointer(path, index), query)
            reference = query.datasource if "datasource" in query._given else shared
            source = context.datasource(reference, query.datasource_type, query)
            if source not in sources and source["type"] != EXPRESSION:
                sources.append(source)
            target = self._encoded(query, panel)
            target["refId"] = letter
            target["datasource"] = source
            targets.append(target)
        document["targets"] = targets
        document["datasource"] = sources[0] if len(sources) == 1 else MIXED

    def _encoded(self, value: Panel | Query, panel: Panel) -> JsonObject:
        try:
            document: JsonObject = encode(value, self.context)
        except ModelError as error:
            self.problems.add("refused", f"panel {panel.title!r}: {error.message}", value, error.hint)
            return {}
        return document

    def _ref_ids(self, queries: tuple[Query, ...], panel: Panel) -> Sequence[str]:
        names, twice = ref_ids(queries)
        for name in twice:
            self.problems.add(
                "duplicate-ref-id", f"panel {panel.title!r}: two queries have the refId {name!r}", panel, None
            )
        return names

    def _trace(self, at: str, value: Traced) -> None:
        origin = value.origin
        if origin is not None:
            self.origins[at] = origin


@cache
def pointer(path: str, index: int) -> str:
    """A JSON pointer's text; the same few thousand serve every dashboard."""
    return f"{path}{index}"
