"""Links: in the head of a dashboard, on a panel, on a value, into Explore."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint import DashboardLink, DataLink, DatasourceVariable, ExploreLink, Panel, Stat, loki, prometheus
from grafmint.errors import ModelError


def test_a_link_to_an_address(write_in_board: Callable[..., Any]) -> None:
    """What is left out is written as the page writes it."""
    board = write_in_board(links=DashboardLink(title="Runbook", url="https://runbooks.example", icon="doc"))
    assert board["links"] == [
        {
            "title": "Runbook",
            "type": "link",
            "url": "https://runbooks.example",
            "icon": "doc",
            "tooltip": "",
            "tags": [],
            "asDropdown": False,
            "targetBlank": False,
            "includeVars": False,
            "keepTime": False,
        }
    ]


def test_a_link_to_dashboards_by_tag(write_in_board: Callable[..., Any]) -> None:
    """Tags make it a list of dashboards."""
    board = write_in_board(links=DashboardLink(title="All", tags=["db", "prod"], as_dropdown=True, keep_time=True))
    link = board["links"][0]
    assert (link["type"], link["tags"], link["asDropdown"], link["keepTime"]) == (
        "dashboards",
        ["db", "prod"],
        True,
        True,
    )
    assert "url" not in link


@pytest.mark.parametrize("options", [{}, {"url": "/d/x", "tags": "db"}])
def test_a_dashboard_link_has_one_target(refuse: Callable[..., ModelError], options: dict[str, Any]) -> None:
    """A url or tags, exactly one of them."""
    error = refuse(DashboardLink, title="All", **options)
    assert str(error) == "DashboardLink 'All' needs a url or tags; write exactly one of them"


def test_links_of_a_panel_and_of_its_values(write_panel: Callable[[Panel], Any]) -> None:
    """Panel links stand on the panel, data links in the standard options."""
    link = DataLink(title="Host", url="/d/host?var-host=${__value.raw}", target_blank=True)
    panel = write_panel(Stat(title="A", links=link, data_links=[link, link]))
    written = {"title": "Host", "url": "/d/host?var-host=${__value.raw}", "targetBlank": True}
    assert panel["links"] == [written]
    assert panel["fieldConfig"]["defaults"]["links"] == [written, written]


def state_of(url: str) -> Any:
    """What Explore reads from an address."""
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == ("", "", "/explore", "")
    query = parse_qs(parts.query, strict_parsing=True)
    assert list(query) == ["left"]
    return json.loads(query["left"][0])


def test_an_explore_link_carries_its_query(write_panel: Callable[[Panel], Any]) -> None:
    """The address decodes to datasource, query and time range."""
    link = ExploreLink(
        title="Logs", query=loki.Query(expr='{app="x"} |= "error"'), time_from="now-1h", target_blank=True
    )
    written = write_panel(Stat(title="A", links=link))["links"][0]
    assert (written["title"], written["targetBlank"]) == ("Logs", True)
    state = state_of(written["url"])
    assert state["datasource"] == "logs-uid"
    assert state["range"] == {"from": "now-1h", "to": "${__to}"}
    (query,) = state["queries"]
    assert query["expr"] == '{app="x"} |= "error"'
    assert query["refId"] == "A"
    assert query["datasource"] == {"type": "loki", "uid": "logs-uid"}


def test_variables_stay_readable_in_the_address(write_panel: Callable[[Panel], Any]) -> None:
    """The page replaces `$x` and `${x}` in the finished address, so they are not escaped."""
    query = prometheus.Query(expr='up{job="$job"}', datasource=DatasourceVariable(name="ds", plugin="prometheus"))
    url = write_panel(Stat(title="A", data_links=ExploreLink(title="L", query=query)))["fieldConfig"]["defaults"]
    address = url["links"][0]["url"]
    for text in ("$job", "${ds}", "${__from}", "${__to}"):
        assert text in address


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_character_is_safe_in_an_address(write_panel: Callable[[Panel], Any], text: str) -> None:
    """Quotes, ampersands, hashes, per cents, spaces and any letter come back as they were."""
    url = write_panel(Stat(title="A", links=ExploreLink(title="L", query=loki.Query(expr=text))))["links"][0]["url"]
    assert state_of(url)["queries"][0]["expr"] == text
    assert not set(url) & set(" \"'<>#\\`\n\t")
    assert url.isascii()


def test_an_explore_link_asks_for_a_known_datasource(write_panel: Callable[[Panel], Any]) -> None:
    """A name that no datasource has is found in a link as in a panel."""
    link = ExploreLink(title="L", query=loki.Query(expr="{}", datasource="lgos"))
    with pytest.raises(AssertionError, match=r"did you mean 'logs'"):
        write_panel(Stat(title="A", links=link))
