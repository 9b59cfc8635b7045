"""CompiledRule: an alert rule as both engines need it, before it is written for one of them."""

from collections.abc import Mapping
from typing import Literal

import attrs

from grafmint._unset import Unset
from grafmint.compile.alerting.evaluation import Evaluation
from grafmint.model.alerting.base import Rule
from grafmint.model.alerting.group import RuleGroup
from grafmint.model.alerting.length import seconds
from grafmint.model.base import JsonObject
from grafmint.model.folder import Folder
from grafmint.origin import Origin


@attrs.frozen(kw_only=True)
class CompiledRule:
    """What is evaluated, how often, and what its alerts say.

    `data` and `condition` are Grafana's. `expr`, `operator` and `limit` are what a Prometheus can evaluate, None where
    only Grafana can. `value` is the refId of the number that texts call `$value`. `dashboard` is the uid and the
    panel's id that its alerts lead to. `interval` is in seconds. `renamed_from` is the uid that followed from
    that of its dashboard before.
    """

    uid: str
    name: str
    folder: str
    folder_title: str
    group: str
    interval: int
    data: tuple[JsonObject, ...]
    condition: str
    value: str
    expr: str | None
    operator: Literal[">", "<"] | None
    limit: float | None
    pending_period: str
    keep_firing_for: str | None
    labels: Mapping[str, str]
    annotations: Mapping[str, str]
    dashboard: tuple[str, int | None] | None
    no_data_state: str
    exec_err_state: str
    is_paused: bool
    origin: Origin | None
    origins: Mapping[str, Origin]
    renamed_from: str | None = None


@attrs.frozen(kw_only=True)
class Home:
    """Where a rule stands, now and before, and where its alerts lead to."""

    uid: str
    folder: Folder
    group: RuleGroup
    dashboard: tuple[str, int | None] | None
    origin: Origin | None
    renamed_from: str | None = None


def compiled(rule: Rule, level: str | None, evaluation: Evaluation, home: Home) -> CompiledRule:
    """The rule of an author's value; what it says of `level` is a label, unless the author wrote another one."""
    return CompiledRule(
        uid=home.uid,
        name=rule.name,
        folder=home.folder.uid,
        folder_title=home.folder.title,
        group=home.group.name,
        interval=seconds(home.group.interval),
        data=evaluation.data,
        condition=evaluation.condition,
        value=evaluation.value,
        expr=evaluation.expr,
        operator=evaluation.operator,
        limit=evaluation.limit,
        pending_period=rule.pending_period,
        keep_firing_for=None if isinstance(rule.keep_firing_for, Unset) else rule.keep_firing_for,
        labels={**({} if level is None else {"severity": level}), **rule.labels},
        annotations={**_texts(rule), **rule.annotations},
        dashboard=home.dashboard,
        no_data_state=rule.no_data_state,
        exec_err_state=rule.exec_err_state,
        is_paused=rule.is_paused,
        origin=home.origin,
        origins={**({} if home.origin is None else {"": home.origin}), **evaluation.origins},
        renamed_from=home.renamed_from,
    )


def _texts(rule: Rule) -> dict[str, str]:
    texts = {"summary": rule.summary, "description": rule.description, "runbook_url": rule.runbook_url}
    return {name: text for name, text in texts.items() if not isinstance(text, Unset)}
