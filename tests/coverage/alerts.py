"""Judges of alerts: their names, severities and numbers, what they say, and the panels that they lead to."""

from collections.abc import Iterator, Mapping
from typing import Any

from . import expression
from .alert import Alert, alerts, panel_of
from .build import Build, Output, Wish, in_each

#: How many of a row's unit one of a panel's unit is.
_FACTORS = {("percent", "percent"): 1.0, ("percentunit", "percent"): 100.0, ("s", "ms"): 1000.0, ("s", "s"): 1.0}
_SAID = ("summary", "description", "runbook_url")
_NEAR = 1e-9


def alert_rule(wish: Wish, output: Output) -> Iterator[str]:
    """One alert of this name: its severity, its number in the unit of its panel, its metrics, and what it says."""
    found = [one for one in alerts(output) if one.name == wish["name"]]
    if len(found) != 1:
        yield f"there are {len(found)} alerts {wish['name']!r}"
        return
    (alert,) = found
    if alert.labels.get("severity") != wish["severity"]:
        yield f"its severity is {alert.labels.get('severity')!r}"
    if alert.is_paused:
        yield "it is paused"
    yield from wrong_number(alert, wish["threshold"], output)
    yield from _wrong_metrics(alert, wish["any_of_metrics"])
    yield from (f"it has no {one}" for one in _SAID if not alert.annotations.get(one))
    if panel_of(alert, output) is None:
        yield "it leads to no panel of a dashboard"


def threshold_used(wish: Wish, output: Output) -> Iterator[str]:
    """Each number is where an alert fires, and among the thresholds of the panel that it leads to."""
    for value in wish["values"]:
        what = f"{value['what']}: no alert with {value['value']} {value['unit']}"
        using = [one for one in alerts(output) if not one.is_paused and not list(wrong_number(one, value, output))]
        if not using:
            yield what
        elif not any(_is_on_panel(one, output) for one in using):
            yield f"{what} leads to a panel with that threshold"


def artifact(wish: Wish, build: Build) -> Iterator[str]:
    """The alerts, or the parts of routing, are among the files of each environment."""
    judges = {"alerts": _has_alerts, "routing": _has_routing}
    find = judges.get(wish["glob"])
    if find is None:
        yield f"the judge knows no files {wish['glob']!r}"
    else:
        yield from in_each(find)(wish, build)


def wrong_number(alert: Alert, wanted: Mapping[str, Any], output: Output) -> Iterator[str]:
    """What is wrong with the number that an alert fires at, which is of the unit of its panel."""
    panel = panel_of(alert, output)
    unit = panel.json.get("fieldConfig", {}).get("defaults", {}).get("unit", "") if panel else ""
    factor = _FACTORS.get((unit, wanted["unit"]))
    if factor is None or alert.limit is None:
        number = "no number" if alert.limit is None else f"{alert.limit:g}"
        yield f"it fires at {number} {unit or 'of no unit'}, which is not in {wanted['unit']}"
    elif abs(alert.limit * factor - wanted["value"]) > _NEAR or alert.op != wanted.get("op", alert.op):
        yield f"it fires at {alert.op} {alert.limit * factor:g} {wanted['unit']}"


def _wrong_metrics(alert: Alert, wanted: list[str]) -> Iterator[str]:
    reading = expression.read(alert.expr)
    if reading.fault:
        yield f"its query cannot be read: {reading.fault}"
    elif not reading.metrics & set(wanted):
        yield f"it uses {', '.join(sorted(reading.metrics))}, and none of {', '.join(wanted)}"


def _is_on_panel(alert: Alert, output: Output) -> bool:
    panel = panel_of(alert, output)
    return panel is not None and any(alert.limit in one.by_color.values() for one in panel.thresholds)


def _has_alerts(wish: Wish, output: Output) -> Iterator[str]:
    """Those of objectives are not among them."""
    names = {one.name for one in alerts(output) if "slo" not in one.labels}
    if len(names) < wish["rules_at_least"]:
        yield f"{len(names)} alert rules, not {wish['rules_at_least']}"


def _has_routing(wish: Wish, output: Output) -> Iterator[str]:
    configurations = [one.json for one in output.of("alertmanager")]
    found = {
        "routes": [*(one.json for one in output.of("policy")), *(one.get("route") for one in configurations)],
        "receivers": [*output.of("contact-point"), *(each for one in configurations for each in one["receivers"])],
    }
    yield from (f"no {part} among the files" for part in wish["contains"] if not any(found.get(part, ())))
