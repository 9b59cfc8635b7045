"""The judge: a row and a build to what is wrong; nothing when the row holds."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

import attrs

from . import (
    access,
    alerts,
    all_alerts,
    artifacts,
    commands,
    contents,
    dashboards,
    datasources,
    environments,
    lint,
    messages,
    objectives,
    panels,
    policies,
    routing,
)
from .build import Build, Find, in_each, in_one
from .rows import Assertion, Row


@attrs.frozen
class Rule:
    """How rows of a type are judged, and the keys that they may have beside it."""

    find: Find
    keys: AbstractSet[str] = frozenset()

    @property
    def words(self) -> str:
        """What is judged, in a sentence."""
        return (self.find.__doc__ or "").partition("\n")[0]


def judge(row: Row, build: Build) -> list[str]:
    """What is wrong with a system's build by one row; what the judge does not know is wrong too."""
    empty = [stage for stage, output in build.outputs.items() if not output.documents]
    if empty or not build.outputs:
        return [f"{', '.join(empty) or build.system}: nothing is built"]
    return list(dict.fromkeys(problem for one in row.assertions for problem in _problems(one, build)))


def _problems(assertion: Assertion, build: Build) -> Iterator[str]:
    rule = RULES.get(assertion.get("type", ""))
    if rule is None:
        yield f"the judge knows no assertion {assertion.get('type', '')!r}"
        return
    wish = {key: value for key, value in assertion.items() if key != "type"}
    for key in sorted(wish.keys() - rule.keys):
        yield f"the judge knows no demand {key!r} of {assertion['type']}"
    yield from rule.find({key: value for key, value in wish.items() if key in rule.keys}, build)


_ROUTE = {"match", "channels", "only", "repeat_interval", "response_time", "sms_via"}
_ALERT = {"name", "severity", "threshold", "any_of_metrics", "for", "quantile", "runbook"}
_SLO = {"objective", "name", "value", "unit", "panel_threshold", "service", "latency_s"}
_INHIBITION = {"source", "target", "match_labels", "templates_at_least"}
_TEMPLATE = {"kind", "title", "text", "send_resolved", "severity", "description"}

