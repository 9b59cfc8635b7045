"""Datasources: found by type, by name, by object or by variable, in this environment."""

from collections.abc import Callable
from typing import Any, cast

import attrs
import pytest

from grafmint import (
    AdhocVariable,
    Annotation,
    Dashboard,
    DatasourceVariable,
    ExploreLink,
    Panel,
    QueryVariable,
    Stat,
    TimeSeries,
    loki,
    prometheus,
)
from grafmint.bundle import Bundle

Build = Callable[..., Bundle]
Problems = Callable[..., list[str]]

METRICS = prometheus.Datasource(name="metrics", url="http://metrics")


def board(query: Any = None, **options: Any) -> Dashboard:
    """A dashboard with one query."""
    panels = () if query is None else Stat(title="CPU", queries=query)
    return Dashboard(uid="a", title="A", panels=panels, **options)


def up(**options: Any) -> prometheus.Query:
    """A query like any other."""
    return prometheus.Query(expr="up", **options)


@pytest.mark.parametrize(
    ("reference", "uid"),
    [
        ({}, "metrics-uid"),
        ({"datasource": "metrics"}, "metrics-uid"),
        ({"datasource": METRICS}, "metrics-uid"),
        ({"datasource": DatasourceVariable(name="ds", plugin="prometheus")}, "${ds}"),
    ],
)
def test_a_datasource_is_found(build: Build, reference: dict[str, Any], uid: str) -> None:
    """By its type alone, by its logical name, by the object, or by the variable that selects it."""
    bundle = build(board(up(**reference)))
    assert bundle.findings == ()
    assert bundle.entries[0].json["panels"][0]["datasource"] == {"type": "prometheus", "uid": uid}


def test_a_datasource_that_is_defined_needs_no_declaration(build: Build) -> None:
    """Its name is its uid unless the environment maps it, and the bundle knows its type."""
    bundle = build(METRICS, board(up()), datasource_types={}, datasources={})
    assert bundle.findings == ()
    assert [(entry.kind, entry.uid) for entry in bundle] == [("datasource", "metrics"), ("dashboard", "a")]
    assert bundle.entries[1].json["panels"][0]["datasource"]["uid"] == "metrics"
    assert bundle.datasources == {"metrics": "prometheus"}


USES: list[tuple[str, Dashboard]] = [
    ("panel", board(up())),
    ("variable", board(variables=QueryVariable(name="a", query=prometheus.LabelValues(label="a")))),
    ("filters", board(variables=AdhocVariable(name="a"))),
    ("annotation", board(annotations=Annotation(name="A", query=up()))),
    ("link", Dashboard(uid="a", title="A", panels=TimeSeries(title="A", links=ExploreLink(title="L", query=up())))),
]


@pytest.mark.parametrize("dashboard", [use for _, use in USES], ids=[name for name, _ in USES])
def test_the_order_of_modules_does_not_matter(build: Build, dashboard: Dashboard) -> None:
    """A dashboard may come before the datasource that it asks: the documents are the same."""
    changes: dict[str, Any] = {"datasource_types": {}, "datasources": {}}
    early, late = build(METRICS, dashboard, **changes), build(dashboard, METRICS, **changes)
    assert early == late
    assert early.findings == ()
    document = late.entries[1].document
    assert b'"uid": "metrics"' in document or b"%22uid%22:%22metrics%22" in document


def test_a_datasource_may_name_a_later_one(build: Build) -> None:
    """Exemplars lead to a tracing datasource that a later module defines."""
    metrics = attrs.evolve(METRICS, exemplars="traces")
    traces = loki.Datasource(name="traces", url="http://traces")
    bundle = build(metrics, traces, datasource_types={}, datasources={})
    assert bundle.findings == ()
    document = bundle.entries[0].json
    assert document["jsonData"]["exemplarTraceIdDestinations"][0]["datasourceUid"] == "traces"


@pytest.mark.parametrize("dashboard", [use for _, use in USES], ids=[name for name, _ in USES])
def test_no_datasource_of_the_type_is_an_error(problems: Problems, dashboard: Dashboard) -> None:
    """The way out names the type."""
    assert problems(dashboard, datasource_types={"logs": "loki"}) == [
        (
            "unknown-datasource: environment 'test' has no datasource of type prometheus "
            "(write prometheus.Datasource(name=…, url=…) in a module, or name one that exists in grafmint.toml: "
            '[datasources] NAME = "prometheus" and [env.test] datasources = { NAME = "UID" })'
        )
    ]


def test_two_of_one_type_are_an_error_that_lists_both(problems: Problems) -> None:
    """For each place that names none; one that does is fine."""
    types = {"west": "prometheus", "east": "prometheus"}
    dashboard = board([up(), up(datasource="west")])
    assert problems(dashboard, datasource_types=types, datasources={"west": "w", "east": "e"}) == [
        (
            "ambiguous-datasource: the query names no datasource, and 2 are of type prometheus: east, west "
            '(write datasource="east" or another)'
        )
    ]


