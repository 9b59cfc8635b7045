"""Value mappings: what is shown in place of a value."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Panel, RangeMap, RegexMap, SpecialMap, Stat, ValueMap
from grafmint.errors import ModelError


@pytest.mark.parametrize(
    ("mapping", "written"),
    [
        (
            ValueMap(value=1, text="up", color="green", icon="check"),
            {"type": "value", "options": {"1": {"text": "up", "color": "green", "icon": "check"}}},
        ),
        (ValueMap(value=2.0, text="x"), {"type": "value", "options": {"2": {"text": "x"}}}),
        (ValueMap(value=1234567.5, text="x"), {"type": "value", "options": {"1234567.5": {"text": "x"}}}),
        (ValueMap(value=True, text="on"), {"type": "value", "options": {"true": {"text": "on"}}}),
        (ValueMap(value="ok", color="green"), {"type": "value", "options": {"ok": {"color": "green"}}}),
        (
            RangeMap(start=0, end=1.5, text="low"),
            {"type": "range", "options": {"from": 0, "to": 1.5, "result": {"text": "low"}}},
        ),
        (RangeMap(start=1, text="x"), {"type": "range", "options": {"from": 1, "to": None, "result": {"text": "x"}}}),
        (RangeMap(end=80.0, text="x"), {"type": "range", "options": {"from": None, "to": 80, "result": {"text": "x"}}}),
        (
            RegexMap(pattern="^a/(.*)$", text="$1"),
            {"type": "regex", "options": {"pattern": "^a/(.*)$", "result": {"text": "$1"}}},
        ),
        (
            SpecialMap(match="null+nan", text="no data"),
            {"type": "special", "options": {"match": "null+nan", "result": {"text": "no data"}}},
        ),
    ],
)
def test_a_mapping_as_grafana_keeps_it(
    write_panel: Callable[[Panel], Any], mapping: ValueMap | RangeMap | RegexMap | SpecialMap, written: dict[str, Any]
) -> None:
    """Value, what is shown, and open ends are where the page looks for them."""
    panel = write_panel(Stat(title="A", mappings=mapping))
    assert panel["fieldConfig"]["defaults"]["mappings"] == [written]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "RangeMap: both ends are open"),
        ({"start": None, "end": None}, "RangeMap: both ends are open"),
        ({"start": 2, "end": 1}, "RangeMap: start=2 is above end=1"),
    ],
)
def test_a_range_that_is_none_is_refused(
    refuse: Callable[..., ModelError], options: dict[str, Any], message: str
) -> None:
    """A range has an end, and its start is not above it."""
    assert refuse(RangeMap, **options).message == message


def test_mappings_keep_their_order(write_panel: Callable[[Panel], Any]) -> None:
    """The first one that fits is shown, so their order is the author's."""
    panel = write_panel(Stat(title="A", mappings=[ValueMap(value=2, text="b"), ValueMap(value=1, text="a")]))
    assert [list(each["options"]) for each in panel["fieldConfig"]["defaults"]["mappings"]] == [["2"], ["1"]]
