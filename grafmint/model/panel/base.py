"""Panel: what every kind has; `FieldPanel` adds the standard options of kinds that show data.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.alerting.alert import Alert
from grafmint.model.alerting.limit import check_limit
from grafmint.model.base import UNWRITTEN, Json, Parts, Traced, field, frozen, many, standard, unwritten
from grafmint.model.context import Context
from grafmint.model.fields import (
    DATA_LINKS,
    MAPPINGS,
    Color,
    ColorMode,
    Override,
    color_json,
    links_of,
    mappings_of,
)
from grafmint.model.grid import Grid
from grafmint.model.link import AnyLink
from grafmint.model.query import DatasourceRef, Query
from grafmint.model.shown import Shown
from grafmint.model.threshold import Thresholds
from grafmint.model.transformation import Transformation
from grafmint.model.variable.base import Variable
from grafmint.units import CustomUnit, Unit


def queries_of(value: Query | Iterable[Query]) -> tuple[Query, ...]:
    """One query or several."""
    return many(value)


def overrides_of(value: Override | Iterable[Override]) -> tuple[Override, ...]:
    """One override or several."""
    return many(value)


def transformations_of(value: Transformation | Iterable[Transformation]) -> tuple[Transformation, ...]:
    """One transformation or several."""
    return many(value)


def alerts_of(value: Alert | Iterable[Alert]) -> tuple[Alert, ...]:
    """One alert or several."""
    return many(value)


def variable_name(value: Any, context: Context) -> Json:
    """What a panel or a row repeats by: a variable, or its name."""
    return value if isinstance(value, str) else value.name


@frozen(kw_only=True)
class Panel(Traced):
    """The base of every panel kind.

    `key` pins the identity that ids come from (left out: the row's and the panel's title as slugs); `id` pins the id
    itself, `renamed_from` the key that it had before, whose id it keeps. `width` (of 24 columns) and `height` (units of
    30 px) are for the row's flow; `grid` is an exact place.
    """

    type: ClassVar[str]
    default_width: ClassVar[int] = 12
    default_height: ClassVar[int] = 8

    title: str
    description: str | Unset = field()
    transparent: bool | Unset = field()
    links: tuple[AnyLink, ...] = attrs.field(default=(), converter=links_of)
    repeat: str | Variable | Unset = field(encode=variable_name)
    repeat_direction: Literal["h", "v"] | Unset = field()
    max_per_row: Literal[2, 3, 4, 6, 8, 12] | Unset = field()
    key: str | Unset = unwritten()
    id: int | Unset = unwritten(low=1)
    width: int | Unset = unwritten(low=1, high=24)
    height: int | Unset = unwritten(low=1)
    grid: Grid | Unset = unwritten()
    renamed_from: str | Unset = unwritten()

    def _validate(self) -> None:
        if "renamed_from" in self._given:
            self._check_former()
        problem = None if isinstance(self.grid, Unset) else self.grid.problem
        if problem is not None:
            raise ModelError(
                f"{type(self).__name__} {self.title!r}: grid {problem}", hint="make it narrower or move it"
            )

    def _check_former(self) -> None:
        owner = f"{type(self).__name__} {self.title!r}"
        if not isinstance(self.id, Unset):
            raise ModelError(f"{owner}: id and renamed_from both say which id it has", hint="write one of them")
        if isinstance(self.renamed_from, str) and not self.renamed_from.strip("/"):
            raise ModelError(f"{owner}: renamed_from is no key", hint="write row/title as slugs: cpu/by-mode")

    @property
    def plugin(self) -> str:
        """Grafana's id of the panel plugin."""
        return self.type

    @property
    def drawn(self) -> "Panel":
        """The panel that stands there: itself, or that of the library."""
        return self

    def _assemble(self, parts: Parts, context: Context) -> Json:
        root, options, defaults, custom = parts
        self._derive(parts, context)
        if options:
            root["options"] = options
        if custom:
            defaults["custom"] = custom
        overrides = root.pop("overrides", None)
        if defaults or overrides:
            root["fieldConfig"] = {"defaults": defaults, "overrides": overrides or []}
        root["type"] = self.plugin
        return root

    def _derive(self, parts: Parts, context: Context) -> None:
        """Fill in what follows from other options; overridden by kinds that have such."""


@frozen(kw_only=True)
class QueryPanel(Panel):
    """A panel that asks datasources; `queries` takes one query or several."""

    queries: tuple[Query, ...] = attrs.field(default=(), converter=queries_of, metadata=UNWRITTEN)
    datasource: DatasourceRef | Unset = unwritten()
    interval: str | Unset = field()
    max_data_points: int | Unset = field(low=1)
    time_from: str | Unset = field()
    time_shift: str | Unset = field()
    hide_time_override: bool | Unset = field()
    transformations: tuple[Transformation, ...] = attrs.field(default=(), converter=transformations_of)


@frozen(kw_only=True)
class FieldPanel(QueryPanel):
    """A panel with field configuration: the standard options and overrides; `alerts` watch its numbers."""

    unit: Unit | CustomUnit | Unset = standard()
    decimals: int | Unset = standard(low=0, high=20)
    min: float | Unset = standard()
    max: float | Unset = standard()
    display_name: str | Unset = standard()
    no_value: str | Unset = standard()
    color: Color | ColorMode | Unset = standard(encode=color_json)
    thresholds: Thresholds | Unset = standard()
    mappings: tuple[Shown, ...] = attrs.field(default=(), converter=mappings_of, metadata=MAPPINGS)
    data_links: tuple[AnyLink, ...] = attrs.field(default=(), converter=links_of, metadata=DATA_LINKS)
    overrides: tuple[Override, ...] = attrs.field(default=(), converter=overrides_of)
    alerts: tuple[Alert, ...] = attrs.field(default=(), converter=alerts_of, metadata=UNWRITTEN)

    def _validate(self) -> None:
        Panel._validate(self)
        if "alerts" in self._given:
            self._check_alerts()

    def _check_alerts(self) -> None:
        owner = f"{type(self).__name__} {self.title!r}"
        names = [alert.name for alert in self.alerts]
        for alert in self.alerts:
            if names.count(alert.name) > 1:
                raise ModelError(f"{owner}: two alerts are called {alert.name!r}", hint="rename one of them")
            check_limit(f"{owner}: alert {alert.name!r}", self.thresholds, alert.level)
