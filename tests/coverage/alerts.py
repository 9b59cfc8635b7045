"""Judges of single alerts: their names, severities and numbers, what they say, and the panels that they lead to."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from . import expression
from .alert import Alert, alerts, panel_of
from .build import Output, Wish
from .expression import Reading, seconds
from .names import are_used, is_called, service_of
from .numbers import wrong_number

_SAID = ("summary", "description", "runbook_url")


def alert_rule(wish: Wish, output: Output) -> Iterator[str]:
    """One alert of this name, or one for each service: severity, number in the unit of its panel, metrics, texts."""
    found = [one for one in alerts(output) if is_called(one, wish["name"])]
    services = {service_of(one) for one in found}
    if not found or (len(found) > 1 and (None in services or len(services) < len(found))):
        yield f"there are {len(found)} alerts {wish['name']!r}"
        return
    for alert in found:
        about = "" if len(found) == 1 else f"{alert.name!r}: "
        yield from (f"{about}{problem}" for problem in _problems(alert, wish, output))


def threshold_used(wish: Wish, output: Output) -> Iterator[str]:
    """Each number is where an alert fires, and among the thresholds of the panel that it leads to."""
    for value in wish["values"]:
        what = f"{value['what']}: no alert with {value['value']} {value['unit']}"
        using = [one for one in alerts(output) if not one.is_paused and not list(wrong_number(one, value, output))]
        if not using:
            yield what
        elif not any(_is_on_panel(one, output) for one in using):
            yield f"{what} leads to a panel with that threshold"


def _problems(alert: Alert, wish: Wish, output: Output) -> Iterator[str]:
    if alert.labels.get("severity") != wish["severity"]:
        yield f"its severity is {alert.labels.get('severity')!r}"
    if alert.is_paused:
        yield "it is paused"
    reading = expression.read(alert.expr)
    if "threshold" in wish:
        yield from _wrong_threshold(alert, wish["threshold"], reading, output)
    yield from _wrong_metrics(reading, wish["any_of_metrics"])
    for key, find in _MORE.items():
        if key in wish:
            yield from find(alert, wish[key], reading)
    yield from (f"it has no {one}" for one in _SAID if not alert.annotations.get(one))
    if panel_of(alert, output) is None:
        yield "it leads to no panel of a dashboard"


def _wrong_threshold(alert: Alert, wanted: Mapping[str, Any], reading: Reading, output: Output) -> Iterator[str]:
    yield from wrong_number(alert, wanted, output)
    missing = set(wanted.get("between", ())) - reading.metrics
    if missing:
        yield f"it does not compare {', '.join(sorted(missing))}"


def _wrong_metrics(reading: Reading, wanted: list[str]) -> Iterator[str]:
    if reading.fault:
        yield f"its query cannot be read: {reading.fault}"
    elif not are_used(reading.metrics, wanted):
        yield f"it uses {', '.join(sorted(reading.metrics))}, and none of {', '.join(wanted)}"


def _wrong_wait(alert: Alert, wanted: str, reading: Reading) -> Iterator[str]:
    if alert.waits != seconds(wanted):
        yield f"its condition must hold {alert.waits:g}s, not {wanted}"


def _wrong_quantile(alert: Alert, wanted: float, reading: Reading) -> Iterator[str]:
    if reading.quantiles != {wanted}:
        yield f"it asks for the quantiles {sorted(reading.quantiles)}, not {wanted}"


def _wrong_runbook(alert: Alert, wanted: str, reading: Reading) -> Iterator[str]:
    page = alert.annotations.get("runbook_url", "").partition("#")[0]
    if not page.endswith(f"/{wanted}"):
        yield f"its runbook is {page or 'none'}, not {wanted}"


_MORE: Mapping[str, Callable[[Alert, Any, Reading], Iterator[str]]] = {
    "for": _wrong_wait,
    "quantile": _wrong_quantile,
    "runbook": _wrong_runbook,
}


def _is_on_panel(alert: Alert, output: Output) -> bool:
    panel = panel_of(alert, output)
    return panel is not None and any(alert.limit in one.by_color.values() for one in panel.thresholds)
