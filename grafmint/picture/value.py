"""Values: what a panel of few big numbers shows, each series reduced to one or every row by itself.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/stat/#value-options
"""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from grafmint.data.frame import Field
from grafmint.picture.asked import flag, size, text, texts
from grafmint.picture.color import hex_of
from grafmint.picture.display import display, limits
from grafmint.picture.fit import one_line
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import option
from grafmint.picture.panel import Panel, PanelField, PanelFrame, Shown
from grafmint.picture.pattern import pattern_of
from grafmint.picture.reduce import reduced

_MOST_ROWS = 25
_CELL = re.compile(r"\$\{?__(?:cell_|data\.fields\[)(\d+)\]?\}?")


@attrs.frozen(kw_only=True)
class Value:
    """A value with its name and the field that it is from; `times` and `series` are what it was reduced from."""

    title: str | None
    shown: Shown
    field: PanelField
    times: Sequence[float] | None = None
    series: Sequence[float | None] | None = None

    @property
    def low(self) -> float:
        """The least value; the page begins at zero where there is none."""
        found = limits(self.field)[0]
        return 0.0 if found is None or not math.isfinite(found) else found

    @property
    def high(self) -> float:
        """The greatest value; the page ends at a hundred where there is none."""
        found = limits(self.field)[1]
        return 100.0 if found is None or not math.isfinite(found) else found

    @property
    def share(self) -> float:
        """Where the value lies between the least and the greatest, 0 to 1; of equal values each is the greatest."""
        if self.shown.number is None:
            return 0.0
        if self.high == self.low:
            return 1.0 if self.shown.number else 0.0
        return min(1.0, max(0.0, (self.shown.number - self.low) / (self.high - self.low)))


def values_of(panel: Panel) -> tuple[Value, ...]:
    """Every value in the order of the data; one that says so where there is none."""
    rows = flag(panel.options, "reduceOptions.values")
    found = tuple(_rows(panel) if rows else _reduced(panel))
    return found or (_none(panel),)


def is_empty(values: Sequence[Value]) -> bool:
    """Whether the values are the one that says that there is none."""
    return len(values) == 1 and values[0].field.type == "other" and not values[0].field.values


def _none(panel: Panel) -> Value:
    nothing = Field(name="No data", type="other", values=())
    field = PanelField(name=nothing.name, field=nothing, config=panel.config, index=0, theme=panel.theme)
    shown = display(field, None)
    said = str(option(panel.config, "noValue", "") or str(shown)) or nothing.name
    return Value(
        title=None, shown=attrs.evolve(shown, text=one_line(said), prefix="", suffix="", number=0.0), field=field
    )


def _reduced(panel: Panel) -> Iterator[Value]:
    written = option(panel.options, "reduceOptions.calcs") is not None
    # An empty list is not what the page begins with.
    calcs = (texts(panel.options, "reduceOptions.calcs") or ("last",)) if written else ("lastNotNull",)
    for frame, field in _fields(panel):
        times = next((each.values for each in frame.fields if each.type == "time"), None)
        for calc in calcs:
            yield Value(
                title=one_line(field.name.replace("${__calc}", calc).replace("$__calc", calc)),
                shown=_shown(field, reduced(field.values, calc, times)),
                field=field,
                times=times,
                series=field.values if field.type == "number" else None,
            )


def _rows(panel: Panel) -> Iterator[Value]:
    most = int(size(panel.options, "reduceOptions.limit") or _MOST_ROWS)
    count = 0
    for frame, field in _fields(panel):
        for row, value in enumerate(field.values):
            if count >= most:
                return
            numbered = attrs.evolve(field, index=count)
            title = _row_name(frame, field, row)
            shown = _shown(numbered, value)
            color = _overridden(panel, title)
            shown = attrs.evolve(shown, color=color) if color else shown
            yield Value(title=one_line(title), shown=shown, field=numbered)
            count += 1


def _shown(field: PanelField, value: Any) -> Shown:
    shown = display(field, value)
    text, prefix, suffix = map(one_line, (shown.text, shown.prefix, shown.suffix))
    return attrs.evolve(shown, text=text, prefix=prefix, suffix=suffix)


def _fields(panel: Panel) -> Iterator[tuple[PanelFrame, PanelField]]:
    wanted = text(panel.options, "reduceOptions.fields")
    pattern = pattern_of(wanted) if wanted else None
    if wanted and pattern is None:
        raise NotDrawn(f'reduceOptions.fields "{wanted}" is no regular expression', hint="correct the pattern")
    for frame in panel.frames:
        for field in frame.fields:
            if field.type == "number" if pattern is None else pattern.is_in(field.name):
                yield frame, field


def _row_name(frame: PanelFrame, field: PanelField, row: int) -> str:
    if option(field.config, "displayName"):
        return _CELL.sub(lambda match: _cell(frame, int(match[1]), row), field.name)
    others = [each for each in frame.fields if each is not field]
    parts = [str(display(each, each.values[row])) for each in others if each.type == "string"]
    parts = [part for part in parts if part]
    if not parts or any(each.type == "number" for each in others):
        parts.append(field.name)
    return " ".join(parts)


def _cell(frame: PanelFrame, column: int, row: int) -> str:
    if column >= len(frame.fields):
        return ""
    value: Any = frame.fields[column].values[row]
    return "" if value is None else str(value)


def _overridden(panel: Panel, title: str) -> str | None:
    """The colour that an override gives to a row by its name."""
    overrides = option(panel.json, "fieldConfig.overrides", ())
    for override in overrides if isinstance(overrides, list | tuple) else ():
        if option(override, "matcher.id") == "byName" and option(override, "matcher.options") == title:
            for change in option(override, "properties", ()):
                if option(change, "id") == "color" and isinstance(option(change, "value.fixedColor"), str):
                    return hex_of(option(change, "value.fixedColor"), panel.theme)
    return None
