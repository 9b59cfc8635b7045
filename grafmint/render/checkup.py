"""Checkups as a person reads them and as JSON; others' texts in them are data."""

from collections.abc import Iterator
from typing import Any

import attrs

from grafmint.render.clean import clean
from grafmint.render.findings import number
from grafmint.render.style import PLAIN, Style, Tone
from grafmint.target.checkup import Check, Checkup, Status

_SIGNS: dict[Status, tuple[str, Tone]] = {"ok": ("✓", "good"), "warn": ("!", "warn"), "bad": ("✗", "bad")}


def checkup_text(checkup: Checkup, style: Style = PLAIN) -> str:
    """One line a check under the environment's name, hints below, and a count at the end."""
    return "".join(f"{line}\n" for line in _lines(checkup, style))


def checkup_json(checkup: Checkup) -> dict[str, Any]:
    """The checks with all their parts."""
    checks = [attrs.asdict(check) for check in checkup.checks]
    return {"environment": checkup.environment, "checks": checks, "exit_code": checkup.exit_code}


def _lines(checkup: Checkup, style: Style) -> Iterator[str]:
    width = max((len(clean(check.name)) for check in checkup.checks), default=0)
    yield style.paint(clean(checkup.environment), "bold")
    for check in checkup.checks:
        yield from _check(check, width, style)
    yield _summary(checkup)


def _check(check: Check, width: int, style: Style) -> Iterator[str]:
    sign, tone = _SIGNS[check.status]
    yield f"  {style.paint(sign, tone)} {clean(check.name):<{width}}  {clean(check.said)}"
    if check.hint is not None:
        yield f"    {'':<{width}}  {style.paint(f'hint: {clean(check.hint)}', 'dim')}"


def _summary(checkup: Checkup) -> str:
    bad, warned = (sum(check.status == status for check in checkup.checks) for status in ("bad", "warn"))
    if not bad and not warned:
        return "Nothing is wrong."
    return f"{number(bad, 'problem')}, {number(warned, 'thing')} to know before a sync."
