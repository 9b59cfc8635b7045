"""TestData without a server, held to what a real Grafana answered."""

import pytest

from grafmint.data import Frame
from grafmint.data.csv_frame import csv_frame
from grafmint.data.frames_json import from_json
from grafmint.data.sample import Sample
from grafmint.data.testdata import answer
from tests.data_sources import recorded
from tests.data_sources.boards import Json, ask

MADE = {"type": "grafana-testdata-datasource", "uid": "made"}


def columns(frame: Frame) -> list[object]:
    """A frame with its values."""
    return [frame, [field.values for field in frame.fields]]


@pytest.mark.parametrize("step", ["csv", "waves"])
def test_the_numbers_are_grafanas(step: str) -> None:
    """CSV, pulses, waves and lists give the frames that Grafana's server gave for the same query and range."""
    asked = recorded.asking(step)
    results = recorded.answer(step)[0]["results"]
    for target in asked.targets:
        found = answer(target, asked)
        assert found is not None
        wanted = [from_json(each) for each in results[target.ref_id]["frames"]]
        assert list(map(columns, found.frames)) == list(map(columns, wanted))


def test_raw_frames_are_taken_as_they_are() -> None:
    """A frame with values in its fields, and one in the form of a server."""
    text = """[
        {"name": "plain", "fields": [{"name": "time", "values": [1, 2]}, {"name": "n", "values": [null, 2.5]},
         {"name": "s", "values": ["a"]}, {"name": "b", "type": "boolean", "values": [true], "labels": {"x": "y"}}]},
        {"schema": {"name": "sent", "fields": [{"name": "n", "type": "number"}]}, "data": {"values": [[1]]}}
    ]"""
    query = {"datasource": MADE, "scenarioId": "raw_frame", "rawFrameContent": text, "refId": "R"}
    plain, sent = Sample().data(ask(query)).frames
    assert [(field.name, field.type) for field in plain.fields] == [
        ("time", "time"),
        ("n", "number"),
        ("s", "string"),
        ("b", "boolean"),
    ]
    assert (plain.fields[1].values, plain.fields[3].labels) == ((None, 2.5), {"x": "y"})
    assert (sent.name, sent.ref_id, sent.fields[0].values) == ("sent", "R", (1,))


@pytest.mark.parametrize(
    "query",
    [
        {"scenarioId": "csv_content", "csvContent": "a,b\n1"},
        {"scenarioId": "csv_content", "csvContent": 'a\n"'},
        {"scenarioId": "raw_frame", "rawFrameContent": "{"},
        {"scenarioId": "raw_frame", "rawFrameContent": "[{}]"},
        {"scenarioId": "predictable_pulse"},
        {"scenarioId": "predictable_csv_wave", "csvWave": [{"valuesCSV": "x", "timeStep": 60}]},
        {"scenarioId": "predictable_csv_wave", "csvWave": [{"valuesCSV": "1"}]},
    ],
)
def test_what_cannot_be_read_is_a_problem(query: Json) -> None:
    """A broken text is told with the query that it is in."""
    found = Sample().data(ask({"datasource": MADE, **query}))
    assert found.frames == ()
    assert str(found.problem).startswith(f"the {query['scenarioId']} of query A cannot be read")


def test_types_of_columns() -> None:
    """The first cell makes truth values, all cells make numbers, a name with time makes times."""
    frame = csv_frame("i, f ,s,b,time,empty\n1,1,x,T,5,\n,1.5,,null,6,", "A")
    assert [(field.name, field.type, field.values) for field in frame.fields] == [
        ("i", "number", (1, None)),
        ("f", "number", (1.0, 1.5)),
        ("s", "string", ("x", None)),
        ("b", "boolean", (True, None)),
        ("time", "time", (5, 6)),
        ("empty", "string", (None, None)),
    ]


def test_walks_are_made_up() -> None:
    """A random walk has the series and labels that are asked for; scenarios without a sample say so."""
    walk = {"datasource": MADE, "scenarioId": "random_walk", "seriesCount": 2, "alias": "", "labels": "a=1"}
    frames = Sample().data(ask(walk)).frames
    assert [frame.name for frame in frames] == ["A-series", "A-series1"]
    assert frames[0].fields[1].labels == {"a": "1"}
    other = Sample().data(ask({"datasource": MADE, "scenarioId": "node_graph"}))
    assert other.problem == "there is no sample for query A: it is a node_graph of TestData"
