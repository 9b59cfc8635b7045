"""The common transformations: `transformations=[transform.Merge(), transform.Organize(hide="Time")]`.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/transform-data/
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import attrs

from grafmint._unset import Unset
from grafmint.model.base import UNWRITTEN, Json, Parts, frozen, many, unwritten
from grafmint.model.context import Context
from grafmint.model.fields import Calc, calcs_of
from grafmint.model.transformation import Transformation


def _names(value: str | Iterable[str]) -> tuple[str, ...]:
    return many(value)


@frozen(kw_only=True)
class Merge(Transformation):
    """Merges the tables of all queries into one."""

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return self._wrap("merge", {})


@frozen(kw_only=True)
class Reduce(Transformation):
    """Turns every series into a row of calculations."""

    reducers: tuple[Calc, ...] = attrs.field(converter=calcs_of)
    labels_to_fields: bool = False

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return self._wrap("reduce", {"reducers": list(self.reducers), "labelsToFields": self.labels_to_fields})


@frozen(kw_only=True)
class Organize(Transformation):
    """Renames, hides and orders the fields of a table, by their names; `order` begins with the first column."""

    rename: Mapping[str, str] = attrs.field(factory=dict)
    hide: tuple[str, ...] = attrs.field(default=(), converter=_names)
    order: tuple[str, ...] = attrs.field(default=(), converter=_names)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return self._wrap(
            "organize",
            {
                "renameByName": dict(self.rename),
                "excludeByName": dict.fromkeys(self.hide, True),
                "indexByName": {name: index for index, name in enumerate(self.order)},
            },
        )


@frozen(kw_only=True)
class JoinByField(Transformation):
    """Joins the tables of all queries on a field."""

    by_field: str = attrs.field(metadata=UNWRITTEN)
    mode: Literal["outer", "inner"] = "outer"

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return self._wrap("joinByField", {"byField": self.by_field, "mode": self.mode})


@frozen(kw_only=True)
class FilterByName(Transformation):
    """Keeps the fields with these names, or those that match `pattern`."""

    names: tuple[str, ...] = attrs.field(default=(), converter=_names)
    pattern: str | Unset = unwritten()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        include: dict[str, Any] = {"names": list(self.names)}
        if not isinstance(self.pattern, Unset):
            include["pattern"] = self.pattern
        return self._wrap("filterFieldsByName", {"include": include})


@frozen(kw_only=True)
class SortBy(Transformation):
    """Sorts the rows by a field."""

    field_name: str = attrs.field(metadata=UNWRITTEN)
    desc: bool = False

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return self._wrap("sortBy", {"fields": {}, "sort": [{"field": self.field_name, "desc": self.desc}]})


@frozen(kw_only=True)
class LabelsToFields(Transformation):
    """Turns the labels of the series into fields."""

    mode: Literal["columns", "rows"] = "columns"
    value_label: str | Unset = unwritten()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        options: dict[str, Any] = {"mode": self.mode}
        if not isinstance(self.value_label, Unset):
            options["valueLabel"] = self.value_label
        return self._wrap("labelsToFields", options)


@frozen(kw_only=True)
class Calculate(Transformation):
    """Adds a field computed from two others: `Calculate(left="used", operator="/", right="total", alias="share")`."""

    left: str = attrs.field(metadata=UNWRITTEN)
    operator: Literal["+", "-", "*", "/"] = attrs.field(metadata=UNWRITTEN)
    right: str = attrs.field(metadata=UNWRITTEN)
    alias: str | Unset = unwritten()
    replace_fields: bool = False

    def _assemble(self, parts: Parts, context: Context) -> Json:
        options = {
            "mode": "binary",
            "binary": {"left": self.left, "operator": self.operator, "right": self.right},
            "replaceFields": self.replace_fields,
        }
        if not isinstance(self.alias, Unset):
            options["alias"] = self.alias
        return self._wrap("calculateField", options)
