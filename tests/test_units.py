"""Units: Grafana's ids, and texts of one's own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from grafmint import HeatmapAxis, Override, Stat, by_name
from grafmint.units import CustomUnit, Unit, count, currency, prefix, si, suffix, time_format

SCHEMA = Path(__file__).parents[2] / "shared" / "schemas" / "main" / "units.jsonschema.json"


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (prefix, "prefix:x"),
        (suffix, "suffix:x"),
        (si, "si:x"),
        (count, "count:x"),
        (currency, "currency:x"),
        (time_format, "time:x"),
    ],
)
def test_a_unit_of_ones_own(make: Callable[[str], CustomUnit], text: str) -> None:
    """Each function writes Grafana's prefix, and every option that takes a unit takes it."""
    unit = make("x")
    assert unit == text
    assert Stat(title="A", unit=unit).unit == text
    assert Override(matcher=by_name("a"), unit=unit).unit == text
    assert HeatmapAxis(unit=unit).unit == text


@pytest.mark.parametrize(
    "unit", ["short", "percent", "percentunit", "bytes", "s", "ms", "reqps", "currencyUSD", "none"]
)
def test_the_units_of_every_day(unit: str) -> None:
    """The ones that dashboards use most are there."""
    assert unit in get_args(Unit)


def test_units_are_sorted_and_stand_once() -> None:
    """So a new one has one place in the list."""
    assert list(get_args(Unit)) == sorted(set(get_args(Unit)))


@pytest.mark.skipif(not SCHEMA.is_file(), reason="Grafana's schemas are not beside this repository")
def test_every_unit_of_grafanas_schema_is_there() -> None:
    """A unit that Grafana's own SDK knows is not refused."""
    found: set[str] = set()

    def collect(node: object) -> None:
        if isinstance(node, dict):
            found.update(value for value in node.get("enum", []) if isinstance(value, str))
            if isinstance(node.get("const"), str):
                found.add(node["const"])
            for value in node.values():
                collect(value)
        elif isinstance(node, list):
            for value in node:
                collect(value)

    collect(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert len(found) > 200
    assert found <= set(get_args(Unit))
