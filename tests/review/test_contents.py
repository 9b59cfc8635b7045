"""What is said of parts that are new."""

from typing import Any

import pytest

from tests.review.scene import board, change, changes, entry, told

PROMETHEUS = {"type": "prometheus", "uid": "prom"}


@pytest.mark.parametrize(
    ("variable", "lines"),
    [
        ({"type": "query", "query": {"query": "label_values(job)", "refId": "x"}}, ["query  `label_values(job)`"]),
        ({"type": "query", "query": {"qryType": 1, "query": "metrics(up)"}}, ["query  `metrics(up)`"]),
        ({"type": "custom", "query": "a,b"}, ["values  `a,b`"]),
        ({"type": "datasource", "query": "loki"}, ["of type  `loki`"]),
        ({"type": "adhoc", "query": 7}, []),
    ],
)
def test_a_new_variable_says_what_it_offers(variable: dict[str, Any], lines: list[str]) -> None:
    """By its type, and by what the type has: a query, values, a kind of datasource."""
    found = change(board(), board(templating={"list": [{"name": "x", **variable}]}))
    assert told(found) == [("variable", "x", "added", (f"type  {variable['type']}", *lines))]


def test_a_new_link_says_where_it_leads() -> None:
    """To an address, or to the dashboards of some tags."""
    links = [{"title": "Docs", "url": "https://x.example"}, {"title": "All", "type": "dashboards", "tags": ["a", "b"]}]
    lines = {name: lines for _, name, _, lines in told(change(board(), board(links=links)))}
    assert lines == {"Docs": ("url  https://x.example",), "All": ("dashboards tagged  a, b",)}


def test_a_new_annotation_says_what_it_asks() -> None:
    """With the datasource that it asks, where the page writes it and where older ones did; or its tags."""
    annotations = [
        {"name": "A", "datasource": PROMETHEUS, "expr": "changes(up[5m])"},
        {"name": "B", "datasource": PROMETHEUS, "target": {"expr": "up"}},
        {"name": "C", "target": {"type": "tags", "tags": ["deploy"]}},
    ]
    lines = {name: lines for _, name, _, lines in told(change(board(), board(annotations={"list": annotations})))}
    assert lines == {
        "A": ("data source  prom", "query  `changes(up[5m])`"),
        "B": ("data source  prom", "query  `up`"),
        "C": ("tags  deploy",),
    }


@pytest.mark.parametrize(
    ("url", "lines"),
    [
        ("https://prom.example", ("type  prometheus", "url  https://prom.example")),
        ("https://me:s3cret@x", ("type  prometheus",)),
    ],
)
def test_a_new_datasource_says_its_address_and_no_secret(url: str, lines: tuple[str, ...]) -> None:
    """Whatever its document has: an address with a password in it is not told."""
    document = {
        "type": "prometheus",
        "url": url,
        "secureJsonData": {"httpHeaderValue1": "s3cret"},
        "password": "s3cret",
    }
    (found,) = changes([], [entry(document, "prom", title="Metrics", kind="datasource")])
    assert told(found) == [("board", "Metrics", "added", lines)]
    (gone,) = changes([entry(document, "prom", title="Metrics", kind="datasource")], [])
    assert gone.parts == ()


def test_what_is_gone_says_nothing_of_it() -> None:
    """Nobody has to judge what a variable asked that is there no more."""
    found = change(board(templating={"list": [{"name": "x", "type": "custom", "query": "a"}]}), board())
    assert told(found) == [("variable", "x", "removed", ())]
