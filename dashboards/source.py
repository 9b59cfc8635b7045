"""Source: which datasource the metrics of a board are asked of, where an environment has several of them."""

from alerting.placed import evolved
from grafmint import CustomVariable, Panel, QueryPanel, QueryVariable
from grafmint.prometheus import TYPE


def offered(variable: QueryVariable | CustomVariable, metrics: str | None) -> QueryVariable | CustomVariable:
    """The choice among what that datasource knows."""
    if metrics is None or not isinstance(variable, QueryVariable):
        return variable
    return evolved(variable, query=evolved(variable.query, datasource=metrics))


def asked(panel: Panel, metrics: str | None) -> Panel:
    """A panel of metrics asking that datasource; without a name, and of others, the panel as it is."""
    if metrics is None or not isinstance(panel, QueryPanel):
        return panel
    # Logs and traces are asked of others.
    if any(each.datasource_type != TYPE for each in panel.queries):
        return panel
    # The panel's own datasource is that of its alerts too.
    return evolved(panel, datasource=metrics)
