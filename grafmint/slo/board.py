"""The dashboard of an SLO, and the row that puts its budget on another one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from grafmint._unset import UNSET
from grafmint.model.dashboard import Dashboard
from grafmint.model.key import slug
from grafmint.model.link import DashboardLink
from grafmint.model.panel.base import FieldPanel
from grafmint.model.row import Row
from grafmint.slo import panels
from grafmint.slo.burn import BurnWindow
from grafmint.slo.reading import Reading

if TYPE_CHECKING:
    from grafmint.slo.slo import SLO

#: What every dashboard of SLOs is tagged with.
TAG = "slo"
#: The graph of the budget on an SLO's dashboard.
BUDGET_KEY = "budget/budget-over-time"
#: The graph of all events.
EVENTS_KEY = "errors-and-traffic/events"
_LOW = 5


def row(slo: "SLO", *, title: str | None = None, records: bool = False) -> Row:
    """An SLO's budget for another board: what was attained, what is left, how fast it is spent, and its history.

    `records=True` reads the recorded series, which is cheap where a Prometheus evaluates the SLO's rules; left out, the
    counters answer everywhere.
    """
    reading = slo.reading(records=records)
    shown = (panels.attained, panels.remaining, panels.burning)
    stats = [attrs.evolve(panel(slo, reading), width=4) for panel in shown]
    return Row(
        title=slo.name if title is None else title,
        height=6,
        panels=_asked(slo, [*stats, attrs.evolve(panels.over_time(slo, reading), width=12)]),
    )


def board(slo: "SLO", reading: Reading) -> Dashboard:
    """The dashboard of an SLO."""
    summary = (panels.objective, panels.attained, panels.remaining, panels.burning)
    # Two alerts may compare the same windows with different numbers.
    pairs = {pair_key(pair): pair for _, pair in slo.burn.pairs}
    return Dashboard(
        uid=slo.board_uid,
        title=f"SLO {slo.name}",
        description=slo.description or UNSET,
        folder=slo.folder,
        tags=tuple(dict.fromkeys((TAG, *slo.tags))),
        links=DashboardLink(title="SLOs", tags=[TAG], as_dropdown=True, keep_time=True),
        time_from="now-24h",
        auto_refresh=reading.auto_refresh,
        rows=[
            _row(slo, "Is it kept?", 4, [panel(slo, reading) for panel in summary], height=_LOW),
            _row(slo, "Budget", 1, [panels.over_time(slo, reading)]),
            _row(slo, "Burn rate", 2, [panels.pair(slo, pair, reading) for pair in pairs.values()]),
            _row(slo, "Errors and traffic", 2, [panels.bad(reading), panels.events(reading)]),
        ],
    )


def pair_key(pair: BurnWindow) -> str:
    """The graph of two windows on an SLO's dashboard."""
    return f"burn-rate/{slug(panels.pair_title(pair))}"


def _row(slo: "SLO", title: str, columns: int, shown: Iterable[FieldPanel], *, height: int = 8) -> Row:
    return Row(title=title, columns=columns, height=height, panels=_asked(slo, shown))


def _asked(slo: "SLO", shown: Iterable[FieldPanel]) -> tuple[FieldPanel, ...]:
    return tuple(attrs.evolve(panel, datasource=slo.datasource) for panel in shown)