#: The rules of the tables.
_OF_TABLES: Mapping[str, Rule] = {
    "alert_annotation": Rule(in_each(contents.alert_annotation), {"folder_permissions"}),
    "alert_categories": Rule(in_each(all_alerts.alert_categories), {"categories"}),
    "alert_rule": Rule(in_each(alerts.alert_rule), _ALERT),
    "alerts_exist": Rule(in_each(all_alerts.alerts_exist), {"names", "groups", "values", "per_service"}),
    "all_alerts_have": Rule(in_each(all_alerts.all_alerts_have), {"field", "base", "paths", "fields"}),
    "all_alerts_have_label": Rule(in_each(all_alerts.all_alerts_have_label), {"label"}),
    "all_routes_reach": Rule(in_each(routing.all_routes_reach), {"channel"}),
    "annotation": Rule(in_each(all_alerts.annotation), {"field", "value", "severity"}),
    "artifact": Rule(artifacts.artifact, {"glob", "rules_at_least", "contains", "each_has", "validated_by"}),
    "auth": Rule(environments.auth, {"kind"}),
    "ci_check": Rule(environments.ci_check, {"name"}),
    "command": Rule(commands.command, {"name"}),
    # An Alertmanager before 0.28 has no Teams: such a channel exists where Grafana tells people.
    "contact_points": Rule(in_one(routing.contact_points), {"types"}),
    "dashboard_exists": Rule(dashboards.dashboard_exists, {"title", "aliases"}),
    "dashboard_links": Rule(in_each(contents.dashboard_links), {"dashboard", "to"}),
    "datasource": Rule(datasources.datasource, {"name", "ds_type", "url", "port"}),
    "datasource_health": Rule(commands.datasource_health, {"name"}),
    "datasource_url_overridable": Rule(datasources.datasource_url_overridable),
    "default_receiver": Rule(in_each(routing.default_receiver), {"kind"}),
    "deterministic_build": Rule(environments.deterministic_build),
    "environment": Rule(environments.environment, {"name"}),
    "environment_url": Rule(environments.environment_url, {"prod", "dev"}),
    "environment_url_configurable": Rule(environments.environment_url_configurable),
    "escalation": Rule(in_each(routing.escalation), {"steps", "response"}),
    "export_file_count": Rule(commands.export_file_count, {"equals"}),
    "extension_point": Rule(environments.extension_point, {"proposed"}),
    "folder_permissions": Rule(in_each(access.folder_permissions)),
    "group_by": Rule(in_each(policies.group_by), {"equals", "contains"}),
    "inhibition": Rule(policies.inhibition, _INHIBITION),
    "lint": Rule(lint.lint, {"rule", "max_panels", "min_range", "min_refresh"}),
    "max_time_range": Rule(in_each(dashboards.max_time_range), {"days", "unless"}),
    "no_plaintext_secrets": Rule(access.no_plaintext_secrets, {"forbidden", "except_environment"}),
    "optional_receivers": Rule(messages.optional_receivers, {"variables"}),
    "panel_type_allowed": Rule(in_each(contents.panel_type_allowed), {"allowed", "used_at_least_once", "forbidden"}),
    "panels_exist": Rule(in_each(panels.panels_exist), {"dashboard", "panels"}),
    "plan_shows": Rule(commands.plan_shows, {"what"}),
    "receiver": Rule(in_one(messages.receiver), {"kind", "channel_any_of", "channel", "severities"}),
    "receiver_template": Rule(in_one(messages.receiver_template), _TEMPLATE),
    "roundtrip": Rule(commands.roundtrip, {"what"}),
    "route": Rule(in_each(routing.route), _ROUTE),
    "rules_valid": Rule(artifacts.rules_valid, {"validated_by"}),
    "runbook_count": Rule(in_each(all_alerts.runbook_count), {"value", "paths"}),
    "schema_version_max": Rule(in_each(dashboards.schema_version_max), {"value"}),
    "scrape_target_used": Rule(
        in_each(datasources.scrape_target_used), {"job", "interval", "any_of_metrics", "port", "path"}
    ),
    "send_resolved": Rule(in_each(routing.send_resolved), {"value"}),
    "slo": Rule(in_each(objectives.slo), _SLO),
    "sync_from_empty": Rule(commands.sync_from_empty, {"creates"}),
    "sync_order": Rule(commands.sync_order, {"order"}),
    "tags_contain": Rule(in_each(contents.tags_contain), {"value", "any_of"}),
    "template_contains": Rule(in_one(messages.template_contains), {"value", "slack_links"}),
    "threshold_used": Rule(in_each(alerts.threshold_used), {"values"}),
    "threshold_variables": Rule(all_alerts.threshold_variables, {"names", "defaults"}),
    "time_intervals": Rule(in_each(policies.time_intervals), {"names"}),
    "variable_values": Rule(in_each(contents.variable_values), {"dashboard", "variable", "values"}),
    "webhook_auth": Rule(in_one(messages.webhook_auth)),
}
#: What checks say beyond the assertions of the tables.
_BEYOND: Mapping[str, Rule] = {
    "cluster_variable": Rule(in_each(contents.cluster_variable)),
    "explored": Rule(in_each(contents.explored), {"name"}),
    "plan_creates": Rule(commands.plan_creates, {"kinds"}),
    "rate_windows": Rule(in_each(datasources.rate_windows), {"min"}),
    "same_resources": Rule(environments.same_resources),
    "service_limits": Rule(in_each(all_alerts.service_limits), {"name", "limits", "unit"}),
    "time_intervals_follow": Rule(policies.time_intervals_follow, {"name"}),
    "time_intervals_used": Rule(in_each(policies.time_intervals_used), {"names"}),
}
RULES = {**_OF_TABLES, **_BEYOND}
