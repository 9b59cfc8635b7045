"""Categories: the rows of a table as groups of bars, each with a name.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/bar-chart/
"""

import math
from collections.abc import Sequence

import attrs

from grafmint.picture.axes import key_of
from grafmint.picture.option import option
from grafmint.picture.panel import Panel, PanelField
from grafmint.picture.series import Series
from grafmint.picture.stack import stacked
from grafmint.picture.together import joined


@attrs.frozen(kw_only=True, eq=False)
class Categories:
    """The field that names the groups, the series that have a bar in each, and the field that colours them."""

    names: PanelField
    series: tuple[Series, ...]
    color: PanelField | None = None

    @property
    def count(self) -> int:
        """How many groups there are."""
        return len(self.names.values)


def categories_of(panel: Panel) -> Categories | str:
    """The panel's groups of bars, or what it lacks to have any."""
    fields = joined(panel.frames)
    by_name = {name: each for each in fields for name in (each.field.name, each.name)}
    asked, colored = (option(panel.options, name) for name in ("xField", "colorByField"))
    if colored and colored not in by_name:
        return "Color field not found"
    if asked and asked not in by_name:
        return "Configured x field not found"
    names = by_name[asked] if asked else _first(fields, "string") or _first(fields, "time")
    if names is None:
        return "Bar charts requires a string or time field"
    numbers = [each for each in fields if each.type == "number" and each is not names]
    if not numbers:
        return "No numeric fields found"
    color = by_name[colored] if colored else None
    if color is not None and len(numbers) > 1:
        numbers = [next(each for each in numbers if each is not color)]
    mode = option(panel.options, "stacking", "none")
    return Categories(names=names, series=stacked([_series(each, mode) for each in numbers], key_of), color=color)


def _first(fields: Sequence[PanelField], kind: str) -> PanelField | None:
    return next((each for each in fields if each.type == kind), None)


def _series(field: PanelField, mode: str) -> Series:
    """A field as a series over the numbers of its rows, stacked as the whole chart is."""
    custom = {**field.custom, "stacking": {"group": "_", "mode": mode}}
    config = {**field.config, "custom": custom}
    if mode == "percent":
        config["unit"] = "percentunit"
    sign = -1.0 if option(custom, "transform") == "negative-Y" else 1.0
    values = [None if each is None or not math.isfinite(each) else sign * each for each in field.values]
    return Series(field=attrs.evolve(field, config=config), times=range(len(values)), values=values)
