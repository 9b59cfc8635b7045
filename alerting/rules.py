"""Rules: the alerts of a panel, as a system's alarms and a text say them."""

from typing import Any, Literal

from alerting.alarm import Alarm, Shown, Text
from grafmint import Alert, Query
from grafmint.alerting import RuleGroup
from systems.identity import Identity

# No number, no alert: so it is with Prometheus, and a text about nothing wakes people in vain.
_QUIET: Literal["OK"] = "OK"


def alerts(
    system: Identity,
    shown: Shown | None,
    text: Text,
    *,
    query: Query | None = None,
    no_data_state: Literal["OK", "NoData"] = _QUIET,
) -> tuple[Alert, ...]:
    """The alerts at the numbers of a panel; a panel with several queries needs the one that they are about."""
    about: dict[str, Any] = {} if query is None else {"query": query}
    return tuple(
        Alert(level=alarm.level, no_data_state=no_data_state, **_said(system, alarm, text), **about)
        for alarm in (() if shown is None else shown.alarms)
    )


def _said(system: Identity, alarm: Alarm, text: Text) -> dict[str, Any]:
    """What it is called, what it says, and where it belongs."""
    of_its_own = {"category": alarm.category, "severity": alarm.severity}
    group = {} if alarm.category is None else {"group": RuleGroup(name=alarm.category)}
    return {
        "name": alarm.name,
        "uid": system.uid_of(alarm.name),
        "summary": text.summary,
        "description": text.description,
        "runbook_url": system.runbook(alarm.runbook or text.runbook),
        "labels": {"system": system.tag} | {name: told for name, told in of_its_own.items() if told is not None},
        "pending_period": alarm.pending,
        **group,
    }


def label(name: str) -> str:
    """A label of the alert in one of its texts."""
    return f"{{{{ $labels.{name} }}}}"


def value(decimals: int) -> str:
    """The number of the alert in one of its texts."""
    return f'{{{{ $value | printf "%.{decimals}f" }}}}'
