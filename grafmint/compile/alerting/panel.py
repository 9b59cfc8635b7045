"""The alerts of a panel: rules from its query, its number and its link."""

from typing import cast

from grafmint._unset import Unset
from grafmint.compile.alerting.asked import Around, at_once
from grafmint.compile.alerting.evaluation import against_limit, limit_of
from grafmint.compile.alerting.rule import CompiledRule, Home, compiled
from grafmint.compile.board import Watched
from grafmint.compile.scope import EXPRESSION
from grafmint.errors import ModelError
from grafmint.model.alerting.alert import Alert
from grafmint.model.alerting.group import RuleGroup
from grafmint.model.alerting.length import seconds
from grafmint.model.context import Context
from grafmint.model.dashboard import Dashboard
from grafmint.model.key import slug
from grafmint.model.query import Query
from grafmint.model.threshold import Thresholds
from grafmint.model.uid import LONGEST, uid_problem


def panel_rule(alert: Alert, watched: Watched, context: Context) -> CompiledRule:
    """The rule of one alert; raises ModelError for what the panel does not say, or says several times."""
    dashboard, panel = watched.dashboard, watched.panel
    folder = dashboard.folder if isinstance(alert.folder, Unset) else alert.folder
    if isinstance(folder, Unset):
        raise ModelError(
            f"Alert {alert.name!r} has no folder, for its dashboard has none",
            hint="write folder=Folder(…) in the alert or in the dashboard",
        )
    limit = limit_of(cast("Thresholds", panel.thresholds), alert.level)
    around = Around(
        context=context,
        variables=dashboard.variables,
        datasource=panel.datasource,
        interval=alert.rate_interval,
    )
    home = Home(
        uid=_uid(alert, dashboard),
        folder=folder,
        group=RuleGroup(name=dashboard.uid) if isinstance(alert.group, Unset) else alert.group,
        dashboard=(dashboard.uid, watched.id),
        origin=alert.origin or panel.origin or dashboard.origin,
        renamed_from=_former(alert, dashboard),
    )
    evaluation = against_limit(at_once(_query(alert, watched), around), limit, seconds(alert.time_range))
    return compiled(alert, alert.level, evaluation, home)


def _query(alert: Alert, watched: Watched) -> Query:
    """The panel's query that an alert is about."""
    queries, wanted = watched.panel.queries, alert.query
    names = dict(zip(watched.ref_ids, queries, strict=True))
    choice = " or ".join(f'query="{name}"' for name in names)
    owner = f"panel {watched.panel.title!r}"
    if isinstance(wanted, Unset):
        if len(queries) != 1:
            raise _unclear(f"{owner} has", f"Alert {alert.name!r}", len(queries), choice)
        found: Query | None = queries[0]
    elif isinstance(wanted, str):
        found = names.get(wanted)
    else:
        found = next((query for query in queries if query is wanted), None)
        found = found or next((query for query in queries if query == wanted), None)
    if found is None:
        named = f" {wanted!r}" if isinstance(wanted, str) else ""
        raise ModelError(f"Alert {alert.name!r}: its query{named} is not on {owner}", hint=f"write {choice}")
    if found.datasource_type == EXPRESSION:
        raise ModelError(
            f"Alert {alert.name!r}: its query is an expression over others",
            hint="write an AlertRule with queries=[…] and condition=…",
        )
    return found


def _unclear(panel_has: str, alert: str, count: int, choice: str) -> ModelError:
    if not count:
        return ModelError(f"{panel_has} no query, and {alert} asks nothing", hint="write queries=… in the panel")
    return ModelError(
        f"{panel_has} {count} queries, and {alert} does not say which it is about", hint=f"write {choice}"
    )


def _uid(alert: Alert, dashboard: Dashboard) -> str:
    if not isinstance(alert.uid, Unset):
        return alert.uid
    uid = _derived(alert, dashboard.uid)
    problem = uid_problem(uid)
    if problem is not None:
        raise ModelError(
            f"Alert {alert.name!r}: its uid {uid!r} {problem}",
            hint=_uid_hint(alert),
        )
    return uid


def _uid_hint(alert: Alert) -> str:
    if alert.origin is None or alert.origin.is_call_of(Alert):
        return f"write uid=… in the alert, at most {LONGEST} of A-Z a-z 0-9 _ -, and keep it forever"
    return "give it a shorter name, of A-Z a-z 0-9 _ -"


def _former(alert: Alert, dashboard: Dashboard) -> str | None:
    """The uid that it had while its dashboard had another one."""
    if not isinstance(alert.uid, Unset) or isinstance(dashboard.renamed_from, Unset):
        return None
    former = _derived(alert, dashboard.renamed_from)
    # One that cannot be was never there.
    return former if uid_problem(former) is None else None


def _derived(alert: Alert, dashboard: str) -> str:
    return f"{dashboard}-{slug(alert.name)}"
