"""Rules: the alerts of a panel, as a system's alarms and a text say them."""

from collections.abc import Iterable
from typing import Any, Literal

from alerting.alarm import Alarm, Text
from alerting.placed import evolved
from grafmint import Alert, Query
from grafmint.alerting import RuleGroup
from grafmint.block import on_behalf_of
from systems.identity import Identity

# No number, no alert: so it is with Prometheus, and a text about nothing wakes people in vain.
_QUIET: Literal["OK"] = "OK"
# The page about an alert, until a system says where its pages are.
_PAGE = "runbook"


def alerts(
    alarms: Iterable[Alarm],
    text: Text,
    *,
    query: Query | str | None = None,
    no_data_state: Literal["OK", "NoData"] = _QUIET,
) -> tuple[Alert, ...]:
    """The alerts at the numbers of a panel; a panel with several queries needs the one that they are about."""
    about: dict[str, Any] = {"no_data_state": no_data_state} | ({} if query is None else {"query": query})
    return tuple(_alert(alarm, text, about) for alarm in alarms)


def of_system(alert: Alert, system: Identity) -> Alert:
    """The alert as one of a system: with its uid, its label, and the address of the page about it."""
    page = alert.annotations[_PAGE]
    return evolved(
        alert,
        uid=system.uid_of(alert.name),
        labels={"system": system.tag, **alert.labels},
        runbook_url=system.runbook(page),
        annotations={},
    )


def _alert(alarm: Alarm, text: Text, about: dict[str, Any]) -> Alert:
    labels = {"category": alarm.category, "severity": alarm.severity}
    group: dict[str, Any] = {} if alarm.category is None else {"group": RuleGroup(name=alarm.category)}
    with on_behalf_of(alarm):
        return Alert(
            name=alarm.name,
            level=alarm.level,
            summary=text.summary,
            description=text.description,
            annotations={_PAGE: alarm.runbook or text.runbook},
            labels={name: told for name, told in labels.items() if told is not None},
            pending_period=alarm.pending,
            **group,
            **about,
        )


def label(name: str) -> str:
    """A label of the alert in one of its texts."""
    return f"{{{{ $labels.{name} }}}}"


def value(decimals: int) -> str:
    """The number of the alert in one of its texts."""
    return f'{{{{ $value | printf "%.{decimals}f" }}}}'