def test_a_second_one_that_comes_late_is_as_ambiguous(problems: Problems) -> None:
    """A module that is read after the dashboard may bring it."""
    late = prometheus.Datasource(name="other", url="http://other")
    assert [each.partition(":")[0] for each in problems(board(up()), late)] == ["ambiguous-datasource"]


def test_each_place_that_is_ambiguous_is_named(build: Build) -> None:
    """Two queries on two lines are two findings."""
    first = prometheus.Query(expr="up")
    second = prometheus.Query(expr="up")
    types = {"west": "prometheus", "east": "prometheus"}
    findings = build(board([first, second]), datasource_types=types, datasources={"west": "w", "east": "e"}).findings
    lines = {query.origin.inner.line for query in (first, second) if query.origin is not None}
    assert {each.place.line for each in findings if each.place is not None} == lines
    assert len(lines) == 2


def test_an_unknown_name_is_an_error_with_a_suggestion(build: Build) -> None:
    """At the query that names it."""
    query = up(datasource="metrcs")
    (finding,) = build(board(query)).findings
    assert (finding.rule, finding.message) == ("unknown-datasource", "unknown datasource 'metrcs'")
    assert finding.hint == "did you mean 'metrics'?"
    assert query.origin is not None
    assert finding.place is not None
    assert finding.place.line == query.origin.inner.line


def test_a_datasource_of_another_type_is_an_error(problems: Problems) -> None:
    """Prometheus cannot answer LogQL."""
    assert problems(board(loki.Query(expr="{}", datasource="metrics"))) == [
        (
            "datasource-type: datasource 'metrics' is a prometheus, the query is for a loki "
            "(use a loki datasource, or the query of prometheus)"
        )
    ]


@pytest.mark.parametrize("reference", [METRICS, DatasourceVariable(name="ds", plugin="prometheus")])
def test_an_object_of_another_type_is_an_error_too(problems: Problems, reference: object) -> None:
    """Named by the object or by a variable it is as wrong as by name."""
    found = problems(METRICS, board(loki.Query(expr="{}", datasource=cast("Any", reference))))
    assert [each.partition(":")[0] for each in found] == ["datasource-type"]


def test_a_definition_that_contradicts_its_declaration_is_an_error(problems: Problems) -> None:
    """The module and grafmint.toml must agree."""
    assert problems(METRICS, datasource_types={"metrics": "loki"}) == [
        "datasource-type: datasource 'metrics' is a prometheus here and a loki in grafmint.toml (make the two agree)"
    ]


def test_a_declared_one_without_a_uid_is_an_error_where_it_is_asked(problems: Problems) -> None:
    """In an environment that neither maps nor defines it; unasked it is none."""
    assert problems(board(up()), datasources={}) == [
        (
            "unmapped-datasource: datasource 'metrics' has no uid in environment 'test' "
            '(define it in a module, or map it: [env.test] datasources = { metrics = "UID" })'
        )
    ]
    assert problems(board(), datasources={}) == []
    assert problems(METRICS, board(up()), datasources={}) == []


def test_a_name_that_is_no_uid_is_an_error(problems: Problems) -> None:
    """The environment may map it to one that is."""
    datasource = prometheus.Datasource(name="The metrics", url="http://metrics")
    (found,) = problems(datasource)
    assert found.startswith("uid-form: datasource 'The metrics': its uid has characters other than")
    assert "map it in [env.test] datasources, or choose another name" in found
    assert problems(datasource, datasources={"The metrics": "metrics"}) == []


@pytest.mark.parametrize("name", ["-- Grafana --", "-- Dashboard --", "-- Mixed --"])
def test_grafanas_own_datasources_are_there(build: Build, name: str) -> None:
    """They are named with dashes and need no declaration."""
    from grafmint import RawQuery

    query = RawQuery(type="datasource", datasource=name, query={})
    bundle = build(board(query))
    assert bundle.findings == ()
    assert bundle.entries[0].json["panels"][0]["datasource"] == {"type": "datasource", "uid": name}


def test_the_bundle_lists_the_datasources_by_uid(build: Build) -> None:
    """Declared and defined ones, with their types, for the checks."""
    other = loki.Datasource(name="other", url="http://other")
    assert build(other).datasources == {"metrics-uid": "prometheus", "logs-uid": "loki", "other": "loki"}


def test_a_panel_of_every_class_may_name_its_datasource(build: Build) -> None:
    """Also one whose queries name none."""
    panels: list[Panel] = [Stat(title="A", queries=up(), datasource="metrics")]
    types = {"metrics": "prometheus", "other": "prometheus"}
    bundle = build(Dashboard(uid="a", title="A", panels=panels), datasource_types=types)
    assert bundle.findings == ()
