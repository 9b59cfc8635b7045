"""Breaks: for each type of row a change of the build that no row of the type survives."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from .alert import alerts
from .alert_mutation import all_of, in_alert, without
from .build import Build, Document
from .mutation import Mutation, in_documents, in_panel
from .names import is_called
from .rows import Row
from .shop_deeds import Done

#: What a row demands to the change that breaks it.
Break = Callable[[Mapping[str, Any]], Mutation]


def broken(row: Row, build: Build) -> Build:
    """The build with the change that the row's first assertion must not survive."""
    wish = row.assertions[0]
    return BREAKS[wish["type"]](wish)(build)


def _retitled(document: Any) -> None:
    document["title"] = f"Not {document['title']}"


def _board(wish: Mapping[str, Any]) -> Mutation:
    titles = [wish.get("title", wish.get("dashboard")), *wish.get("aliases", ())]
    return all_of(*(in_documents("dashboard", title, _retitled) for title in titles))


def _panel(wish: Mapping[str, Any]) -> Mutation:
    return in_panel(wish["dashboard"], wish["panels"][-1]["title"], _retitled)


def _bare(board: Any) -> None:
    """Nothing on it, and nothing said of it."""
    board.update(panels=[], links=[], tags=[], description="", templating={}, annotations={}, time={}, schemaVersion=99)


def _without_alerts(wish: Mapping[str, Any]) -> Mutation:
    return all_of(without("alert-rule"), without("prometheus-rules"))


def _bare_boards(wish: Mapping[str, Any]) -> Mutation:
    return all_of(in_documents("dashboard", "", _bare), _without_alerts(wish))


def _without_routing(wish: Mapping[str, Any]) -> Mutation:
    kinds = ("policy", "contact-point", "alertmanager", "template", "alertmanager-template", "mute-timing")
    return all_of(*map(without, kinds), _bare_boards(wish))


def _other_severity(wish: Mapping[str, Any]) -> Mutation:
    def mutate(build: Build) -> Build:
        found = [one for output in build.outputs.values() for one in alerts(output)]
        names = {one.name for one in found if is_called(one, wish["name"])}
        changes = (in_alert(name, lambda rule: rule["labels"].update(severity="none")) for name in names)
        return all_of(*changes)(build)

    return mutate


def _undone(wish: Mapping[str, Any]) -> Mutation:
    return lambda build: attrs.evolve(build, deeds=Done(), created=())


def _fixed(wish: Mapping[str, Any]) -> Mutation:
    return lambda build: attrs.evolve(build, elsewhere=build.outputs)


def _nowhere(wish: Mapping[str, Any]) -> Mutation:
    return lambda build: attrs.evolve(
        build, addresses={}, workflows={}, outputs={f"not-{stage}": one for stage, one in build.outputs.items()}
    )


def _renamed(wish: Mapping[str, Any]) -> Mutation:
    def mutate(one: Any) -> None:
        one["name"] = f"not {one['name']}"

    return in_documents("datasource", "", mutate)


def _one_less(wish: Mapping[str, Any]) -> Mutation:
    """A folder that only one environment has."""
    other = Document(kind="folder", uid="other", title="Other", json={"uid": "other", "title": "Other"})

    def mutate(build: Build) -> Build:
        one = next(iter(build.outputs.values()))
        more = attrs.evolve(one, documents=(*one.documents, other))
        return attrs.evolve(build, outputs={**build.outputs, "another": more})

    return mutate


def _secret(wish: Mapping[str, Any]) -> Mutation:
    return in_documents("datasource", "", lambda one: one.update(secureJsonData={"password": "hunter2"}))


def _open(wish: Mapping[str, Any]) -> Mutation:
    return in_documents("folder", "", lambda one: one.update(permissions=[]))


def _short(wish: Mapping[str, Any]) -> Mutation:
    def shorten(parent: Any) -> None:
        for one in parent.get("panels", ()):
            shorten(one)
            for target in one.get("targets", ()):
                target["expr"] = "rate(up[10s])"

    return in_documents("dashboard", "", shorten)


def _retired(wish: Mapping[str, Any]) -> Mutation:
    def retire(parent: Any) -> None:
        for one in parent.get("panels", ()):
            retire(one)
            one["type"] = one["type"] if one["type"] == "row" else wish["forbidden"][0]

    return in_documents("dashboard", "", retire)


def _artifact(wish: Mapping[str, Any]) -> Mutation:
    return all_of(_without_alerts(wish), _without_routing(wish), _undone(wish))


BREAKS: Mapping[str, Break] = {
    **dict.fromkeys(("dashboard_exists", "dashboard_links", "variable_values"), _board),
    "panels_exist": _panel,
    "panel_type_allowed": _retired,
    "rate_windows": _short,
    "alert_rule": _other_severity,
    **dict.fromkeys(("datasource", "explored"), _renamed),
    **dict.fromkeys(("datasource_url_overridable",), _fixed),
    **dict.fromkeys(
        (
            *("alert_annotation", "cluster_variable", "max_time_range", "schema_version_max", "scrape_target_used"),
            *("slo", "tags_contain", "threshold_used"),
        ),
        _bare_boards,
    ),
    **dict.fromkeys(
        (
            *("alert_categories", "alerts_exist", "all_alerts_have", "all_alerts_have_label", "annotation"),
            *("rules_valid", "runbook_count", "service_limits"),
        ),
        _without_alerts,
    ),
    **dict.fromkeys(
        (
            *("all_routes_reach", "contact_points", "default_receiver", "escalation", "group_by", "inhibition", "lint"),
            *("receiver", "receiver_template", "route", "send_resolved", "template_contains", "time_intervals"),
            *("time_intervals_used", "webhook_auth"),
        ),
        _without_routing,
    ),
    **dict.fromkeys(
        (
            *("auth", "command", "datasource_health", "deterministic_build", "environment_url_configurable"),
            *("export_file_count", "extension_point", "optional_receivers", "plan_creates", "plan_shows", "roundtrip"),
            *("sync_from_empty", "sync_order", "threshold_variables", "time_intervals_follow"),
        ),
        _undone,
    ),
    **dict.fromkeys(("ci_check", "environment", "environment_url"), _nowhere),
    "artifact": _artifact,
    "same_resources": _one_less,
    "no_plaintext_secrets": _secret,
    "folder_permissions": _open,
}
