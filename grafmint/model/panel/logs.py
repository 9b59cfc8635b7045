"""Logs: log lines as they came.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/logs/
"""

from typing import ClassVar, Literal

from grafmint.model.base import frozen, option
from grafmint.model.panel.base import QueryPanel


@frozen(kw_only=True)
class Logs(QueryPanel):
    """Log lines, newest first unless `sort_order` says otherwise."""

    type: ClassVar[str] = "logs"
    default_width: ClassVar[int] = 24

    show_time: bool = option(default=True, always=True)
    show_labels: bool = option(default=False, always=True)
    show_common_labels: bool = option(default=False, always=True)
    wrap_log_message: bool = option(default=False, always=True)
    prettify_log_message: bool = option(default=False, always=True)
    enable_log_details: bool = option(default=True, always=True)
    sort_order: Literal["Descending", "Ascending"] = option(default="Descending", always=True)
    dedup_strategy: Literal["none", "exact", "numbers", "signature"] = option(default="none", always=True)
