"""Book: the rules of a project: each uid once, each group with one interval."""

from collections.abc import Mapping
from pathlib import Path

import attrs

from grafmint.compile.alerting.rule import CompiledRule
from grafmint.compile.prometheus.rules import Record
from grafmint.finding import Finding
from grafmint.model.alerting.alert import Alert
from grafmint.model.alerting.rule import AlertRule
from grafmint.origin import Origin

Labels = tuple[tuple[str, str], ...]


@attrs.define
class Book:
    """Fills up while a project is compiled; what does not fit together becomes a finding at the second place."""

    root: Path
    findings: list[Finding]
    rules: dict[str, CompiledRule] = attrs.field(factory=dict, init=False)
    records: dict[tuple[str, Labels], tuple[Record, Origin | None]] = attrs.field(factory=dict, init=False)
    _intervals: dict[tuple[str | None, str], tuple[int, Origin | None]] = attrs.field(factory=dict, init=False)

    def add(self, rule: CompiledRule) -> None:
        """Take in an alert rule."""
        before = self.rules.setdefault(rule.uid, rule)
        if before != rule:
            way_out = (
                "rename one of them, or write uid=…" if _has_uids(before, rule) else "give one of them another name"
            )
            self._twice(f"alert rule {rule.uid!r}", before.origin, rule.origin, f"a uid is one resource: {way_out}")
        self._group(rule.folder, rule.group, rule.interval, rule.origin)

    def add_record(self, record: Record, origin: Origin | None) -> None:
        """Take in a recording rule."""
        key = (record.record, tuple(sorted(record.labels.items())))
        before, other = self.records.setdefault(key, (record, origin))
        if before != record or other is not origin:
            self._twice(f"the series {record.record!r}", other, origin, "rename one of them, or give it labels")
        self._group(None, record.group, record.interval, origin)

    def answered(self, responses: Mapping[str, Mapping[str, str]]) -> list[CompiledRule]:
        """The rules by uid, with the annotations that their severities add; what the author wrote stays."""
        return [
            attrs.evolve(rule, annotations={**responses.get(rule.labels.get("severity", ""), {}), **rule.annotations})
            for _, rule in sorted(self.rules.items())
        ]

    def _group(self, folder: str | None, name: str, interval: int, origin: Origin | None) -> None:
        before, other = self._intervals.setdefault((folder, name), (interval, origin))
        if before != interval:
            where = self._at(other) or " elsewhere"
            message = f"group {name!r} has an interval of {before} seconds{where}, and of {interval} here"
            self._report("group-interval", message, origin, "make the two agree, or name another group")

    def _twice(self, what: str, other: Origin | None, origin: Origin | None, way_out: str) -> None:
        self._report("duplicate-uid", f"{what} is also defined{self._at(other)}", origin, way_out)

    def _at(self, origin: Origin | None) -> str:
        return f" at {origin.inner.relative_to(self.root)}" if origin is not None else ""

    def _report(self, rule: str, message: str, origin: Origin | None, way_out: str) -> None:
        place = None if origin is None else origin.inner
        self.findings.append(Finding(rule=rule, severity="error", message=message, hint=way_out, place=place))


def _has_uids(*rules: CompiledRule) -> bool:
    """Whether they take a uid where they were written: not where shared code has made them of something else."""
    return all(rule.origin is None or rule.origin.is_call_of(Alert, AlertRule) for rule in rules)
