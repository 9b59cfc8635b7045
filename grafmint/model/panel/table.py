"""Table: rows and columns, with coloured or drawn cells.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/table/
"""

from typing import ClassVar, Literal

from grafmint._unset import Unset
from grafmint.model.base import Json, Model, custom, field, frozen, option
from grafmint.model.context import Context
from grafmint.model.fields import CellOptions
from grafmint.model.panel.base import FieldPanel


@frozen(kw_only=True)
class TableSort(Model):
    """The column a table is sorted by."""

    display_name: str
    desc: bool = field(default=False, always=True)


def _sort_json(value: TableSort | tuple[TableSort, ...], context: Context) -> Json:
    return [context.encode(column) for column in (value if isinstance(value, tuple) else (value,))]


@frozen(kw_only=True)
class Table(FieldPanel):
    """Rows and columns; `cell_options`, `align` and widths hold for all columns, overrides for some."""

    type: ClassVar[str] = "table"

    show_header: bool | Unset = option()
    sort_by: TableSort | tuple[TableSort, ...] | Unset = option(encode=_sort_json)
    cell_height: Literal["sm", "md", "lg"] | Unset = option()
    align: Literal["auto", "left", "center", "right"] | Unset = custom()
    column_width: int | Unset = custom("width", low=1)
    min_width: int | Unset = custom(low=1)
    filterable: bool | Unset = custom()
    inspect: bool | Unset = custom()
    cell_options: CellOptions | Unset = custom()
