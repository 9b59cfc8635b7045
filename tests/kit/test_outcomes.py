"""Outcomes have one colour each, on every panel that tells them apart."""

import re
from collections.abc import Iterable

import pytest

from grafmint.kit import answers, blockchain, outcomes, red
from grafmint.model.fields import Color, Override
from grafmint.model.panel.base import FieldPanel


def _colors(name: str, overrides: Iterable[Override]) -> list[str]:
    """The colours of a series with this name."""
    found = []
    for override in overrides:
        _, pattern, _ = override.matcher.options.split("/")
        assert isinstance(override.color, Color)
        if re.match(pattern, name, re.IGNORECASE):
            found.append(override.color.fixed_color)
    return found


@pytest.mark.parametrize(
    ("color", "names"),
    [
        ("green", ("200", "204", "2xx", "ok", "OK", "success", "succeeded")),
        ("blue", ("301", "3xx")),
        ("orange", ("404", "429", "4xx")),
        ("red", ("500", "503", "5xx", "error", "ERROR", "failed", "failure")),
    ],
)
def test_what_is_good_is_green_and_what_is_bad_is_red(color: str, names: tuple[str, ...]) -> None:
    """Classes of HTTP and words alike, each in one colour."""
    assert {name: _colors(name, outcomes.OF_SERIES) for name in names} == {name: [color] for name in names}


def test_other_words_keep_the_colours_of_the_palette() -> None:
    """Nobody can say whether they are good."""
    assert [_colors(name, outcomes.OF_SERIES) for name in ("expired", "pending", "GET", "100")] == [[], [], [], []]


@pytest.mark.parametrize(
    "panel",
    [red.statuses(red.Requests()), answers.error_types(red.Requests()), blockchain.transfers(blockchain.Chain())],
)
def test_all_graphs_of_outcomes_agree(panel: FieldPanel) -> None:
    """A reader who has learned the colours on one of them is not misled by another."""
    assert panel.overrides == outcomes.OF_SERIES


def test_bars_of_statuses_are_coloured_as_their_lines() -> None:
    """In a chart the statuses are values of a field, which are mapped to the same colours."""
    (override,) = answers.mistakes(red.Requests()).overrides
    assert override.mappings == outcomes.OF_VALUES
    assert [mapping.color for mapping in outcomes.OF_VALUES] == [
        override.color.fixed_color for override in outcomes.OF_SERIES if isinstance(override.color, Color)
    ]
