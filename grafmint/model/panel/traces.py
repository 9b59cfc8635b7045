"""Traces: the spans of one trace.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/traces/
"""

from typing import ClassVar

from grafmint.model.base import frozen
from grafmint.model.panel.base import QueryPanel


@frozen(kw_only=True)
class Traces(QueryPanel):
    """One trace as the page's own view of it: its query is a trace id, most often from a variable.

    What a search finds is a list of traces: show it in a `Table`, whose ids are links to the traces.
    """

    type: ClassVar[str] = "traces"
    default_width: ClassVar[int] = 24
    default_height: ClassVar[int] = 16
