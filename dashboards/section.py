"""Section: a part of a board that any system can have, filled with that system's values."""

from collections.abc import Callable, Iterable, Iterator
from inspect import signature
from typing import Any, Literal, TypeVar

import attrs

from alerting.alarm import Shown, Text
from alerting.placed import evolved
from alerting.rules import alerts
from dashboards.layout import without_hole
from grafmint import Alert, FieldPanel, Panel, Query, Row, promql
from grafmint.block import Block, on_behalf_of
from grafmint.errors import ModelError
from grafmint.kit.look import NO_LIMIT, ask_now

P = TypeVar("P", bound=Panel)
F = TypeVar("F", bound=FieldPanel)


class Section(Block):
    """What a part of a board adds: numbers to its first row, and rows of its own.

    A panel that a system has no title for is left out, and so is a row without panels.
    """

    __slots__ = ()

    def now(self) -> Iterable[Panel]:
        """Single numbers that say whether all is fine."""
        return ()

    def rows(self) -> Iterable[Row]:
        """The reasons, from the coarse to the fine."""
        return ()


def shown(
    said: Shown | None,
    build: Callable[..., P],
    *,
    text: Text | None = None,
    query: Query | str | int | None = None,
    no_data_state: Literal["OK", "NoData"] = "OK",
    **size: int,
) -> tuple[P, ...]:
    """The panel of the kit under a system's title, with its numbers and the alerts at these; none without a title.

    The alerts say the `text`, and are about a `query`: that of the panel, one of its several by name or number, or one
    that it does not draw. `size` is a width or a height of its own.
    """
    if said is None:
        return ()
    with on_behalf_of(said):
        panel = _built(said, build, size)
        if not said.alarms:
            return (panel,)
        if text is None or not isinstance(panel, FieldPanel):
            raise _unheard(said)
        about = panel.queries[query] if isinstance(query, int) else query
        return (beside(panel, alerts(said.alarms, text, query=about, no_data_state=no_data_state)),)


def alone(said: Block, build: Callable[[], P]) -> P:
    """The panel of a value that says all of it, such as a number of the product or a check."""
    with on_behalf_of(said):
        return build()


def beside(panel: F, told: tuple[Alert, ...]) -> F:
    """The panel with further alerts; what they ask and the panel does not draw comes along."""
    if not told:
        return panel
    asked = dict.fromkeys(alert.query for alert in told if isinstance(alert.query, Query))
    hidden = (query for query in asked if query not in panel.queries)
    return evolved(panel, queries=(*panel.queries, *hidden), alerts=(*panel.alerts, *told))


def unseen(expr: promql.Expr, *, interval: str, ref_id: str) -> Query:
    """A query that a panel does not draw, for alerts that name what the panel adds up."""
    return attrs.evolve(ask_now(expr, interval=interval, ref_id=ref_id), hide=True)


def row(title: str, panels: Iterable[Panel], *, columns: int = 3, height: int = 9) -> Iterator[Row]:
    """The row of what is shown, without a hole at its end; none where nothing is.

    It is as high as a legend of three whole lines below a graph needs.
    """
    filled = list(panels)
    if filled:
        yield Row(title=title, columns=columns, height=height, panels=without_hole(filled, columns))


def _built(said: Shown, build: Callable[..., P], size: dict[str, Any]) -> P:
    numbers: dict[str, Any] = {} if said.thresholds is NO_LIMIT else {"thresholds": said.thresholds}
    if numbers and "thresholds" not in signature(build).parameters:
        raise ModelError(f"{said.title!r}: the numbers of this panel are fixed", hint="leave its thresholds out")
    panel = build(title=said.title, **numbers)
    return attrs.evolve(panel, **size) if size else panel


def _unheard(said: Shown) -> ModelError:
    names = " and ".join(repr(alarm.name) for alarm in said.alarms)
    return ModelError(
        f"{said.title!r}: this panel has no words for {names}",
        hint="say it on another panel, or write its words in alerting/ and hand them on as text=…",
    )
