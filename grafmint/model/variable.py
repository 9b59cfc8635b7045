"""Variables: the values a reader of a dashboard can choose.

A variable *object* in a PromQL matcher writes itself as `=~"$name"` or `="$name"`.
Source: https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import ROOT, UNWRITTEN, Json, JsonObject, Parts, Traced, at, field, frozen, many, unwritten
from grafmint.model.context import Context
from grafmint.model.query import DatasourceRef, Query

_NAME = re.compile(r"(?!__)\w+", re.ASCII)
_HIDE = {"label": 1, "variable": 2}
_SORT = {
    "disabled": 0, "alphaAsc": 1, "alphaDesc": 2, "numericAsc": 3, "numericDesc": 4,
    "alphaInsensitiveAsc": 5, "alphaInsensitiveDesc": 6, "naturalAsc": 7, "naturalDesc": 8,
}  # fmt: skip
_REFRESH = {"never": 0, "onDashboardLoad": 1, "onTimeRangeChanged": 2}

ALL = "$__all"


def _lookup(table: Mapping[str, int]) -> Any:
    return lambda value, _: table[value]


def choice(text: str, value: str) -> JsonObject:
    """One entry of a variable's list, not chosen."""
    return {"selected": False, "text": text, "value": value}


def chosen(text: str | list[str], value: str | list[str]) -> JsonObject:
    """What is chosen when the page opens."""
    return {"selected": True, "text": text, "value": value}


