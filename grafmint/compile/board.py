"""Board: a dashboard's document in the making: panels placed, numbered, and their queries tied to datasources."""

from collections.abc import Iterable, Sequence
from functools import cache
from string import ascii_uppercase
from typing import Protocol

import attrs

from grafmint._unset import UNSET, Unset
from grafmint.compile.encode import encode
from grafmint.compile.layout import place
from grafmint.errors import ModelError
from grafmint.finding import Finding, Severity
from grafmint.layout import Spot, bottom, floating, overlaps
from grafmint.model.base import JsonObject, Traced
from grafmint.model.context import Context
from grafmint.model.dashboard import Dashboard
from grafmint.model.key import id_of, panel_key, row_key
from grafmint.model.panel.base import Panel, QueryPanel, variable_name
from grafmint.model.query import Query
from grafmint.model.row import Row
from grafmint.origin import Origin

# Grafana's own row of refIds: A … Z, AA, AB … ZZ.
_LETTERS = tuple(first + second for first in ("", *ascii_uppercase) for second in ascii_uppercase)
MIXED = {"type": "datasource", "uid": "-- Mixed --"}
EXPRESSION = "__expr__"


class Compiling(Context, Protocol):
    """The compiler, as far as a board needs it."""

    ref_ids: dict[int, str]


@attrs.define
class Board:
    """One dashboard while it is written; `origins` and `problems` fill up on the way."""

    dashboard: Dashboard
    context: Compiling
    origins: dict[str, Origin] = attrs.field(factory=dict)
    problems: list[Finding] = attrs.field(factory=list)
    _keys: set[str] = attrs.field(factory=set)
    _ids: dict[int, str] = attrs.field(factory=dict)

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
            "id": self._id(row_key(row), UNSET, row),
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
        # What flows neither overlaps nor floats.
        if all("grid" not in panel._given for panel in panels):
            return spots
        for first, second in overlaps(spots):
            self._report(
                "overlap",
                f"panels {panels[first].title!r} and {panels[second].title!r} overlap",
                panels[second],
                "move one of them, or leave grid=… out to let them flow",
            )
        for index, y in floating(spots, top):
            self._report(
                "gap",
                f"panel {panels[index].title!r} has nothing above it: the page moves it up by {spots[index].y - y}",
                panels[index],
                "give it a smaller y, or leave grid=… out to let it flow",
                severity="warning",
            )
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
        document["id"] = self._id(panel_key(panel, row), panel.id, panel)
        document["gridPos"] = spot.json
        if isinstance(panel, QueryPanel) and queries:
            self._targets(panel, letters, document, at)
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
            self._report("refused", f"panel {panel.title!r}: {error.message}", value, error.hint)
            return {}
        return document

    def _ref_ids(self, queries: tuple[Query, ...], panel: Panel) -> Sequence[str]:
        pinned = {query.ref_id for query in queries if "ref_id" in query._given}
        if not pinned:
            return _LETTERS[: len(queries)]
        names = [query.ref_id for query in queries if isinstance(query.ref_id, str)]
        for name in sorted({name for name in names if names.count(name) > 1}):
            self._report("duplicate-ref-id", f"panel {panel.title!r}: two queries have the refId {name!r}", panel, None)
        free = (name for name in _LETTERS if name not in pinned)
        return [query.ref_id if isinstance(query.ref_id, str) else next(free) for query in queries]

    def _id(self, key: str, pinned: int | Unset, owner: Panel | Row) -> int:
        if key in self._keys or not key.strip("/"):
            wrong = f"another one has the key {key!r}" if key in self._keys else "its title makes no key"
            self._report("duplicate-key", f"{_name(owner)}: {wrong}", owner, "write key=… in one of them")
        self._keys.add(key)
        id_ = id_of(key) if isinstance(pinned, Unset) else pinned
        if self._ids.get(id_, key) != key:
            message = f"{_name(owner)} has the id of {self._ids[id_]!r}"
            self._report("duplicate-id", message, owner, "write id=… in one of them")
        self._ids[id_] = key
        return id_

    def _trace(self, at: str, value: Traced) -> None:
        origin = value.origin
        if origin is not None:
            self.origins[at] = origin

    def _report(
        self, rule: str, message: str, owner: Traced, way_out: str | None, *, severity: Severity = "error"
    ) -> None:
        self.problems.append(
            Finding(
                rule=rule,
                severity=severity,
                message=message,
                hint=way_out,
                place=owner.origin.inner if owner.origin is not None else None,
                kind="dashboard",
                uid=self.dashboard.uid,
                panel=owner.title if isinstance(owner, Panel) else None,
            )
        )


def _name(owner: Panel | Row) -> str:
    return f"{'row' if isinstance(owner, Row) else 'panel'} {owner.title!r}"


@cache
def pointer(path: str, index: int) -> str:
    """A JSON pointer's text; the same few thousand serve every dashboard."""
    return f"{path}{index}"
