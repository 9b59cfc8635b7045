"""Span: the time range of a panel, the dashboard's with what the panel overrides."""

from collections.abc import Callable, Mapping
from typing import Any

from grafmint.data.clock import Clock, clock_of


def range_of(
    board: Mapping[str, Any], panel: Mapping[str, Any], fill: Callable[[str], str], now: int
) -> tuple[int, int]:
    """The start and end of a panel's time range in milliseconds, the dashboard's with what the panel overrides.

    `fill` puts values in the place of variables.
    """
    clock = clock_of(board, now)
    time = board.get("time")
    times: Mapping[str, Any] = time if isinstance(time, Mapping) else {}
    raw = times.get("from", "now-6h")
    start, end = clock.moment(raw), clock.moment(times.get("to", "now"), up=True)
    own, shift = fill(str(panel.get("timeFrom") or "")), fill(str(panel.get("timeShift") or ""))
    # The page overrides only what is relative.
    if own and isinstance(raw, str) and raw.startswith("now"):
        found = clock.moment(f"now{own}" if own.startswith("/") else f"now-{own}")
        start, end = (start, end) if found is None else (found, clock.moment(_until(own), up=True))
    start, end = (clock.moment("now-6h") if start is None else start), (now if end is None else end)
    assert start is not None
    return _back(clock, start, end, shift) if shift else (start, end)


def _until(own: str) -> str:
    """The end of a panel's own range: a range such as `1d/d` ends with its unit."""
    _, slash, unit = own.partition("/")
    return f"now/{unit}" if slash else "now"


def _back(clock: Clock, start: int, end: int, shift: str) -> tuple[int, int]:
    earlier, until = clock.shifted(start, f"-{shift}"), clock.shifted(end, f"-{shift}", up=True)
    return (start, end) if earlier is None or until is None else (earlier, until)
