"""Rules: alert rules and recording rules as Prometheus reads them.

Source: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
"""

from collections.abc import Iterator, Mapping

import attrs

from grafmint.compile.alerting.problem import Problem
from grafmint.compile.alerting.rule import CompiledRule
from grafmint.compile.prometheus.comparison import comparison
from grafmint.compile.prometheus.texts import as_text, of_grafana
from grafmint.compile.prometheus.version import shown
from grafmint.environment import Version
from grafmint.model.alerting.length import seconds
from grafmint.model.base import JsonObject

_KEEPS_FIRING: Version = (2, 42)
_FAILURES = "write an alert on prometheus_rule_evaluation_failures_total"
#: What no data and failing queries do to alerts in Grafana, and how it is said to Prometheus.
_INSTEAD = {
    "no_data_state": {
        "Alerting": "write an alert of its own on promql.absent(…)",
        "KeepLast": "write keep_firing_for",
    },
    "exec_err_state": {"Alerting": _FAILURES, "KeepLast": _FAILURES},
}
_OF_GRAFANA = 'or let Grafana evaluate it: alerting = "grafana"'


@attrs.frozen(kw_only=True)
class Record:
    """A recording rule whose query is ready for Prometheus; `interval` is in seconds."""

    record: str
    expr: str
    group: str
    interval: int
    labels: Mapping[str, str] = attrs.field(factory=dict)


def prometheus_rule(
    rule: CompiledRule, version: Version, grafana_url: str | None
) -> tuple[JsonObject | None, tuple[Problem, ...]]:
    """The rule, None where Prometheus cannot evaluate it, and what it cannot say of it."""
    problems = tuple(attrs.evolve(each, kind="alert-rule", uid=rule.uid) for each in _problems(rule, version))
    if rule.expr is None:
        return None, problems
    expr = (
        rule.expr if rule.operator is None or rule.limit is None else comparison(rule.expr, rule.operator, rule.limit)
    )
    labels = {**_known(rule.labels), "grafana_folder": as_text(rule.folder_title)}
    written: JsonObject = {"alert": rule.name, "expr": expr, "labels": labels}
    if seconds(rule.pending_period):
        written["for"] = rule.pending_period
    if rule.keep_firing_for is not None and version >= _KEEPS_FIRING:
        written["keep_firing_for"] = rule.keep_firing_for
    annotations = {**_link(rule, grafana_url), **_said(rule.annotations)}
    return ({**written, "annotations": annotations} if annotations else written), problems


def recording_rule(record: Record) -> JsonObject:
    """The recording rule."""
    written: JsonObject = {"record": record.record, "expr": record.expr}
    return {**written, "labels": dict(record.labels)} if record.labels else written


def _known(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if of_grafana(text) is None}


def _said(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts, one that only Grafana can fill in as it is written: it is refused, and not missing besides."""
    return {name: text if of_grafana(text) is None else as_text(text) for name, text in texts.items()}


def _link(rule: CompiledRule, grafana_url: str | None) -> dict[str, str]:
    if rule.dashboard is None or grafana_url is None:
        return {}
    uid, panel = rule.dashboard
    query = f"?viewPanel={panel}" if panel is not None else ""
    return {"dashboard": f"{grafana_url.rstrip('/')}/d/{uid}{query}"}


def _problems(rule: CompiledRule, version: Version) -> Iterator[Problem]:
    name = f"alert {rule.name!r}"
    if rule.expr is None:
        yield Problem(
            f"{name}: only Grafana can evaluate it: its condition is no single query of a Prometheus",
            f"write it as one PromQL query with thresholds, {_OF_GRAFANA}",
        )
    if rule.is_paused:
        yield Problem(f"{name}: Prometheus pauses no rule", "leave the rule out, or silence it in Alertmanager")
    if rule.keep_firing_for is not None and version < _KEEPS_FIRING:
        yield Problem(
            f"{name}: keep_firing_for needs Prometheus 2.42, this is {shown(version)}",
            f"leave it out, {_OF_GRAFANA}",
        )
    for key, text in (*rule.labels.items(), *rule.annotations.items()):
        if (word := of_grafana(text)) is not None:
            yield Problem(f"{name}: Prometheus does not know {word} in {key}", f"write $value there, {_OF_GRAFANA}")
    for option, state in (("no_data_state", rule.no_data_state), ("exec_err_state", rule.exec_err_state)):
        if state in _INSTEAD[option]:
            message = f"{name}: Prometheus has no such state: {option}={state!r}"
            yield Problem(message, f"{_INSTEAD[option][state]}, {_OF_GRAFANA}")
