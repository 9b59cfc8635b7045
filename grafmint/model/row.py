"""Row: panels under one heading, laid out together.

Source: https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/create-dashboard/#organize-dashboards
"""

from collections.abc import Iterable

import attrs

from grafmint._unset import Unset
from grafmint.model.base import Traced, frozen, many, unwritten
from grafmint.model.library_panel import AnyPanel, LibraryPanel, placed
from grafmint.model.panel.base import Panel
from grafmint.model.variable.base import Variable


def panels_of(value: AnyPanel | Iterable[AnyPanel]) -> tuple[Panel, ...]:
    """One panel or several; a library panel is put in its place."""
    found: tuple[AnyPanel, ...] = many(value)
    has_shared = any(each.__class__ is LibraryPanel for each in found)
    return tuple(map(placed, found)) if has_shared else found  # type: ignore[return-value]  # then all are panels


@frozen(kw_only=True)
class Row(Traced):
    """A heading and its panels, which flow from left to right and wrap at 24 columns.

    `columns=3` makes every panel a third wide unless it says its own `width`; `height` is the default of its panels;
    `repeat` clones the row for each value of a variable; `key` pins its identity before a rename.
    """

    title: str
    panels: tuple[Panel, ...] = attrs.field(default=(), converter=panels_of)
    columns: int | Unset = unwritten(low=1, high=24)
    height: int | Unset = unwritten(low=1)
    collapsed: bool = unwritten(default=False)
    repeat: str | Variable | Unset = unwritten()
    key: str | Unset = unwritten()
