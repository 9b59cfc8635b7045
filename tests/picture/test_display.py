"""Values as the page shows them: text, unit, colour and place, by a field's configuration."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.data.frame import Field, FieldType
from grafmint.picture.display import display, limits, series_color, threshold_color, thresholds_of
from grafmint.picture.panel import PanelField
from grafmint.picture.theme import DARK, LIGHT, Theme

STEPS = [{"value": None, "color": "#000000"}, {"value": 50, "color": "#111111"}, {"value": 75, "color": "#222222"}]
ABSOLUTE = {"mode": "absolute", "steps": STEPS}
PERCENT = {"mode": "percentage", "steps": STEPS}
GREEN_YELLOW_RED = {"mode": "continuous-GrYlRd"}
IN_RANGE = {"type": "range", "options": {"from": 1, "to": 9, "result": {"color": "#ffffff"}}}
WORDS = {"type": "value", "options": {"11": {"text": "elva", "color": "red"}, "1": {"text": ""}}}


def field(
    config: Mapping[str, Any] | None = None,
    values: Sequence[Any] = (),
    kind: FieldType = "number",
    index: int = 0,
    theme: Theme = DARK,
) -> PanelField:
    """A field with a configuration."""
    own = Field(name="load", type=kind, values=values)
    return PanelField(name="load", field=own, config=config or {}, index=index, theme=theme)


@pytest.mark.parametrize(
    ("value", "text", "number"),
    [
        (None, "", None), (math.nan, "NaN", None), (3, "3", 3), ("3", "3", 3), ("", "", None), ("hello", "hello", None),
        ([], "", None), (["a", "b"], "a, b", None), ([1, 2.5], "1, 2.5", None), ({}, "[object Object]", None),
        (True, "true", 1), (False, "false", 0), ("0x10", "16", 16), ("1_000", "1_000", None), ("nan", "nan", None),
        (math.inf, "∞", math.inf),
    ],
)  # fmt: skip
def test_every_kind_of_value_has_a_text(value: Any, text: str, number: float | None) -> None:
    """Numbers are formatted, whatever else is there is written as a browser writes it."""
    shown = display(field(), value)
    assert (shown.text, shown.number) == (text, number)


@pytest.mark.parametrize(
    ("config", "kind", "value", "text"),
    [
        ({"decimals": 1}, "number", "6", "6.0"),
        ({"decimals": 2, "mappings": [IN_RANGE]}, "number", 5, "5.00"),
        ({"mappings": [WORDS], "unit": "watt"}, "number", "1000", "1 kW"),
        ({"mappings": [WORDS], "unit": "watt"}, "number", 11, "elva"),
        ({"noValue": "none"}, "number", None, "none"),
        ({"noValue": "none"}, "string", "", "none"),
        ({}, "string", "22.1122334455", "22.1122334455"),
        ({}, "string", "2882377905688543293", "2882377905688543293"),
        ({"unit": "none"}, "string", "0x10", "16"),
        ({}, "boolean", 1, "True"),
        ({"unit": "bool_on_off"}, "boolean", 0, "Off"),
        ({}, "time", 1666402869517, "2022-10-22 01:41:09"),
        ({"unit": "s"}, "time", 1666402869517, "2022-10-22 01:41:09"),
        ({"unit": "time:YYYY"}, "time", "2022-10-22T01:41:09Z", "2022"),
        ({"unit": "dateTimeAsIso"}, "number", "yesterday", "NaN"),
        ({"unit": "reqps"}, "number", 1234, "1.23K req/s"),
    ],
)
def test_the_configuration_decides(config: dict[str, Any], kind: FieldType, value: Any, text: str) -> None:
    """Mappings before units, and the unit that the field's type needs."""
    assert str(display(field(config, kind=kind), value)) == text


def test_times_close_together_have_milliseconds() -> None:
    """Within a minute the seconds alone would be the same."""
    assert display(field(values=[1000, 2500], kind="time"), 2500).text == "1970-01-01 00:00:02.500"
    assert display(field(values=[1000, 62500], kind="time"), 62500).text == "1970-01-01 00:01:02"


def test_a_mapping_colours() -> None:
    """Its colour goes before the threshold's, and a name is looked up in the theme."""
    config = {"mappings": [WORDS, IN_RANGE], "thresholds": ABSOLUTE}
    assert display(field(config), 11).color == "#f2495c"
    assert display(field(config, theme=LIGHT), 11).color == "#e02f44"
    assert display(field(config), 5).color == "#ffffff"
    assert display(field(config), 60).color == "#111111"


