"""Groups: rules by group and file, each group evaluated together.

Source: https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
"""

from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

import attrs

from grafmint.bundle import Kind
from grafmint.compile.alerting.problem import Problem
from grafmint.compile.alerting.rule import CompiledRule
from grafmint.compile.prometheus.rules import Record, prometheus_rule, recording_rule
from grafmint.duration import UNITS, written
from grafmint.environment import Version
from grafmint.model.base import JsonObject
from grafmint.promql.tokens import scan

KIND: Kind = "prometheus-rules"
#: The file of recording rules; those of alerts are named like their folder.
RECORDS = "recording-rules"


@attrs.frozen
class _Group:
    name: str
    interval: int
    rules: list[JsonObject] = attrs.field(factory=list)


def rule_groups(
    rules: Iterable[CompiledRule], records: Iterable[Record], version: Version, grafana_url: str | None
) -> tuple[dict[str, JsonObject], tuple[Problem, ...]]:
    """The files by their names without ending, and what Prometheus cannot say; the order of rules does not matter."""
    files = dict[str, dict[str, _Group]]()
    rules, records = list(rules), list(records)
    problems = list(_same_file(rules)) if records else []
    for rule in rules:
        written, found = prometheus_rule(rule, version, grafana_url)
        problems += found
        if written is not None:
            _group(files, rule.folder, rule).rules.append(written)
    for record in records:
        _group(files, RECORDS, record).rules.append(recording_rule(record))
    return {name: _file(files[name].values()) for name in sorted(files)}, tuple(problems)


def _same_file(rules: Iterable[CompiledRule]) -> Iterator[Problem]:
    """The rules that would stand among the recording rules, where one group could have both."""
    for rule in rules:
        if rule.folder == RECORDS:
            message = f"alert {rule.name!r}: the file of the folder {RECORDS!r} is that of the recording rules"
            yield Problem(message, "give the folder another uid", kind="alert-rule", uid=rule.uid)


def _group(files: dict[str, dict[str, _Group]], file: str, rule: CompiledRule | Record) -> _Group:
    return files.setdefault(file, {}).setdefault(rule.group, _Group(rule.group, rule.interval))


def _file(groups: Iterable[_Group]) -> JsonObject:
    return {
        "groups": [
            {"name": group.name, "interval": written(group.interval * UNITS["s"]), "rules": _in_order(group.rules)}
            for group in sorted(groups, key=lambda group: group.name)
        ]
    }


def _in_order(rules: Sequence[JsonObject]) -> list[JsonObject]:
    """Rules by name, each after those that record what it reads: a group is evaluated one after another."""
    by_name = dict[str, list[JsonObject]]()
    for rule in sorted(rules, key=_key):
        by_name.setdefault(rule.get("record", ""), []).append(rule)
    sorter = TopologicalSorter[str]()
    for name, several in by_name.items():
        read = {token.text for rule in several for token in scan(rule["expr"])}
        sorter.add(name, *sorted((read & set(by_name)) - {name}))
    try:
        order = list(sorter.static_order())
    except CycleError:
        # Each reads what the other recorded a moment ago, in any order.
        order = list(by_name)
    return [rule for name in order for rule in by_name[name]]


def _key(rule: JsonObject) -> tuple[str, str, list[tuple[str, str]]]:
    return (rule.get("record", ""), rule.get("alert", ""), sorted(rule.get("labels", {}).items()))
