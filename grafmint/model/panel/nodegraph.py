"""NodeGraph: who calls whom.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/node-graph/
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from grafmint._unset import Unset
from grafmint.model.base import Model, field, frozen, many, option
from grafmint.model.panel.base import QueryPanel
from grafmint.units import CustomUnit, Unit


@frozen(kw_only=True)
class ArcOption(Model):
    """A part of the ring around each node: the share, 0 to 1, in a `field` of the nodes, and its colour."""

    field: str
    color: str


def arcs_of(value: ArcOption | Iterable[ArcOption]) -> tuple[ArcOption, ...]:
    """One arc or several."""
    return many(value)


@frozen(kw_only=True)
class NodeOptions(Model):
    """The units of a node's two numbers, and its ring."""

    main_stat_unit: Unit | CustomUnit | Unset = field()
    secondary_stat_unit: Unit | CustomUnit | Unset = field()
    arcs: tuple[ArcOption, ...] = attrs.field(default=(), converter=arcs_of)


@frozen(kw_only=True)
class EdgeOptions(Model):
    """The units of an edge's two numbers."""

    main_stat_unit: Unit | CustomUnit | Unset = field()
    secondary_stat_unit: Unit | CustomUnit | Unset = field()


@frozen(kw_only=True)
class NodeGraph(QueryPanel):
    """Nodes and the edges between them, such as services and their calls; its query returns both tables.

    Units that are left out are those of the datasource.
    """

    type: ClassVar[str] = "nodeGraph"
    default_height: ClassVar[int] = 12

    nodes: NodeOptions | Unset = option()
    edges: EdgeOptions | Unset = option()
