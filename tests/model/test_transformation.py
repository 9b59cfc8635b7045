"""Transformations: what happens to a panel's data before it is drawn."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Panel, Table, transform
from grafmint.errors import ModelError
from grafmint.model.transformation import RawTransformation, Transformation


@pytest.mark.parametrize(
    ("transformation", "id_", "options"),
    [
        (transform.Merge(), "merge", {}),
        (transform.Reduce(reducers="mean"), "reduce", {"reducers": ["mean"], "labelsToFields": False}),
        (
            transform.Reduce(reducers=["min", "max"], labels_to_fields=True),
            "reduce",
            {"reducers": ["min", "max"], "labelsToFields": True},
        ),
        (
            transform.Organize(rename={"a": "A"}, hide="Time", order=["b", "a"]),
            "organize",
            {"renameByName": {"a": "A"}, "excludeByName": {"Time": True}, "indexByName": {"b": 0, "a": 1}},
        ),
        (transform.JoinByField(by_field="pod"), "joinByField", {"byField": "pod", "mode": "outer"}),
        (transform.FilterByName(names="a"), "filterFieldsByName", {"include": {"names": ["a"]}}),
        (
            transform.FilterByName(pattern="/^a/"),
            "filterFieldsByName",
            {"include": {"names": [], "pattern": "/^a/"}},
        ),
        (
            transform.SortBy(field_name="a", desc=True),
            "sortBy",
            {"fields": {}, "sort": [{"field": "a", "desc": True}]},
        ),
        (transform.LabelsToFields(), "labelsToFields", {"mode": "columns"}),
        (
            transform.LabelsToFields(mode="rows", value_label="le"),
            "labelsToFields",
            {"mode": "rows", "valueLabel": "le"},
        ),
        (
            transform.Calculate(left="used", operator="/", right="total", alias="share"),
            "calculateField",
            {
                "mode": "binary",
                "binary": {"left": "used", "operator": "/", "right": "total"},
                "replaceFields": False,
                "alias": "share",
            },
        ),
        (RawTransformation(id="limit", options={"limitField": 10.0}), "limit", {"limitField": 10}),
    ],
)
def test_a_transformation_as_grafana_keeps_it(
    write_panel: Callable[[Panel], Any], transformation: Transformation, id_: str, options: dict[str, Any]
) -> None:
    """Every common one is written with Grafana's id and options, and any other as it stands."""
    panel = write_panel(Table(title="A", transformations=transformation))
    assert panel["transformations"] == [{"id": id_, "options": options}]


@pytest.mark.parametrize(
    "transformation", [transform.Merge(disabled=True), RawTransformation(id="merge", options={}, disabled=True)]
)
def test_one_that_is_disabled_stays_on_the_panel(
    write_panel: Callable[[Panel], Any], transformation: Transformation
) -> None:
    """It is written with the mark that the page sets."""
    panel = write_panel(Table(title="A", transformations=transformation))
    assert panel["transformations"] == [{"id": "merge", "options": {}, "disabled": True}]


def test_an_unknown_calculation_is_refused(refuse: Callable[..., ModelError]) -> None:
    """The nearest calculation is named."""
    assert "did you mean 'mean'?" in str(refuse(transform.Reduce, reducers=["maen"]))