@frozen(kw_only=True)
class Variable(Traced):
    """The base of every variable; `hide` takes its label or all of it off the page."""

    type: ClassVar[str]
    default_hide: ClassVar[int | None] = None

    name: str
    label: str | Unset = field()
    description: str | Unset = field()
    hide: Literal["label", "variable"] | Unset = field(encode=_lookup(_HIDE))
    skip_url_sync: bool | Unset = field()

    def _validate(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ModelError(
                f"{type(self).__name__}: name {self.name!r} cannot be used in a query",
                hint="letters, digits and _ only, not starting with two underscores",
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {"type": self.type, **parts[ROOT]}

    @property
    def takes_several(self) -> bool:
        """Whether it can stand for several values at once, which a matcher must write as `=~`."""
        return False

    @property
    def may_be_all(self) -> bool:
        """Whether "All" can be chosen; only then may an alert leave a matcher on it out."""
        return False

    def __str__(self) -> str:
        return f"${{{self.name}}}"


@frozen(kw_only=True)
class _Choice(Variable):
    """What variables with a list of values share."""

    multi: bool | Unset = field()
    include_all: bool | Unset = field()
    all_value: str | Unset = field()

    @property
    def takes_several(self) -> bool:
        return bool(self.multi) or bool(self.include_all)

    @property
    def may_be_all(self) -> bool:
        return bool(self.include_all)


@frozen(kw_only=True)
class QueryVariable(_Choice):
    """Values from a datasource: `QueryVariable(name="pod", query=LabelValues(label="pod"))`."""

    type: ClassVar[str] = "query"

    query: Query = attrs.field(metadata=UNWRITTEN)
    regex: str | Unset = field()
    sort: Literal[
        "disabled", "alphaAsc", "alphaDesc", "numericAsc", "numericDesc",
        "alphaInsensitiveAsc", "alphaInsensitiveDesc", "naturalAsc", "naturalDesc",
    ] = field(default="alphaAsc", encode=_lookup(_SORT), always=True)  # fmt: skip
    refresh: Literal["never", "onDashboardLoad", "onTimeRangeChanged"] = field(
        default="onDashboardLoad", encode=_lookup(_REFRESH), always=True
    )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        variable = {"type": self.type, **parts[ROOT]}
        variable["datasource"] = context.datasource(self.query.datasource, self.query.datasource_type, self.query)
        query = context.encode(self.query)
        variable["query"] = query
        if isinstance(query.get("query"), str):
            variable["definition"] = query["query"]
            variable["query"] = {**query, "refId": f"{self.name}-query"}
        if self.include_all:
            variable["current"] = chosen(["All"], [ALL]) if self.multi else chosen("All", ALL)
        return variable


def _values(value: "str | Iterable[str] | Mapping[str, str]") -> "tuple[str, ...] | Mapping[str, str]":
    return value if isinstance(value, Mapping) else many(value)


@frozen(kw_only=True)
class CustomVariable(_Choice):
    """Values written here: `values=["a", "b"]`, or `values={"label": "value"}`; the first is chosen first."""

    type: ClassVar[str] = "custom"

    values: tuple[str, ...] | Mapping[str, str] = attrs.field(converter=_values, metadata=UNWRITTEN)
    default: str | Unset = unwritten()

    def _validate(self) -> None:
        Variable._validate(self)
        if not self.values:
            raise ModelError(f"CustomVariable {self.name!r} has no values")
        if not isinstance(self.default, Unset) and self.default not in dict(self._pairs).values():
            raise ModelError(
                f"CustomVariable {self.name!r}: default {self.default!r} is not among its values",
                hint=f"values: {', '.join(dict(self._pairs).values())}",
            )

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        return list(self.values.items()) if isinstance(self.values, Mapping) else [(v, v) for v in self.values]

    def _assemble(self, parts: Parts, context: Context) -> Json:
        pairs = self._pairs
        options = [choice(text, value) for text, value in pairs]
        if self.include_all:
            options.insert(0, choice("All", ALL))
        first = next((o for o in options if o["value"] == self.default), options[0])
        first["selected"] = True
        text, value = first["text"], first["value"]
        return {
            "type": self.type,
            **parts[ROOT],
            "query": ", ".join(_escaped(t) if t == v else f"{_escaped(t)} : {_escaped(v)}" for t, v in pairs),
            "current": chosen([text], [value]) if self.multi else chosen(text, value),
            "options": options,
        }


def _escaped(text: str) -> str:
    return text.replace(",", r"\,")


def _durations(value: str | Iterable[str]) -> tuple[str, ...]:
    return many(value)


@frozen(kw_only=True)
class IntervalVariable(Variable):
    """Durations to choose a step or window from: `values=["1m", "5m"]`; `auto` adds one that fits the time range."""

    type: ClassVar[str] = "interval"

    values: tuple[str, ...] = attrs.field(converter=_durations, metadata=UNWRITTEN)
    default: str | Unset = unwritten()
    auto: bool = field(default=False, always=True)
    auto_count: int = field("auto_count", default=30, low=1, always=True)
    auto_min: str = field("auto_min", default="10s", always=True)

    def _validate(self) -> None:
        Variable._validate(self)
        if not self.values:
            raise ModelError(f"IntervalVariable {self.name!r} has no values")
        if not isinstance(self.default, Unset) and self.default not in self.values:
            raise ModelError(
                f"IntervalVariable {self.name!r}: default {self.default!r} is not among its values",
                hint=f"values: {', '.join(self.values)}",
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        options = [choice(value, value) for value in self.values]
        if self.auto:
            options.insert(0, choice("auto", f"$__auto_interval_{self.name}"))
        wanted = next((o for o in options if o["value"] == self.default), options[0])
        wanted["selected"] = True
        return {
            "type": self.type,
            **parts[ROOT],
            "query": ",".join(self.values),
            "refresh": _REFRESH["onTimeRangeChanged"],
            "current": chosen(wanted["text"], wanted["value"]),
            "options": options,
        }


@frozen(kw_only=True)
class ConstantVariable(Variable):
    """One value, hidden from the page unless `hide` says otherwise."""

    type: ClassVar[str] = "constant"

    value: str = attrs.field(metadata=UNWRITTEN)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {
            "type": self.type,
            "hide": _HIDE["variable"],
            **parts[ROOT],
            "query": self.value,
            "current": chosen(self.value, self.value),
            "options": [chosen(self.value, self.value)],
        }


@frozen(kw_only=True)
class TextBoxVariable(Variable):
    """A text that the reader types; `default` is there when the page opens."""

    type: ClassVar[str] = "textbox"

    default: str = unwritten(default="")

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {
            "type": self.type,
            **parts[ROOT],
            "query": self.default,
            "current": chosen(self.default, self.default),
            "options": [chosen(self.default, self.default)],
        }


@frozen(kw_only=True)
class DatasourceVariable(_Choice):
    """The datasources of one type to choose from; `regex` narrows them by name."""

    type: ClassVar[str] = "datasource"

    plugin: str = attrs.field(metadata=at(ROOT, "query"))
    regex: str | Unset = field()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {"type": self.type, **parts[ROOT], "refresh": _REFRESH["onDashboardLoad"]}


@frozen(kw_only=True)
class AdhocVariable(Variable):
    """Filters that the reader adds; Grafana puts them into every query of the datasource."""

    type: ClassVar[str] = "adhoc"

    datasource: DatasourceRef = unwritten()
    datasource_type: str = unwritten(default="prometheus")

    def _assemble(self, parts: Parts, context: Context) -> Json:
        reference = context.datasource(self.datasource, self.datasource_type, self)
        return {"type": self.type, **parts[ROOT], "datasource": reference}
