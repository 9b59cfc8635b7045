"""The alert rules of an SLO: its policy's, one that asks for a freeze, and one that tells that nothing is measured."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from grafmint import promql
from grafmint.alerting import AlertRule, RuleGroup
from grafmint.model.dashboard import Dashboard
from grafmint.model.key import slug
from grafmint.model.threshold import above, below
from grafmint.prometheus import Query
from grafmint.slo.board import BUDGET_KEY, EVENTS_KEY, pair_key
from grafmint.slo.burn import BurnAlert, BurnWindow
from grafmint.slo.reading import Reading

if TYPE_CHECKING:
    from grafmint.slo.slo import SLO

#: A budget can be overspent many times over, and a large negative share says nothing.
_LEFT = "{{ if lt $value 0.0 }}nothing{{ else }}{{ $value | humanizePercentage }}{{ end }}"
FREEZE = "freeze"
NO_DATA = "no data"
#: A deployment or a restart of what scrapes is over by then.
_LONG_GONE = "15m"


def alert_rules(slo: "SLO", reading: Reading, board: Dashboard) -> Iterator[AlertRule]:
    """Every alert rule of the SLO, with `board` behind it."""
    for alert in slo.burn.alerts:
        yield _burning(slo, alert, reading, board)
    if slo.freeze_below is not None:
        yield _freeze(slo, slo.freeze_below / 100, reading, board)
    yield _no_data(slo, reading, board)


def _burning(slo: "SLO", alert: BurnAlert, reading: Reading, board: Dashboard) -> AlertRule:
    first, *others = (_over(reading, pair, pair.factor_in(slo.window)) for pair in alert.windows)
    # A number where nothing burns lets Grafana tell that from no data, and the alert ends at once.
    rate = promql.either(first, *others, 0 * reading.events())
    # Each pair has a number of its own, which its query holds; what passes is above the lowest of them.
    lowest = min(pair.factor_in(slo.window) for pair in alert.windows)
    return AlertRule(
        **_common(slo, alert.name, board),
        queries=_bare(slo, reading, rate),
        thresholds=above(critical=lowest) if alert.level == "critical" else above(warning=lowest),
        level=alert.level,
        pending_period=alert.pending_period,
        summary=f'{slo.name} spends its error budget {{{{ printf "%.1f" $value }}}} times too fast.',
        description=f"{slo.objective:g} % in {slo.window}. {slo.description}".strip(),
        panel=pair_key(alert.windows[0]),
    )


def _over(reading: Reading, pair: BurnWindow, factor: float) -> promql.Expr:
    long, short = (promql.gt(reading.burn(window), factor) for window in (pair.long, pair.short))
    return promql.both(long, short)


def _bare(slo: "SLO", reading: Reading, expr: promql.Expr) -> Query:
    """A query whose series have no label of the SLO.

    Its rule has them, also where the query fails and there is no series, and Grafana warns of each that both have.
    """
    bare = promql.max(expr, without=tuple(slo.identity)) if reading.is_labelled else expr
    return Query(expr=bare, datasource=slo.datasource)


def _freeze(slo: "SLO", share: float, reading: Reading, board: Dashboard) -> AlertRule:
    return AlertRule(
        **_common(slo, FREEZE, board),
        queries=_bare(slo, reading, reading.remaining()),
        thresholds=below(warning=share),
        level="warning",
        summary=f"{slo.name} has {_LEFT} of its error budget left: freeze deployments.",
        description=f"{slo.objective:g} % in {slo.window}. {slo.description}".strip(),
        panel=BUDGET_KEY,
    )


def _no_data(slo: "SLO", reading: Reading, board: Dashboard) -> AlertRule:
    # A count instead of absent(): a number always, so that the alert ends at once here as well.
    known = promql.either(promql.count(reading.events()), promql.vector(0))
    return AlertRule(
        **_common(slo, NO_DATA, board),
        queries=Query(expr=known, datasource=slo.datasource),
        thresholds=below(warning=1),
        level="warning",
        pending_period=_LONG_GONE,
        summary=f"{slo.name} is not measured: it has no events, not even 0 of them.",
        description=reading.unmeasured,
        panel=EVENTS_KEY,
    )


def _common(slo: "SLO", name: str, board: Dashboard) -> dict[str, Any]:
    """What all rules of an SLO share; no data is told by the rule for it, and once."""
    return {
        "uid": f"{slo.stem}-{slug(name)}",
        "name": f"{slo.name} {name}",
        "folder": slo.folder,
        "group": RuleGroup(name=f"slo-{slo.name}"),
        "labels": {**slo.labels, **slo.identity},
        "runbook_url": slo.runbook_url,
        "no_data_state": "OK",
        "dashboard": board,
    }
