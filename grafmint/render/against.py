"""The difference between two servers as a person reads it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from grafmint.bundle import shown
from grafmint.plan.against import Contrast, Where
from grafmint.render.clean import clean
from grafmint.render.findings import number
from grafmint.render.style import PLAIN, Style, Tone


def against_text(contrasts: Sequence[Contrast], here: str, there: str, style: Style = PLAIN) -> str:
    """Which way the changes lead, a line for each resource that differs, what differs below it, and how many."""
    lines = [f"from {there} to {here}:"] if contrasts else []
    lines += [line for contrast in contrasts for line in _lines(contrast, here, there, style)]
    return "".join(f"{line}\n" for line in (*lines, against_summary(contrasts, here, there)))


def against_summary(contrasts: Sequence[Contrast], here: str, there: str) -> str:
    """How many differ, in a line."""
    if not contrasts:
        return f"{here} and {there} differ in nothing but what the code says."
    count = Counter(contrast.where for contrast in contrasts)
    said = [f"{number(count['both'], 'resource')} {'differs' if count['both'] == 1 else 'differ'}"]
    sides: tuple[tuple[Where, str], ...] = (("here", here), ("there", there))
    said += [f"{count[where]} only on {name}" for where, name in sides if count[where]]
    return f"{', '.join(said)}."


def against_json(contrasts: Sequence[Contrast], here: str, there: str) -> dict[str, Any]:
    """The same as a document: `where` names the environment of what only one has."""
    names = {"both": None, "here": here, "there": there}
    told = [{**attrs.asdict(contrast), "only_on": names[contrast.where]} for contrast in contrasts]
    return {"environment": here, "against": there, "differences": [_without(each, "where") for each in told]}


def _lines(contrast: Contrast, here: str, there: str, style: Style) -> Iterator[str]:
    signs: dict[str, tuple[str, Tone]] = {
        "both": ("~ differs", "warn"),
        "here": (f"+ only on {here}", "good"),
        "there": (f"- only on {there}", "bad"),
    }
    sign, tone = signs[contrast.where]
    width = max(len(text) for text, _ in signs.values())
    name = f'{shown(contrast.kind):<13}  {clean(contrast.uid)}  "{clean(contrast.title)}"'
    yield f"  {style.paint(f'{sign:<{width}}', tone)}  {name}"
    yield from (f"      ~ {clean(change)}" for change in contrast.changes)


def _without(told: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != key}
