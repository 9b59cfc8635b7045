"""Table: rows and columns, with coloured or drawn cells.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/table/
"""

from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.model.base import CUSTOM, OPTIONS, Model, Parts, at, custom, field, frozen, many, option
from grafmint.model.context import Context
from grafmint.model.fields import CellOptions, name_cells
from grafmint.model.panel.base import FieldPanel


@frozen(kw_only=True)
class TableSort(Model):
    """The column a table is sorted by."""

    display_name: str
    desc: bool = field(default=False, always=True)


def sorts_of(value: TableSort | Iterable[TableSort]) -> tuple[TableSort, ...]:
    """One column or several."""
    return many(value)


@frozen(kw_only=True)
class Table(FieldPanel):
    """Rows and columns; `cell_options`, `align` and widths hold for all columns, overrides for some."""

    type: ClassVar[str] = "table"

    show_header: bool | Unset = option()
    sort_by: tuple[TableSort, ...] = attrs.field(default=(), converter=sorts_of, metadata=at(OPTIONS, "sortBy"))
    cell_height: Literal["sm", "md", "lg"] | Unset = option()
    align: Literal["auto", "left", "center", "right"] | Unset = custom()
    column_width: int | Unset = custom("width", low=1)
    min_width: int | Unset = custom(low=1)
    filterable: bool | Unset = custom()
    inspect: bool | Unset = custom()
    cell_options: CellOptions | Unset = custom()

    def _derive(self, parts: Parts, context: Context) -> None:
        name_cells(parts[CUSTOM], context)
