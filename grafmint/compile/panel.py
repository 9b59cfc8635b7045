"""Panel: one panel's JSON, its queries named and tied to datasources."""

from collections.abc import Sequence
from functools import cache

import attrs

from grafmint.compile.encode import encode
from grafmint.compile.letters import ref_ids
from grafmint.compile.problems import Problems
from grafmint.compile.scope import EXPRESSION, Scope
from grafmint.errors import ModelError
from grafmint.model.base import JsonObject, Traced
from grafmint.model.panel.base import Panel, QueryPanel
from grafmint.model.query import Query
from grafmint.origin import Origin

MIXED = {"type": "datasource", "uid": "-- Mixed --"}


@attrs.frozen
class PanelWriter:
    """Writes the panels of one document; `problems` and `origins` fill up on the way."""

    context: Scope
    problems: Problems
    origins: dict[str, Origin] = attrs.field(factory=dict, init=False)

    def write(self, panel: Panel, at: str) -> tuple[JsonObject, Sequence[str]]:
        """A panel without its id and its place, to stand at a JSON pointer; and the refIds of its queries."""
        self.trace(at, panel)
        queries = panel.queries if isinstance(panel, QueryPanel) else ()
        letters = self._ref_ids(queries, panel)
        # Expressions name the panel's other queries while they are written.
        self.context.ref_ids = dict(zip(map(id, queries), letters, strict=True))
        document = self._encoded(panel, panel)
        if isinstance(panel, QueryPanel) and queries:
            self._targets(panel, letters, document, at)
        return document, letters

    def trace(self, at: str, value: Traced) -> None:
        """Note where the part at a JSON pointer was written."""
        origin = value.origin
        if origin is not None:
            self.origins[at] = origin

    def _targets(self, panel: QueryPanel, letters: Sequence[str], document: JsonObject, at: str) -> None:
        context, targets, sources = self.context, list[JsonObject](), list[JsonObject]()
        shared = panel.datasource
        path = f"{at}/targets/"
        for index, (query, letter) in enumerate(zip(panel.queries, letters, strict=True)):
            self.trace(pointer(path, index), query)
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


@cache
def pointer(path: str, index: int) -> str:
    """A JSON pointer's text; the same few thousand serve every dashboard."""
    return f"{path}{index}"
