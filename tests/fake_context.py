"""A Context for the tests of values: it knows every datasource, and no secret's value."""

from collections.abc import Mapping
from typing import Any

import attrs

from grafmint.compile import encode as encoder
from grafmint.model.base import Json, JsonObject, Model
from grafmint.model.datasource import Datasource
from grafmint.model.query import Query
from grafmint.origin import Origin


@attrs.define
class FakeContext:
    """Answers as the compiler does, without a project; `asked` keeps what datasources were asked for, and by whom."""

    grafana: tuple[int, int] = (9, 4)
    queries: Mapping[str, Query] = attrs.field(factory=dict)
    asked: list[tuple[object, str | None, Model]] = attrs.field(factory=list)

    def datasource(self, reference: object, type_: str | None, owner: Model) -> JsonObject:
        """A datasource's uid is its name; one that is not named is called after its type."""
        self.asked.append((reference, type_, owner))
        if isinstance(reference, Datasource):
            return {"type": reference.plugin, "uid": reference.name}
        return {"type": type_, "uid": reference if isinstance(reference, str) else f"the-{type_}"}

    def secret(self, name: str, owner: Model) -> str:
        """The placeholder that stands for a secret."""
        return f"${name.upper()}"

    def ref_id(self, query: Model | str, owner: Model) -> str:
        """The refId of one of `queries`, by itself or by its refId."""
        return next(ref_id for ref_id, other in self.queries.items() if query in (ref_id, other))

    def encode(self, value: Model) -> Json:
        """The JSON of a value."""
        return encoder.encode(value, self)

    def json(self, value: object) -> Json:
        """The JSON of whatever a field may hold."""
        return encoder.json(value, self)

    def plain(self, value: object) -> Json:
        """A copy of raw JSON."""
        return encoder.plain(value)


def written(value: Model, *, grafana: tuple[int, int] = (9, 4), queries: Mapping[str, Query] | None = None) -> Any:
    """The JSON of a value for a version of Grafana, beside the panel's other queries."""
    return FakeContext(grafana=grafana, queries=queries or {}).encode(value)


def line_of(origin: Origin | None) -> int:
    """The line where a value was written."""
    assert origin is not None
    return origin.inner.line
