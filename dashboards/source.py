"""Source: which datasource the metrics of a board are asked of, where an environment has several of them."""

import attrs

from grafmint import CustomVariable, Panel, QueryVariable, Row
from grafmint.model.panel.base import QueryPanel
from grafmint.prometheus import TYPE


def asked(row: Row, metrics: str | None) -> Row:
    """The row with each panel of metrics asking that datasource; without a name, the row as it is."""
    return row if metrics is None else attrs.evolve(row, panels=[_asking(panel, metrics) for panel in row.panels])


def offered(variable: QueryVariable | CustomVariable, metrics: str | None) -> QueryVariable | CustomVariable:
    """The choice among what that datasource knows."""
    if metrics is None or not isinstance(variable, QueryVariable):
        return variable
    return attrs.evolve(variable, query=attrs.evolve(variable.query, datasource=metrics))


def _asking(panel: Panel, metrics: str) -> Panel:
    # The panel's own datasource is that of its alerts too; logs and traces are asked of others.
    if isinstance(panel, QueryPanel) and all(each.datasource_type == TYPE for each in panel.queries):
        return attrs.evolve(panel, datasource=metrics)
    return panel
