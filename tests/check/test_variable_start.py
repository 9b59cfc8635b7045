"""variable-start: what the page of a real 9.4 opens, and what stops it."""

from typing import Any

import pytest

from tests.check.boards import board, found, said

OPTIONS = [{"text": "5m", "value": "5m"}]
CHOSEN = {"text": "5m", "value": "5m"}


def _said(type_: str, **rest: Any) -> list[str]:
    return said(found(board(variables=({"name": "x", "type": type_, "query": "5m,10m", **rest},))))


@pytest.mark.parametrize(
    ("type_", "rest", "fault"),
    [
        ("interval", {"options": None}, "has options that are null"),
        ("custom", {"options": None, "current": CHOSEN}, "has options that are null"),
        ("interval", {"options": OPTIONS}, "has options and no current"),
        ("interval", {"options": OPTIONS, "current": None}, "has options and no current"),
        ("custom", {"options": OPTIONS}, "has options and no current"),
        ("custom", {"options": [], "current": None}, "has a current that is null"),
        ("custom", {"current": None}, "has a current that is null"),
    ],
)
def test_what_stops_the_page(type_: str, rest: dict[str, Any], fault: str) -> None:
    """A null, or options without a current one; in others' boards too."""
    assert _said(type_, **rest) == [
        (
            f"error variable-start /templating/list/0: variable 'x' {fault}: the page cannot open the dashboard"
            " (write options and current)"
        )
    ]


@pytest.mark.parametrize("rest", [{}, {"options": []}, {"options": OPTIONS, "current": {}}])
def test_a_custom_variable_may_be_empty(rest: dict[str, Any]) -> None:
    """The page opens, and its queries have nothing in its place."""
    assert _said("custom", **rest) == [
        (
            "warning variable-start /templating/list/0: variable 'x' is empty until somebody chooses a value"
            " (write current into it)"
        )
    ]


@pytest.mark.parametrize(
    ("type_", "rest"),
    [
        ("interval", {}),
        ("interval", {"options": [], "current": None}),
        ("interval", {"options": OPTIONS, "current": {}}),
        ("interval", {"options": OPTIONS, "current": CHOSEN}),
        ("custom", {"options": OPTIONS, "current": CHOSEN}),
        ("custom", {"current": CHOSEN}),
        ("textbox", {"options": None}),
    ],
)
def test_what_the_page_fills_in_passes(type_: str, rest: dict[str, Any]) -> None:
    """It makes the options of an interval from its query, and takes the first for its value."""
    assert _said(type_, **rest) == []
