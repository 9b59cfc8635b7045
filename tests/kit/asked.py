"""What a panel asks and at which numbers it changes its colour, for the tests of the kit."""

from collections.abc import Mapping

from grafmint._unset import Unset
from grafmint.loki import Query as LogQuery
from grafmint.model.panel.base import FieldPanel, QueryPanel
from grafmint.model.threshold import Thresholds
from grafmint.prometheus import Query


def exprs(panel: QueryPanel) -> list[str]:
    """The queries of a panel as texts, in order."""
    return [str(query.expr) for query in panel.queries if isinstance(query, Query | LogQuery)]


def legends(panel: QueryPanel) -> list[str]:
    """The names of the series, in order."""
    return [str(query.legend_format) for query in panel.queries if isinstance(query, Query | LogQuery)]


def steps(thresholds: Thresholds | Unset) -> list[tuple[float | None, str]]:
    """Each number and the colour that begins there."""
    assert not isinstance(thresholds, Unset), "without thresholds Grafana colours by its own"
    return [(step.value, step.color) for step in thresholds.steps]


def overridden(panel: FieldPanel) -> Mapping[str, Thresholds]:
    """The thresholds of single queries or fields, by what the override is for."""
    return {
        override.matcher.options: override.thresholds
        for override in panel.overrides
        if not isinstance(override.thresholds, Unset)
    }
