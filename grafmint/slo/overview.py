"""The overview: one table of many SLOs."""

from collections.abc import Callable, Iterable, Iterator

from grafmint import promql
from grafmint._unset import UNSET, Unset
from grafmint.errors import ModelError
from grafmint.kit.look import NO_LIMIT, ask_now
from grafmint.model.base import many
from grafmint.model.dashboard import Dashboard
from grafmint.model.fields import CellOptions, Override, by_name
from grafmint.model.folder import Folder
from grafmint.model.link import DashboardLink
from grafmint.model.panel.table import Table, TableSort
from grafmint.prometheus import Query
from grafmint.promql.expr import Call
from grafmint.promql.strings import quoted
from grafmint.slo.board import TAG
from grafmint.slo.panels import DECIMALS, NO_EVENTS, budget_thresholds
from grafmint.slo.reading import NOW, Counters, Reading, Records
from grafmint.slo.slo import SLO
from grafmint.transform import Merge, Organize

_EVERY = "1m"
_TEXT = CellOptions(type="color-text")
#: The columns, left to right, each by the refId of its query.
_COLUMNS: dict[str, tuple[str, Callable[[Reading], promql.Expr]]] = {
    "objective": ("Objective", lambda reading: reading.objective()),
    "attained": ("Attained", lambda reading: reading.attained()),
    "remaining": ("Budget remaining", lambda reading: reading.remaining()),
    "burn": ("Burn rate", lambda reading: reading.burn(NOW)),
}


def overview(
    slos: SLO | Iterable[SLO],
    *,
    uid: str,
    title: str = "SLOs",
    folder: Folder | Unset = UNSET,
    records: bool = False,
) -> Dashboard:
    """A dashboard with a table of all: objective, what was attained, budget remaining and burn rate.

    The SLOs share a datasource. `records=True` reads the recorded series, which is cheap where a Prometheus evaluates
    the SLOs' rules; left out, the counters answer everywhere.
    """
    listed: tuple[SLO, ...] = many(slos)
    sources = {slo.datasource for slo in listed}
    if len(sources) != 1:
        raise ModelError(
            f"overview: {len(listed)} SLOs of {len(sources)} datasources",
            hint="write an overview of at least one SLO, for each datasource",
        )
    return Dashboard(
        uid=uid,
        title=title,
        description="Every SLO, the one with the least budget on top: that is where the next risky change does not go.",
        folder=folder,
        tags=[TAG],
        links=DashboardLink(title="SLOs", tags=[TAG], as_dropdown=True),
        auto_refresh=(Records if records else Counters).auto_refresh,
        panels=_table(listed, records=records),
    )


def _table(slos: tuple[SLO, ...], *, records: bool) -> Table:
    names = {ref_id: name for ref_id, (name, _) in _COLUMNS.items()}
    freezes = {slo.freeze_below for slo in slos}
    # A column has one number only: without a common one, only an overspent budget is coloured.
    limits = budget_thresholds(freezes.pop() if len(freezes) == 1 else None)
    return Table(
        title="Objectives and budgets",
        description=f"Budget remaining is the share of it that is left of each SLO's window, burn rate that of the last"
        f" {NOW}. Its own dashboard, by the link above, says more.",
        width=24,
        height=max(8, len(slos) + 4),
        queries=list(_queries(slos, records=records)),
        datasource=slos[0].datasource,
        unit="percentunit",
        decimals=DECIMALS,
        thresholds=NO_LIMIT,
        no_value=NO_EVENTS,
        transformations=[
            Merge(),
            Organize(
                hide="Time",
                order=["slo", *(f"Value #{ref_id}" for ref_id in names)],
                rename={"slo": "SLO", **{f"Value #{ref_id}": name for ref_id, name in names.items()}},
            ),
        ],
        sort_by=TableSort(display_name=names["remaining"]),
        overrides=[
            Override(matcher=by_name(names["remaining"]), thresholds=limits, cell_options=_TEXT, decimals=1),
            Override(matcher=by_name(names["burn"]), unit="short", decimals=1),
        ],
    )


def _queries(slos: tuple[SLO, ...], *, records: bool) -> Iterator[Query]:
    together = Records(names=tuple(slo.name for slo in slos))
    for ref_id, (_, number) in _COLUMNS.items():
        first, *others = (_named(number(slo.counters), slo.name) for slo in slos)
        expr = promql.max(number(together), by="slo") if records else promql.either(first, *others)
        yield ask_now(expr, interval=_EVERY, ref_id=ref_id)


def _named(expr: promql.Expr, name: str) -> promql.Expr:
    """The expression with the label that the recorded series have."""
    texts = (promql.raw(quoted(text)) for text in ("slo", name, "", ""))
    return Call("label_replace", (expr, *texts))
