"""Alerts as the judges read them, whoever evaluates them: Grafana's rules, or Prometheus' rule files.

Sources: https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/ and
https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from .board import Panel
from .build import Output
from .expression import comparison, seconds

_OPERATORS = {"gt": ">", "lt": "<"}
_LINK = re.compile(r"/d/(?P<uid>[^/?]+)\?(?:.*&)?viewPanel=(?P<panel>\d+)(?:&|$)")


@attrs.frozen(kw_only=True)
class Alert:
    """One alert: when it fires, and what it says.

    `limit` is None where the number that it fires at cannot be told. `panel` is the dashboard's uid and the panel's id
    that it leads to. `group` is the group of rules it is in, `waits` how many seconds its condition must hold.
    `is_paused` says that it never fires.
    """

    name: str
    expr: str
    op: str = ""
    limit: float | None = None
    labels: Mapping[str, str]
    annotations: Mapping[str, str]
    panel: tuple[str, int] | None = None
    group: str = ""
    waits: float = 0
    is_paused: bool = False


@attrs.frozen(kw_only=True)
class Record:
    """A series that Prometheus records: its name, what it is, and its labels."""

    name: str
    expr: str
    labels: Mapping[str, str]


def alerts(output: Output) -> list[Alert]:
    """Every alert of an environment."""
    return [
        *(_of_grafana(one.json) for one in output.of("alert-rule")),
        *(_of_prometheus(one, group) for group, one in _rules(output) if "alert" in one),
    ]


def records(output: Output) -> list[Record]:
    """Every series that an environment records."""
    return [
        Record(name=one["record"], expr=one["expr"], labels=one.get("labels", {}))
        for _, one in _rules(output)
        if "record" in one
    ]


def panel_of(alert: Alert, output: Output) -> Panel | None:
    """The panel that an alert leads to."""
    uid, id_ = alert.panel or ("", 0)
    panels = (panel for one in output.of("dashboard") if one.uid == uid for panel in one.board.panels)
    return next((panel for panel in panels if panel.json.get("id") == id_), None)


def _rules(output: Output) -> Iterator[tuple[str, Any]]:
    for file in output.of("prometheus-rules"):
        for group in file.json["groups"]:
            yield from ((group["name"], rule) for rule in group["rules"])


def _of_grafana(document: Any) -> Alert:
    notes = document.get("annotations", {})
    uid, panel = notes.get("__dashboardUid__"), notes.get("__panelId__")
    expr, op, limit = _steps(document)
    return Alert(
        name=document["title"],
        expr=expr,
        op=op,
        limit=limit,
        labels=document.get("labels", {}),
        annotations=notes,
        panel=(uid, int(panel)) if uid and panel else None,
        group=document.get("ruleGroup", ""),
        waits=seconds(document.get("for", "0s")),
        is_paused=document.get("isPaused", False),
    )


def _steps(document: Any) -> tuple[str, str, float | None]:
    """What the threshold compares, through the last value of a query; any other rule is beyond a judge."""
    models = {one["refId"]: one["model"] for one in document["data"]}
    threshold = models.get(document["condition"], {})
    last = models.get(threshold.get("expression", ""), {})
    expr = models.get(last.get("expression", ""), {}).get("expr", "")
    evaluators = [one["evaluator"] for one in threshold.get("conditions", ())]
    is_read = (threshold.get("type"), last.get("type"), last.get("reducer")) == ("threshold", "reduce", "last")
    if not is_read or len(evaluators) != 1 or evaluators[0]["type"] not in _OPERATORS:
        return expr, "", None
    return expr, _OPERATORS[evaluators[0]["type"]], evaluators[0]["params"][0]


def _of_prometheus(rule: Any, group: str) -> Alert:
    op, limit = comparison(rule["expr"]) or ("", None)
    notes = rule.get("annotations", {})
    link = _LINK.search(notes.get("dashboard", ""))
    return Alert(
        name=rule["alert"],
        expr=rule["expr"],
        op=op,
        limit=limit,
        labels=rule.get("labels", {}),
        annotations=notes,
        panel=(link["uid"], int(link["panel"])) if link else None,
        group=group,
        waits=seconds(rule.get("for", "0s")),
    )
