"""The alert rules that stand by themselves."""

from collections.abc import Mapping

from grafmint._unset import Unset
from grafmint.compile.alerting.asked import Around, as_written, at_once
from grafmint.compile.alerting.evaluation import Evaluation, against_limit, limit_of, step
from grafmint.compile.alerting.rule import CompiledRule, Home, compiled
from grafmint.compile.letters import ref_ids
from grafmint.compile.scope import Scope
from grafmint.errors import ModelError
from grafmint.expression import Threshold
from grafmint.model.alerting.group import RuleGroup
from grafmint.model.alerting.length import seconds
from grafmint.model.alerting.rule import AlertRule
from grafmint.model.dashboard import Dashboard
from grafmint.model.key import panel_id, panel_key
from grafmint.model.query import Query

_WRITE = "write its value: only a dashboard has variables"


def own_rule(rule: AlertRule, context: Scope) -> CompiledRule:
    """The rule of a value of its own; raises ModelError for what does not fit together."""
    around = Around(context=context, interval=rule.rate_interval, way_out=_WRITE)
    dashboard = _dashboard(rule, context)
    home = Home(
        uid=rule.uid,
        folder=rule.folder,
        group=_group(rule, dashboard) if isinstance(rule.group, Unset) else rule.group,
        dashboard=dashboard,
        origin=rule.origin,
    )
    level = None if isinstance(rule.level, Unset) else rule.level
    if isinstance(rule.thresholds, Unset):
        evaluation = _written(rule, around, context)
    else:
        limit = limit_of(rule.thresholds, level or "")
        evaluation = against_limit(at_once(rule.queries[0], around), limit, seconds(rule.time_range))
    return compiled(rule, level, evaluation, home)


def _written(rule: AlertRule, around: Around, context: Scope) -> Evaluation:
    """The queries as the author wrote them, and the one that decides."""
    letters, twice = ref_ids(rule.queries)
    if twice:
        message = f"AlertRule {rule.name!r}: two queries have the refId {twice[0]!r}"
        raise ModelError(message, hint="write another ref_id= in one of them, or leave it out")
    context.ref_ids = {id(query): letter for query, letter in zip(rule.queries, letters, strict=True)}
    named = dict(zip(letters, rule.queries, strict=True))
    condition, span = _condition(rule, named), seconds(rule.time_range)
    return Evaluation(
        data=tuple(
            step(letter, as_written(query, around), around.source(query), span) for letter, query in named.items()
        ),
        condition=condition,
        value=_value(named[condition], condition, context),
        origins={f"/data/{n}": query.origin for n, query in enumerate(rule.queries) if query.origin is not None},
    )


def _condition(rule: AlertRule, named: Mapping[str, Query]) -> str:
    wanted = rule.condition
    if not isinstance(wanted, str):
        # The very object, before one that is only equal to it.
        letters = sorted(named, key=lambda letter: named[letter] is not wanted)
        return next(letter for letter in letters if named[letter] == wanted)
    if wanted not in named:
        message = f"AlertRule {rule.name!r}: its condition {wanted!r} is none of its queries"
        raise ModelError(message, hint="write " + " or ".join(f'condition="{letter}"' for letter in named))
    return wanted


def _value(decides: Query, condition: str, context: Scope) -> str:
    """Where the number is that texts show: what a threshold compares, else what decides."""
    return context.ref_id(decides.expression, decides) if isinstance(decides, Threshold) else condition


def _group(rule: AlertRule, dashboard: tuple[str, int | None] | None) -> RuleGroup:
    return RuleGroup(name=rule.folder.uid if dashboard is None else dashboard[0])


def _dashboard(rule: AlertRule, context: Scope) -> tuple[str, int | None] | None:
    if isinstance(rule.dashboard, Unset):
        return None
    if isinstance(rule.dashboard, str):
        context.check_dashboard(rule.dashboard, f"AlertRule {rule.name!r}")
        return rule.dashboard, None if isinstance(rule.panel, Unset) else context.panel_id(rule.dashboard, rule.panel)
    return rule.dashboard.uid, None if isinstance(rule.panel, Unset) else _panel_id(rule.dashboard, rule.panel)


def _panel_id(dashboard: Dashboard, key: str) -> int:
    wanted = dashboard.panel(key)
    return next(panel_id(panel, panel_key(panel, row)) for row, panel in dashboard.placed if panel is wanted)
