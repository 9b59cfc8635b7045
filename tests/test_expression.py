"""Server-side expressions."""

from typing import Any

import pytest

from grafmint import expression, loki
from grafmint.errors import ModelError
from grafmint.model.query import Query
from tests.fake_context import FakeContext, schema_errors, written

ERRORS = loki.Query(expr="{a='b'}")
REDUCED = expression.Reduce(expression=ERRORS, reducer="last")
PANEL: dict[str, Query] = {"A": ERRORS, "B": REDUCED}


class TestMath:
    """Arithmetic."""

    def test_math(self) -> None:
        """Other queries are named by refId inside the expression."""
        assert written(expression.Math(expression="$A / $B * 100")) == {"type": "math", "expression": "$A / $B * 100"}

    def test_empty_math_is_refused(self) -> None:
        """There is nothing to calculate."""
        with pytest.raises(ModelError, match="expression is empty") as caught:
            expression.Math(expression="")
        assert caught.value.hint == 'write one such as "$A / $B"'


class TestReduce:
    """A series as a number."""

    def test_query_by_the_object(self) -> None:
        """The refId of a query follows from the object."""
        assert written(REDUCED, queries=PANEL) == {"type": "reduce", "expression": "A", "reducer": "last"}

    def test_query_by_its_ref_id(self) -> None:
        """A refId may be written as well; the mean is what the page begins with."""
        reduced = expression.Reduce(expression="A", hide=True)
        assert written(reduced, queries=PANEL) == {"type": "reduce", "expression": "A", "reducer": "mean", "hide": True}

    def test_mode(self) -> None:
        """What becomes of numbers that are none is a setting."""
        replaced = expression.Reduce(expression="A", mode="replaceNN", replace_with_value=0.0)
        assert written(replaced, queries=PANEL)["settings"] == {"mode": "replaceNN", "replaceWithValue": 0}
        dropped = expression.Reduce(expression="A", mode="dropNN")
        assert written(dropped, queries=PANEL)["settings"] == {"mode": "dropNN"}

    @pytest.mark.parametrize(
        "given", [{"mode": "replaceNN"}, {"replace_with_value": 1}, {"mode": "dropNN", "replace_with_value": 1}]
    )
    def test_mode_that_does_not_fit_is_refused(self, given: dict[str, Any]) -> None:
        """A replacement and its mode belong together."""
        with pytest.raises(ModelError, match="do not fit") as caught:
            expression.Reduce(expression="A", **given)
        assert caught.value.hint

    def test_median_needs_a_newer_grafana(self) -> None:
        """An older server would refuse the whole panel."""
        median = expression.Reduce(expression="A", reducer="median")
        assert written(median, grafana=(11, 2), queries=PANEL)["reducer"] == "median"
        with pytest.raises(ModelError, match=r"needs Grafana 11\.2, not 9\.4") as caught:
            written(median, queries=PANEL)
        assert caught.value.hint is not None
        assert 'reducer="mean"' in caught.value.hint


class TestResample:
    """A series with even steps."""

    def test_resample(self) -> None:
        """Both fillings are written, as Grafana needs them."""
        assert written(expression.Resample(expression=ERRORS, window="1m"), queries=PANEL) == {
            "type": "resample",
            "expression": "A",
            "window": "1m",
            "downsampler": "mean",
            "upsampler": "fillna",
        }

    def test_wrong_filling_is_refused(self) -> None:
        """A misspelt member of a closed set is answered with the one that was meant."""
        with pytest.raises(ModelError, match="did you mean 'backfilling'"):
            expression.Resample(expression="A", window="1m", upsampler="backfill")  # type: ignore[arg-type]  # the mistake


class TestThreshold:
    """A comparison."""

    def test_one_number(self) -> None:
        """A condition is one evaluator; whole numbers have no point."""
        above = expression.Threshold(expression=REDUCED, params=5.0)
        assert written(above, queries=PANEL) == {
            "type": "threshold",
            "expression": "B",
            "conditions": [{"evaluator": {"type": "gt", "params": [5]}}],
        }

    def test_range(self) -> None:
        """A range has two numbers."""
        within = expression.Threshold(expression="B", evaluator="within_range", params=(0.2, 1))
        assert written(within, queries=PANEL)["conditions"] == [
            {"evaluator": {"type": "within_range", "params": [0.2, 1]}}
        ]

    @pytest.mark.parametrize(
        ("evaluator", "params", "problem"),
        [
            ("gt", (1, 2), "compares with one number, not 2"),
            ("outside_range", 1, "compares with two numbers, not 1"),
        ],
    )
    def test_count_of_numbers_is_checked(self, evaluator: Any, params: Any, problem: str) -> None:
        """Grafana would compare with what is not there."""
        with pytest.raises(ModelError, match=problem) as caught:
            expression.Threshold(expression="B", evaluator=evaluator, params=params)
        assert caught.value.hint

    def test_newer_evaluators_need_a_newer_grafana(self) -> None:
        """An older server would refuse the whole panel."""
        at_least = expression.Threshold(expression="B", evaluator="gte", params=1)
        assert written(at_least, grafana=(11, 6), queries=PANEL)["conditions"][0]["evaluator"]["type"] == "gte"
        with pytest.raises(ModelError, match=r"gte needs Grafana 11\.6, not 9\.4") as caught:
            written(at_least, queries=PANEL)
        assert caught.value.hint is not None
        assert 'grafana = "11.6"' in caught.value.hint


class TestEveryExpression:
    """What all of them share."""

    @pytest.mark.parametrize(
        "query",
        [
            expression.Math(expression="$A * 2"),
            expression.Reduce(expression="A", mode="replaceNN", replace_with_value=0, hide=False),
            expression.Reduce(expression=ERRORS, reducer="median", mode="dropNN"),
            expression.Resample(expression="A", window="1m", downsampler="last", upsampler="pad"),
            expression.Threshold(expression="A", evaluator="outside_range_included", params=[1, 2]),
        ],
    )
    def test_schema_takes_the_target(self, query: Query) -> None:
        """Grafana's schema of an expression finds nothing unknown, wrong or missing."""
        assert schema_errors("expr", query, A=ERRORS) == []

    def test_datasource_is_refused(self) -> None:
        """Grafana runs an expression itself."""
        with pytest.raises(ModelError, match="Math has no datasource") as caught:
            expression.Math(expression="$A", datasource="metrics")
        assert caught.value.hint == "leave datasource=… out"

    def test_type_is_grafanas_own(self) -> None:
        """The compiler knows an expression by this type."""
        assert expression.Math.datasource_type == expression.Threshold.datasource_type == "__expr__"

    def test_unknown_query_is_left_to_the_context(self) -> None:
        """The compiler, which knows the panel's queries, reports a name that is none of them."""
        assert FakeContext(queries=PANEL).encode(expression.Reduce(expression="Z"))["expression"] == ""
