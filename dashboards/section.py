"""Section: a part of a board that any system can have, filled with that system's values."""

from collections.abc import Callable, Iterable, Iterator
from inspect import signature
from typing import TypeVar

import attrs

from alerting.alarm import Shown
from grafmint import Alert, BarGauge, Gauge, Panel, Query, Row, Stat, Table, TimeSeries, promql
from grafmint.errors import ModelError
from grafmint.kit.look import NO_LIMIT, ask_now
from systems.identity import Identity

P = TypeVar("P", bound=Panel)
F = TypeVar("F", TimeSeries, Stat, Gauge, BarGauge, Table)


class Section:
    """What a part of a board adds: numbers to its first row, and rows of its own.

    A panel that a system has no title for is left out, and so is a row without panels.
    """

    def now(self, system: Identity) -> Iterable[Panel]:
        """Single numbers that say whether all is fine."""
        return ()

    def rows(self, system: Identity) -> Iterable[Row]:
        """The reasons, from the coarse to the fine."""
        return ()


def shown(said: Shown | None, build: Callable[..., P], *, width: int | None = None) -> Iterator[P]:
    """The panel of the kit under a system's title and with its numbers; none without a title."""
    if said is not None:
        numbers = {} if said.thresholds is NO_LIMIT else {"thresholds": said.thresholds}
        if numbers and "thresholds" not in signature(build).parameters:
            raise ModelError(f"{said.title!r}: the numbers of this panel are fixed", hint="leave its thresholds out")
        panel = build(title=said.title, **numbers)
        yield panel if width is None else attrs.evolve(panel, width=width)


def watched(
    said: Shown | None, build: Callable[..., F], alerts: Iterable[Alert], *, width: int | None = None
) -> Iterator[F]:
    """The same, with alerts at its numbers."""
    told = tuple(alerts)
    for panel in shown(said, build, width=width):
        yield attrs.evolve(panel, alerts=told)


def unseen(expr: promql.Expr, *, interval: str, ref_id: str) -> Query:
    """A query that a panel does not draw, for alerts that name what the panel adds up."""
    return attrs.evolve(ask_now(expr, interval=interval, ref_id=ref_id), hide=True)


def beside(panel: F, query: Query, alerts: Iterable[Alert]) -> F:
    """The panel with alerts on a query that it does not draw; without alerts, the panel as it is."""
    told: tuple[Alert, ...] = tuple(alerts)
    if not told:
        return panel
    return attrs.evolve(panel, queries=(*panel.queries, query), alerts=(*panel.alerts, *told))


def row(title: str, panels: Iterable[Panel], *, columns: int = 3, height: int = 8) -> Iterator[Row]:
    """The row of what is shown; none where nothing is."""
    filled = list(panels)
    if filled:
        yield Row(title=title, columns=columns, height=height, panels=filled)
