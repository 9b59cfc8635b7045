"""TestData: its query and its datasource."""

from typing import Any, get_args

import pytest

from grafmint import testdata
from grafmint.errors import ModelError
from grafmint.model.variable.query import QueryVariable
from tests.fake_context import schema, schema_errors, written

FULL = testdata.Query(
    scenario_id="predictable_csv_wave",
    string_input="1,2",
    alias="a",
    labels="a=b",
    series_count=2,
    start_value=1.5,
    min=0,
    max=10,
    spread=2,
    noise=0.5,
    drop_percent=20,
    with_nil=True,
    lines=5,
    level_column=True,
    span_count=3,
    csv_content="a\n1",
    csv_file_name="population_by_state.csv",
    raw_frame_content="[]",
    pulse_wave=testdata.PulseWave(on_value=2.5),
    csv_wave=testdata.CsvWave(values_csv="0,0,2", name="w", labels="a=b"),
    nodes=testdata.Nodes(type="random", count=5, seed=1),
)


class TestQuery:
    """Scenarios and what they take."""

    def test_small_query_is_a_random_walk(self) -> None:
        """The scenario is what the page begins with."""
        assert written(testdata.Query()) == {"scenarioId": "random_walk"}

    def test_every_argument_has_grafanas_key(self) -> None:
        """Waves and nodes are objects of their own."""
        document = written(FULL)
        assert document["pulseWave"] == {"timeStep": 60, "onCount": 3, "onValue": 2.5, "offCount": 3, "offValue": 1}
        assert document["csvWave"] == [{"valuesCSV": "0,0,2", "timeStep": 60, "name": "w", "labels": "a=b"}]
        assert document["nodes"] == {"type": "random", "count": 5, "seed": 1}
        plain = {key: value for key, value in document.items() if key not in ("pulseWave", "csvWave", "nodes")}
        assert plain == {
            "scenarioId": "predictable_csv_wave",
            "stringInput": "1,2",
            "alias": "a",
            "labels": "a=b",
            "seriesCount": 2,
            "startValue": 1.5,
            "min": 0,
            "max": 10,
            "spread": 2,
            "noise": 0.5,
            "dropPercent": 20,
            "withNil": True,
            "lines": 5,
            "levelColumn": True,
            "spanCount": 3,
            "csvContent": "a\n1",
            "csvFileName": "population_by_state.csv",
            "rawFrameContent": "[]",
        }

    def test_schema_takes_the_target(self) -> None:
        """Grafana's schema of a TestData query finds nothing unknown, wrong or missing."""
        assert schema_errors("testdata", FULL) == []

    def test_scenarios_are_those_of_the_schema(self) -> None:
        """The closed set is Grafana's."""
        known = schema("testdata")["definitions"]["dataquery"]["properties"]["scenarioId"]["enum"]
        assert sorted(get_args(testdata.Scenario)) == sorted(known)

    @pytest.mark.parametrize(
        ("given", "problem"),
        [
            ({"scenario_id": "random_wlk"}, "did you mean 'random_walk'"),
            ({"drop_percent": 101}, "is above 100"),
            ({"series_count": 0}, "is below 1"),
        ],
    )
    def test_wrong_value_is_refused(self, given: dict[str, Any], problem: str) -> None:
        """Closed sets and bounds are checked where the value is written."""
        with pytest.raises(ModelError, match=problem):
            testdata.Query(**given)

    def test_variable_asks_by_its_scenario(self) -> None:
        """Values of a variable come from the tree of names, in the form that the page reads."""
        document = written(QueryVariable(name="tree", query=testdata.VariableQuery(query="*")))
        assert document["query"] == {"query": "*", "refId": "tree-query"}
        assert document["definition"] == "*"


class TestDatasource:
    """The datasource and its two names."""

    def test_needs_no_url(self) -> None:
        """It reads from nowhere."""
        assert written(testdata.Datasource(name="demo")) == {
            "name": "demo",
            "type": "testdata",
            "access": "proxy",
            "isDefault": False,
            "jsonData": {},
        }

    @pytest.mark.parametrize(("grafana", "plugin"), [((10, 1), "testdata"), ((10, 2), "grafana-testdata-datasource")])
    def test_plugin_has_the_name_its_grafana_knows(self, grafana: tuple[int, int], plugin: str) -> None:
        """The plugin was renamed; in the project it stays testdata."""
        source = testdata.Datasource(name="demo")
        assert written(source, grafana=grafana)["type"] == plugin
        assert source.plugin == testdata.Query.datasource_type == "testdata"
