"""What the double's page writes back, against what Grafana's wrote."""

import copy
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from grafmint.testing.page import saved
from tests.testing.recording import DATA

VARIABLES = ("adhoc", "constant", "custom", "datasource", "interval", "query", "textbox", "of a plugin")


def test_the_page_saves_as_grafanas_does() -> None:
    """The recorded dashboard, its title changed: every default, every variable, in every place."""
    recorded = orjson.loads((DATA / "ui-save-9.4.json").read_bytes())
    before = {**recorded["before"], "id": recorded["after"]["id"], "version": recorded["after"]["version"]}
    before["title"] = recorded["after"]["title"]
    assert saved(before, {"pp": "PP"}) == recorded["after"]


def test_other_keys_are_lost() -> None:
    """What Grafana does not know at the top goes, what stands further down stays."""
    document = {"uid": "x", "title": "X", "mine": 1, "panels": [{"id": 1, "mine": 1}]}
    page = saved(document, {})
    assert "mine" not in page
    assert page["panels"] == [{"id": 1, "mine": 1}]


def test_a_datasource_that_is_not_there() -> None:
    """Without its datasource, which names the query, the page leaves a variable's query as it is."""
    variable = {"name": "job", "type": "query", "datasource": {"type": "prometheus", "uid": "gone"}, "query": "q"}
    page = saved({"templating": {"list": [variable]}}, {})
    assert page["templating"]["list"][0]["query"] == "q"


documents = st.fixed_dictionaries(
    {"title": st.text()},
    optional={
        "mine": st.integers(),
        "tags": st.lists(st.text()),
        "time": st.just({"from": "now-1h", "to": "now"}),
        "annotations": st.just({"list": [{"name": "deploys"}]}),
        "templating": st.fixed_dictionaries(
            {"list": st.lists(st.fixed_dictionaries({"type": st.sampled_from(VARIABLES), "query": st.text()}))}
        ),
    },
)


@given(documents)
def test_a_second_save_changes_nothing(document: dict[str, Any]) -> None:
    """What the page has once saved it saves the same again, and it leaves what it was given alone."""
    given_ = copy.deepcopy(document)
    once = saved(document, {})
    assert document == given_
    assert saved(once, {}) == once