@pytest.mark.parametrize(
    ("value", "color"), [(-9, "#000000"), (50, "#111111"), (55, "#111111"), (75, "#222222"), (None, "#000000")]
)
def test_a_threshold_is_reached_at_its_value(value: float | None, color: str) -> None:
    """Nothing has the first colour."""
    assert threshold_color(field({"thresholds": ABSOLUTE}), value) == color
    assert display(field({"thresholds": ABSOLUTE}), value).color == color


def test_thresholds_in_percent_depend_on_the_limits() -> None:
    """The steps of a field from 0 to 200 stand at twice their percentage."""
    whole = field({"thresholds": PERCENT, "min": 0, "max": 200})
    assert thresholds_of(whole) == ((-math.inf, "#000000"), (100, "#111111"), (150, "#222222"))
    assert [threshold_color(whole, value) for value in (99, 100, 150)] == ["#000000", "#111111", "#222222"]
    assert thresholds_of(field({"thresholds": ABSOLUTE}))[1] == (50, "#111111")


def test_a_field_without_thresholds_is_grey() -> None:
    """As on the page."""
    assert thresholds_of(field()) == ((-math.inf, "#808080"),)


def test_limits_are_configured_or_found() -> None:
    """What is configured goes before the data; nothing has no limits."""
    assert limits(field(values=[3, None, 9])) == (3, 9)
    assert limits(field({"min": 0}, values=[3, None, 9])) == (0, 9)
    assert limits(field({"min": 0, "max": 1}, values=[3])) == (0, 1)
    assert limits(field(values=[None])) == (None, None)


@pytest.mark.parametrize(("value", "share"), [(-10, 0), (5, 0.75), (10, 1), (99, 1), (None, 0)])
def test_a_share_lies_between_the_limits(value: float | None, share: float) -> None:
    """It never leaves them."""
    assert display(field(values=[0, -10, 10]), value).share == share


def test_one_value_alone_is_at_the_start() -> None:
    """Where all values are the same, the scheme's first colour is taken."""
    assert display(field({"color": GREEN_YELLOW_RED}, values=[1]), 1).color == "#73bf69"


@pytest.mark.parametrize(
    ("color", "index", "expected"),
    [
        ({"mode": "palette-classic"}, 0, "#73bf69"),
        ({"mode": "palette-classic"}, 1, "#f2cc0c"),
        ({"mode": "fixed", "fixedColor": "purple"}, 1, "#b877d9"),
        ({"mode": "fixed"}, 1, "#808080"),
        ({"mode": "shades", "fixedColor": "purple"}, 0, "#b877d9"),
        ({"mode": "thresholds"}, 0, "#000000"),
        ({"mode": "thresholds", "seriesBy": "max"}, 0, "#222222"),
        ({"mode": "continuous-GrYlRd", "seriesBy": "min"}, 0, "#73bf69"),
        ({"mode": "continuous-GrYlRd", "seriesBy": "max"}, 0, "#f2495c"),
    ],
)
def test_a_series_has_one_colour(color: dict[str, str], index: int, expected: str) -> None:
    """Its own, or that of the value that it is told to go by, the last one unless told."""
    given_field = field({"color": color, "thresholds": ABSOLUTE}, values=[0, 100, 20], index=index)
    assert series_color(given_field) == expected


def test_the_last_value_colours_a_series() -> None:
    """The fifth of -10 to 10 at three quarters has the colour of a value there."""
    series = field({"color": GREEN_YELLOW_RED}, values=[0, -10, 5, 10, 2, 5])
    assert series_color(series) == display(series, 5).color


def test_truth_is_green() -> None:
    """And the ends of a scheme where there is one."""
    assert display(field(kind="boolean"), True).color == "#73bf69"
    assert display(field(kind="boolean"), False).color == "#f2495c"
    assert display(field({"color": GREEN_YELLOW_RED}, kind="boolean"), True).color == "#f2495c"


ANY = st.none() | st.booleans() | st.floats() | st.integers(-(10**300), 10**300) | st.text() | st.lists(st.integers())


@given(
    ANY, st.sampled_from(["number", "string", "time", "boolean", "other"]), st.sampled_from(["", "s", "bytes", "hex"])
)
def test_anything_is_shown(value: Any, kind: FieldType, unit: str) -> None:
    """No value of any type makes a panel fail."""
    config = {"unit": unit, "thresholds": PERCENT, "mappings": [WORDS, IN_RANGE], "decimals": 2}
    shown = display(field(config, values=[value], kind=kind), value)
    assert 0 <= shown.share <= 1
    assert len(shown.color) in {7, 9}
