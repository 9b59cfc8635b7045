"""State legend: the entries of a chart whose colours stand for values instead of series."""

import math
from collections.abc import Sequence

from grafmint.formats import formatted
from grafmint.picture.color import hex_of
from grafmint.picture.display import display
from grafmint.picture.legend_item import Item
from grafmint.picture.option import option
from grafmint.picture.panel import PanelField


def state_items(fields: Sequence[PanelField]) -> list[Item]:
    """An entry for each colour: the steps of thresholds, or each value's text; none where colours flow."""
    if not fields:
        return []
    mode = str(option(fields[0].config, "color.mode", "fixed"))
    if mode == "thresholds":
        return [Item(label=label, color=color) for label, color in threshold_names(fields[0])]
    if mode.startswith("continuous"):
        return []
    # One text keeps its place and takes the colour that it had last.
    colors: dict[str, str] = {}
    for field in fields:
        for value in dict.fromkeys(field.values):
            shown = display(field, value)
            colors[shown.text] = shown.color
    return [Item(label=label, color=color) for label, color in colors.items() if label]


def threshold_names(field: PanelField) -> list[tuple[str, str]]:
    """The steps of a field's thresholds, `< 80` and `80+`, and their colours."""
    steps = option(field.config, "thresholds.steps", ())
    percent = option(field.config, "thresholds.mode") == "percentage"
    unit = "percent" if percent else str(option(field.config, "unit", ""))
    found = []
    for at, step in enumerate(steps):
        value = _value(step)
        before, behind = "", "+"
        if value == -math.inf and at + 1 < len(steps):
            value = _value(steps[at + 1])
            before, behind = "< ", ""
        label = f"{before}{formatted(value, unit)}{behind}"
        found.append((label, hex_of(str(step.get("color", "")), field.theme)))
    return found


def _value(step: object) -> float:
    value = step.get("value") if isinstance(step, dict) else None
    return -math.inf if value is None else float(value)
