"""Server-side expressions: math, reduction and comparison of what the panel's other queries return.

They name another query by the object or by its refId. Grafana runs them itself: they have no datasource.
Source: https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/expression-queries/
"""

from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

from grafmint._unset import UNSET, Unset
from grafmint.errors import ModelError
from grafmint.model.base import ROOT, UNWRITTEN, Json, JsonObject, Parts, field, frozen, many, unwritten
from grafmint.model.context import Context, require
from grafmint.model.query import Query as _Query

TYPE = "__expr__"

#: The first Grafana that knows a function which older ones refuse.
#: Source: https://github.com/grafana/grafana/pull/91119, https://github.com/grafana/grafana/pull/99516
_MEDIAN = (11, 2)
_MORE_EVALUATORS = (11, 6)
_EVALUATORS = {"gt", "lt", "within_range", "outside_range"}


@frozen(kw_only=True)
class _Expression(_Query):
    datasource_type: ClassVar[str | None] = TYPE
    type: ClassVar[str]

    def _validate(self) -> None:
        if self.datasource is not UNSET:
            raise ModelError(
                f"{type(self).__name__} has no datasource: Grafana runs it itself", hint="leave datasource=… out"
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {**parts[ROOT], "type": self.type}


@frozen(kw_only=True)
class _OfQuery(_Expression):
    """An expression over one other query, or over another expression."""

    expression: _Query | str = attrs.field(metadata=UNWRITTEN)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        document: JsonObject = _Expression._assemble(self, parts, context)
        document["expression"] = context.ref_id(self.expression, self)
        return document


@frozen(kw_only=True)
class Math(_Expression):
    """Arithmetic and comparison of queries by refId: `Math(expression="$A / $B * 100")`.

    Source: https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/expression-queries/#math
    """

    type: ClassVar[str] = "math"

    expression: str

    def _validate(self) -> None:
        _Expression._validate(self)
        if not self.expression.strip():
            raise ModelError("Math: expression is empty", hint='write one such as "$A / $B"')


@frozen(kw_only=True)
class Reduce(_OfQuery):
    """Each series as one number; `mode` says what becomes of NaN, infinity and null, which else make the result NaN.

    `mode="replaceNN"` takes `replace_with_value` instead of them, `mode="dropNN"` leaves them out. The median needs
    Grafana 11.2.
    Source: https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/expression-queries/#reduce
    """

    type: ClassVar[str] = "reduce"

    reducer: Literal["sum", "mean", "min", "max", "count", "last", "median"] = field(default="mean", always=True)
    mode: Literal["dropNN", "replaceNN"] | Unset = unwritten()
    replace_with_value: float | Unset = unwritten()

    def _validate(self) -> None:
        _Expression._validate(self)
        if (self.mode == "replaceNN") == isinstance(self.replace_with_value, Unset):
            raise ModelError(
                "Reduce: mode and replace_with_value do not fit",
                hint='write mode="replaceNN" and replace_with_value=… together',
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        if self.reducer == "median":
            require(_MEDIAN, "Reduce: the median", context, 'write reducer="mean"')
        document: JsonObject = _OfQuery._assemble(self, parts, context)
        if not isinstance(self.mode, Unset):
            document["settings"] = {"mode": self.mode}
        if not isinstance(self.replace_with_value, Unset):
            document["settings"]["replaceWithValue"] = context.plain(self.replace_with_value)
        return document


@frozen(kw_only=True)
class Resample(_OfQuery):
    """Each series with a point every `window`, a duration.

    Several points in a window become one by the `downsampler`; none is filled by the `upsampler`: the last one
    ("pad"), the next one ("backfilling"), or none ("fillna").
    Source: https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/expression-queries/#resample
    """

    type: ClassVar[str] = "resample"

    window: str
    downsampler: Literal["last", "min", "max", "mean", "sum"] = field(default="mean", always=True)
    upsampler: Literal["pad", "backfilling", "fillna"] = field(default="fillna", always=True)


def params_of(value: float | Iterable[float]) -> tuple[float, ...]:
    """One number or two."""
    return many(value)


@frozen(kw_only=True)
class Threshold(_OfQuery):
    """1 where a number meets the condition, else 0: `Threshold(expression=reduced, evaluator="gt", params=0.9)`.

    A range takes two numbers. Only gt, lt, within_range and outside_range are known before Grafana 11.6.
    Source: https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rules/queries-conditions/
    """

    type: ClassVar[str] = "threshold"

    evaluator: Literal[
        "gt", "lt", "eq", "ne", "gte", "lte",
        "within_range", "outside_range", "within_range_included", "outside_range_included",
    ] = unwritten(default="gt")  # fmt: skip
    params: tuple[float, ...] = attrs.field(converter=params_of, metadata=UNWRITTEN)

    def _validate(self) -> None:
        _Expression._validate(self)
        one, two = (1, "one number", "params=0.9"), (2, "two numbers", "params=(low, high)")
        wanted, numbers, way_out = two if "range" in self.evaluator else one
        if len(self.params) != wanted:
            raise ModelError(
                f"Threshold: {self.evaluator} compares with {numbers}, not {len(self.params)}", hint=f"write {way_out}"
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        if self.evaluator not in _EVALUATORS:
            require(
                _MORE_EVALUATORS, f"Threshold: {self.evaluator}", context, "write gt, lt, within_range or outside_range"
            )
        document: JsonObject = _OfQuery._assemble(self, parts, context)
        evaluator = {"type": self.evaluator, "params": context.plain(self.params)}
        return document | {"conditions": [{"evaluator": evaluator}]}
