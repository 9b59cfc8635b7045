"""Unheard: alerts that a system asks for and no panel carries; nobody would ever miss them."""

from collections.abc import Iterable, Iterator

import attrs

from alerting.alarm import Alarm
from grafmint import Dashboard
from grafmint.errors import ModelError
from grafmint.model.panel.base import FieldPanel


def refuse_unheard(asked: Iterable[object], dashboard: Dashboard) -> None:
    """Raise ModelError for an alarm in the values of sections that no panel of the dashboard carries."""
    panels = (panel for _, panel in dashboard.placed if isinstance(panel, FieldPanel))
    heard = {alert.name for panel in panels for alert in panel.alerts}
    for alarm in _alarms(tuple(asked)):
        if alarm.name not in heard:
            raise ModelError(
                f"Dashboard {dashboard.title!r}: no panel carries the alert {alarm.name!r}",
                hint="its section has no words for it: say it on another panel, or write them in alerting/",
            )


def _alarms(value: object) -> Iterator[Alarm]:
    kind = type(value)
    if isinstance(value, Alarm):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _alarms(each)
    elif attrs.has(kind):
        for field in attrs.fields(kind):
            yield from _alarms(getattr(value, field.name))
