"""Against: two servers of one project, and what differs beyond what its code says."""

from typing import Any

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.plan.against import Contrast, Side, contrasts
from grafmint.render.against import against_json, against_text
from tests.plan.scene import entry


def side(name: str, live: list[Entry], code: list[Entry] | None = None, **datasources: str) -> Side:
    """A server that has these, where the code says those."""
    mine = live if code is None else code
    return Side(
        environment=name,
        live={(each.kind, each.uid): each for each in live},
        code={(each.kind, each.uid): each for each in mine},
        datasources=datasources,
    )


def found(here: Side, there: Side) -> list[tuple[str, str, tuple[str, ...]]]:
    """The differences in short."""
    return [(each.uid, each.where, each.changes) for each in contrasts(here, there)]


def source(uid: str, **said: Any) -> Entry:
    """A datasource."""
    document = orjson.dumps({"uid": uid, "name": "metrics", "type": "prometheus", **said})
    return Entry(kind="datasource", uid=uid, title="metrics", document=document)


def test_equal_servers_differ_in_nothing() -> None:
    """The same documents on both sides are no difference, whatever the code says."""
    assert not found(side("prod", [entry()], []), side("staging", [entry()]))


def test_what_the_code_says_is_to_differ_is_none() -> None:
    """A value of an environment differs on purpose; an edit beside it is told alone."""
    prod, staging = entry(refresh="1m"), entry(refresh="5m")
    assert not found(side("prod", [prod]), side("staging", [staging]))
    edited = entry(refresh="1m", title="Theirs")
    assert found(side("prod", [edited], [prod]), side("staging", [staging])) == [
        ("load", "both", ('title  "Load" → "Theirs"',))
    ]


def test_what_the_code_does_not_know_is_compared_whole() -> None:
    """Boards that people made differ in every field that differs."""
    here, there = side("prod", [entry(refresh="1m")], []), side("staging", [entry(refresh="5m")], [])
    assert found(here, there) == [("load", "both", ("refresh  5m → 1m",))]


def test_what_only_one_has_is_told() -> None:
    """Unless the code says that only that one is to have it."""
    here, there = side("prod", [entry("one")], []), side("staging", [entry("two")], [])
    assert found(here, there) == [("one", "here", ()), ("two", "there", ())]
    assert not found(side("prod", [entry("one")]), side("staging", [], []))
    assert found(side("prod", [entry("one")]), side("staging", [], [entry("one")])) == [("one", "here", ())]


def test_datasources_are_known_by_their_logical_names() -> None:
    """One uid here and another one there is what grafmint.toml says."""
    panel = {"id": 1, "type": "stat", "title": "Up", "targets": [{"refId": "A", "expr": "up"}]}

    def board(uid: str) -> Entry:
        return entry(panels=[{**panel, "datasource": {"type": "prometheus", "uid": uid}}])

    here = side("prod", [board("prom-prod"), source("prom-prod")], [], metrics="prom-prod")
    there = side("staging", [board("prom-staging"), source("prom-staging")], [], metrics="prom-staging")
    assert not found(here, there)
    assert found(here, attrs.evolve(there, datasources={})) != []
    other = side("staging", [board("other"), source("prom-staging")], [], metrics="prom-staging")
    assert [each[0] for each in found(here, other)] == ["load"]


def test_a_dashboard_of_a_datasources_uid_keeps_its_own() -> None:
    """Only references are of the datasource."""
    here = side("prod", [entry("prom-staging")], [], metrics="prom-prod")
    there = side("staging", [entry("prom-staging")], [], metrics="prom-staging")
    assert not found(here, there)


def test_people_read_who_has_what() -> None:
    """A line each, and how many there are."""
    told = (
        Contrast(kind="dashboard", uid="load", title="Load", where="both", changes=("refresh  5m → 1m",)),
        Contrast(kind="folder", uid="shop", title="Shop", where="there"),
    )
    assert against_text(told, "prod", "staging") == (
        "from staging to prod:\n"
        '  ~ differs          dashboard      load  "Load"\n'
        "      ~ refresh  5m → 1m\n"
        '  - only on staging  folder         shop  "Shop"\n'
        "1 resource differs, 1 only on staging.\n"
    )
    assert against_text((), "prod", "staging") == "prod and staging differ in nothing but what the code says.\n"
    assert [each["only_on"] for each in against_json(told, "prod", "staging")["differences"]] == [None, "staging"]
