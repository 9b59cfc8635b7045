"""AlertRule and RecordingRule: rules that stand by themselves."""

import re
from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.alerting.base import Rule
from grafmint.model.alerting.group import RuleGroup
from grafmint.model.alerting.label import check_names
from grafmint.model.alerting.limit import check_limit
from grafmint.model.base import UNWRITTEN, Traced, frozen, many, unwritten
from grafmint.model.dashboard import Dashboard
from grafmint.model.folder import Folder
from grafmint.model.query import Query
from grafmint.model.threshold import Thresholds
from grafmint.promql import Expr

_METRIC = re.compile(r"[A-Za-z_:][A-Za-z0-9_:]*")


def queries_of(value: Query | Iterable[Query]) -> tuple[Query, ...]:
    """One query or several."""
    return many(value)


@frozen(kw_only=True)
class AlertRule(Rule):
    """An alert rule of its own.

    Either `thresholds` and `level` say at which number its only query fires, or `condition` names the expression among
    `queries` that decides, and `level` is only the label `severity`. `dashboard` and `panel` (its key) are where its
    alerts lead to; a text is the uid of a dashboard of the project.
    """

    is_resource: ClassVar[bool] = True

    uid: str = attrs.field(metadata=UNWRITTEN)
    folder: Folder = attrs.field(metadata=UNWRITTEN)
    queries: tuple[Query, ...] = attrs.field(converter=queries_of, metadata=UNWRITTEN)
    thresholds: Thresholds | Unset = unwritten()
    level: Literal["critical", "warning", "info"] | Unset = unwritten()
    condition: Query | str | Unset = unwritten()
    dashboard: Dashboard | str | Unset = unwritten()
    panel: str | Unset = unwritten()

    def _validate(self) -> None:
        Rule._validate(self)
        owner = f"AlertRule {self.name!r}"
        if not self.queries:
            raise ModelError(f"{owner} has no query", hint="write queries=Query(expr=…)")
        if isinstance(self.thresholds, Unset) == isinstance(self.condition, Unset):
            raise ModelError(
                f"{owner} needs thresholds or a condition, one of the two",
                hint='write thresholds=above(critical=…) and level="critical"',
            )
        if isinstance(self.condition, Unset):
            self._check_number(owner)
        elif isinstance(self.condition, Query) and self.condition not in self.queries:
            raise ModelError(f"{owner}: the condition is none of its queries", hint="put it into queries=[…] as well")
        if isinstance(self.dashboard, Unset) and not isinstance(self.panel, Unset):
            raise ModelError(f"{owner}: panel={self.panel!r} without its dashboard", hint="write dashboard=… beside it")

    def _check_number(self, owner: str) -> None:
        if isinstance(self.level, Unset):
            raise ModelError(f"{owner} has thresholds and no level", hint='write level="critical" or "warning"')
        if self.level == "info":
            raise ModelError(
                f'{owner}: thresholds have no number for level="info"',
                hint='write condition=… instead of them, or level="warning"',
            )
        check_limit(owner, self.thresholds, self.level)
        if len(self.queries) > 1:
            raise ModelError(
                f"{owner} has {len(self.queries)} queries, and thresholds are for one",
                hint="leave the others out, or write condition=… instead of thresholds",
            )


@frozen(kw_only=True)
class RecordingRule(Traced):
    """A series that Prometheus computes ahead: `record` is its name, written as level:metric:operations.

    Source: https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
    """

    is_resource: ClassVar[bool] = True

    record: str
    expr: str | Expr
    group: RuleGroup
    labels: Mapping[str, str] = unwritten(default=attrs.Factory(dict))

    def _validate(self) -> None:
        owner = f"RecordingRule {self.record!r}"
        if not _METRIC.fullmatch(self.record):
            raise ModelError(
                f"{owner}: this is no name of a metric", hint='write level:metric:operations, such as "job:up:sum"'
            )
        if not str(self.expr).strip():
            raise ModelError(f"{owner}: the query is empty", hint="write expr=…")
        check_names(owner, "labels", self.labels)
