"""A Context for the tests of values: it knows every datasource, and no secret's value.

Beside it, Grafana's own JSON Schemas of targets, for the tests that hold one against them.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # it has no types of its own

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
        return next((ref_id for ref_id, other in self.queries.items() if other is query or ref_id == query), "")

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


SCHEMAS = Path(__file__).parents[2] / "shared" / "schemas" / "main"


def schema(name: str) -> Any:
    """Grafana's schema of a datasource's query; the test is skipped where the shared folder is absent."""
    file = SCHEMAS / f"{name}.jsonschema.json"
    if not file.exists():
        pytest.skip(f"no schemas at {SCHEMAS}")
    return _any_of(json.loads(file.read_text()))


def schema_errors(name: str, query: Query, **others: Query) -> list[str]:
    """What Grafana's schema says against a query's target, as the compiler finishes it."""
    document = schema(name)
    datasource = {"type": query.datasource_type, "uid": "some"}
    target = {**written(query, grafana=(12, 0), queries=others), "refId": "Q", "datasource": datasource}
    return [f"{list(error.absolute_path)}: {error.message}" for error in Draft7Validator(document).iter_errors(target)]


def _any_of(node: Any) -> Any:
    # The generator lost what tells the members of a union apart, so that a correct one fits several of them.
    if isinstance(node, dict):
        return {("anyOf" if key == "oneOf" else key): _any_of(value) for key, value in node.items()}
    return [_any_of(item) for item in node] if isinstance(node, list) else node
