"""Node graphs and traces: what they write, and that no standard option is lost on them."""

from collections.abc import Callable
from typing import Any

from grafmint import ArcOption, EdgeOptions, NodeGraph, NodeOptions, Traces, tempo
from grafmint.errors import ModelError

Write = Callable[..., Any]


def test_units_are_of_nodes_and_of_edges(write_panel: Write) -> None:
    """Each has its own two, and a ring is one arc or several."""
    nodes = NodeOptions(main_stat_unit="ms", arcs=ArcOption(field="arc__failed", color="red"))
    panel = NodeGraph(title="Calls", queries=tempo.ServiceMap(), nodes=nodes, edges=EdgeOptions(main_stat_unit="s"))
    assert write_panel(panel)["options"] == {
        "nodes": {"mainStatUnit": "ms", "arcs": [{"field": "arc__failed", "color": "red"}]},
        "edges": {"mainStatUnit": "s"},
    }


def test_neither_kind_takes_what_the_page_ignores(refuse: Callable[..., ModelError]) -> None:
    """Both have no field configuration: a unit would be written and never read."""
    assert "no option 'unit'" in refuse(NodeGraph, title="Calls", unit="ms").message
    assert "no option 'thresholds'" in refuse(Traces, title="Trace", thresholds=None).message


def test_a_trace_is_asked_for_by_its_id(write_panel: Write) -> None:
    """The id may come from a variable; the panel itself has no option."""
    written = write_panel(Traces(title="Trace", queries=tempo.Query(query="${trace}")))
    assert (written["type"], written["targets"][0]["query"]) == ("traces", "${trace}")
    assert not {"options", "fieldConfig"} & written.keys()
