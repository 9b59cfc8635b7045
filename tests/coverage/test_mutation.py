"""The judges against the real build with one thing changed: the change turns its own rows red, and no other."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from .build import Build, Output
from .mutation import Change, Mutation, in_documents, in_outputs, in_panel, in_settings, problems


def without_panel(dashboard: str, title: str) -> Mutation:
    """Take a panel off a dashboard."""

    def mutate(parent: Any) -> None:
        parent["panels"] = [one for one in parent["panels"] if one.get("title") != title or one["type"] == "row"]
        for one in parent["panels"]:
            if one.get("panels"):
                mutate(one)

    return in_documents("dashboard", dashboard, mutate)


def in_expressions(old: str, new: str) -> Change:
    """Write something else in the queries of a panel."""

    def change(panel: Any) -> None:
        for target in panel["targets"]:
            target["expr"] = target["expr"].replace(old, new)

    return change


def without_queries(text: str) -> Change:
    """Take the queries with a text in them off a panel."""
    return lambda panel: panel.update(targets=[one for one in panel["targets"] if text not in one["expr"]])


def without_folders(output: Output) -> Output:
    """Take every folder out of an environment."""
    return attrs.evolve(output, documents=tuple(one for one in output.documents if one.kind != "folder"))


def twice(dashboard: str) -> Callable[[Output], Output]:
    """Build a dashboard a second time under another uid."""

    def change(output: Output) -> Output:
        (one,) = output.dashboards(dashboard)
        copy = attrs.evolve(one, uid="copy", json={**one.json, "uid": "copy"})
        return attrs.evolve(output, documents=(*output.documents, copy))

    return change


def only_local(build: Build) -> Build:
    """Leave every environment out but the local one."""
    return attrs.evolve(build, outputs={"local": build.outputs["local"]})


def without_created(title: str) -> Mutation:
    """Leave a dashboard out of what a sync creates."""
    return lambda build: attrs.evolve(build, created=tuple(one for one in build.created if one != title))


def fixed(build: Build) -> Build:
    """Build the same whatever the values of an environment."""
    return attrs.evolve(build, elsewhere=build.outputs)


OVERVIEW, APPLICATION, DATABASE = "System Overview", "Application Performance", "Database Metrics"
BUSINESS, CUSTOM = "Business Analytics", "Custom Metrics"

MUTATIONS: dict[str, tuple[Mutation, set[str]]] = {
    "other warning": (in_panel(OVERVIEW, "CPU utilization", in_settings(70, 71)), {"MRL-PANEL-05"}),
    "other critical": (in_panel(OVERVIEW, "Memory usage", in_settings(85, 86)), {"MRL-PANEL-06"}),
    "swapped colours": (in_panel(OVERVIEW, "Disk usage", in_settings("orange", "yellow")), {"MRL-PANEL-08"}),
    "lost named threshold": (in_panel(OVERVIEW, "Scaling triggers", in_settings(75, 76)), {"MRL-PANEL-11"}),
    "removed panel": (
        without_panel(OVERVIEW, "Disk I/O"),
        {"MRL-PANEL-07", "MRL-PANEL-07 unit", "MRL-PANEL-07 type"},
    ),
    "other panel title": (
        in_panel(DATABASE, "Replication lag", lambda panel: panel.update(title="Replica lag")),
        {"MRL-PANEL-23", "MRL-PANEL-23 unit", "MRL-PANEL-23 type"},
    ),
    "removed quantile": (in_panel(APPLICATION, "Request latency", without_queries("0.99")), {"MRL-PANEL-12"}),
    "other quantile": (in_panel(APPLICATION, "Request latency", in_expressions("0.95", "0.9")), {"MRL-PANEL-12"}),
    "other metric": (
        in_panel(APPLICATION, "Concurrent users", in_expressions("mint_concurrent_users", "mint_users")),
        {"MRL-PANEL-17"},
    ),
    "one metric of several": (
        in_panel(CUSTOM, "Cache hit/miss rates", in_expressions("redis_keyspace_misses_total", "redis_misses_total")),
        {"MRL-PANEL-32"},
    ),
    "hidden queries": (
        in_panel(BUSINESS, "User activity", lambda panel: [one.update(hide=True) for one in panel["targets"]]),
        {"MRL-PANEL-24"},
    ),
    "broken query": (in_panel(OVERVIEW, "System load", in_expressions("node_load", "node_load((")), {"MRL-PANEL-10"}),
    "other unit": (in_panel(DATABASE, "Query performance", in_settings("ms", "s")), {"MRL-PANEL-19 unit"}),
    "other panel type": (
        in_panel(DATABASE, "Lock statistics", lambda panel: panel.update(type="table")),
        {"MRL-PANEL-21 type"},
    ),
    "short window": (
        in_panel(APPLICATION, "Cache performance", in_expressions("$__rate_interval", "1m")),
        {"MRL-DS-05"},
    ),
    "second dashboard": (in_outputs(twice(APPLICATION)), {"MRL-DASH-02"}),
    "no time range": (
        in_documents("dashboard", BUSINESS, lambda board: board.update(time={"from": "now", "to": "now"})),
        {"MRL-DASH-04", "MRL-OPS-06"},
    ),
    "no folders": (
        in_outputs(without_folders),
        {"MRL-DASH-01", "MRL-DASH-02", "MRL-DASH-03", "MRL-DASH-04", "MRL-DASH-05", "MRL-SEC-02"},
    ),
    "not created": (without_created(CUSTOM), {"MRL-DASH-06"}),
    "long time range": (
        in_documents("dashboard", OVERVIEW, lambda board: board["time"].update({"from": "now-30d"})),
        {"MRL-OPS-06"},
    ),
    "later schema": (
        in_documents("dashboard", CUSTOM, lambda board: board.update(schemaVersion=38)),
        {"MRL-OPS-12"},
    ),
    "later panel type": (
        in_panel(OVERVIEW, "Alert overview", lambda panel: panel.update(type="datagrid")),
        {"MRL-OPS-12", "MRL-PANEL-03 type"},
    ),
    "other address": (
        in_documents("datasource", "Loki", lambda source: source.update(url=source["url"] + "/loki")),
        {"MRL-DS-02", "MRL-SEC-04"},
    ),
    "other datasource type": (
        in_documents("datasource", "Prometheus", lambda source: source.update(type="mimir")),
        {"MRL-DS-01", "MRL-DS-05", "MRL-DS-06"},
    ),
    "no settings": (
        in_documents("datasource", "CloudWatch", lambda source: source.update(jsonData={})),
        {"MRL-DS-03"},
    ),
    "secret in plain text": (
        in_documents("datasource", "CloudWatch", lambda source: source.update(secureJsonData={"secretKey": "hunter2"})),
        {"MRL-DS-03", "MRL-SEC-01"},
    ),
    "nothing per environment": (fixed, {"MRL-DS-03", "MRL-SEC-04"}),
    "no permissions": (
        in_documents("folder", "", lambda folder: folder.update(permissions=[])),
        {"MRL-SEC-02"},
    ),
    "only local": (only_local, {"MRL-DS-01", "MRL-DS-02", "MRL-OPS-09"}),
}


@pytest.fixture(scope="module")
def red(real: Build) -> frozenset[str]:
    """What is red without any change."""
    return frozenset(problems(real))


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_change_turns_its_own_rows_red(name: str, real: Build, red: frozenset[str]) -> None:
    """What a change breaks was sound before and is wrong after, and nothing else is touched by it."""
    mutate, broken = MUTATIONS[name]
    assert not broken & red
    assert problems(mutate(real)).keys() - red == broken


def test_changes_leave_the_build_alone(real: Build, red: frozenset[str]) -> None:
    """A change is made to a copy: after all of them the build is judged as before."""
    for mutate, _ in MUTATIONS.values():
        mutate(real)
    assert problems(real).keys() == red
