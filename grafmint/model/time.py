"""Grafana's words for times and durations, refused where the page would read something else."""

import re

from grafmint.errors import ModelError

_UNITS = "smhdwMQy"
# "now", moved and rounded any number of times; a date; or milliseconds since 1970.
_POINT = re.compile(
    rf"now(?:[+-]\d+[{_UNITS}])*(?:/f?[{_UNITS}])?(?:[+-]\d+[{_UNITS}])*"
    r"|\d{4}-\d\d-\d\d(?:[T ][\d:.]+Z?)?|\d{10,13}|\$.+"
)
_EVERY = re.compile(r"(?:\d+(?:ms|[smhd]))?")
_STEP = re.compile(r">?=?\d+(?:ms|[smhdwMy])|\$.+")


def check_point(owner: str, option: str, text: str) -> None:
    """Raise ModelError for what is no point in time.

    Source: https://grafana.com/docs/grafana/latest/dashboards/use-dashboards/#time-units-and-relative-ranges
    """
    if not _POINT.fullmatch(text):
        near = f"now-{text.strip()}"
        hint = f"did you mean {near!r}?" if _POINT.fullmatch(near) else "write it as now-6h, now/d or 2026-11-21"
        raise ModelError(f"{owner}: {option}={text!r} is no point in time", hint=hint)


def check_every(owner: str, option: str, text: str) -> None:
    """Raise ModelError for what is no time to refresh after: one number and one unit, or nothing for never."""
    _check(_EVERY, owner, option, text, "30s")


def check_step(owner: str, option: str, text: str) -> None:
    """Raise ModelError for what is no least step of a query: one number and one unit, or a variable."""
    _check(_STEP, owner, option, text, "30s")


def _check(form: "re.Pattern[str]", owner: str, option: str, text: str, example: str) -> None:
    if not form.fullmatch(text):
        near = re.sub(r"\s|(?<=[smhd])[a-z]+", "", text)
        hint = f"did you mean {near!r}?" if form.fullmatch(near) and near else f"write it as {example!r}"
        raise ModelError(f"{owner}: {option}={text!r} is no duration", hint=hint)
