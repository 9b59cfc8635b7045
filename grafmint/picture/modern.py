"""Modern: a panel of a type that is gone as the one of today that Grafana's own page makes of it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from grafmint.picture.graph import is_of_time, timeseries_of
from grafmint.picture.singlestat import stat_of

_Json = Mapping[str, Any]


def modern(panel: _Json) -> _Json:
    """The panel under a type that is drawn, where its own is gone; any other as it is."""
    change = _CHANGES.get(str(panel.get("type")))
    try:
        return change(panel) if change else panel
    except (AttributeError, LookupError, TypeError, ValueError):
        # What has a shape that no panel has is left to whoever draws it, who says so.
        return panel


def _graph(panel: _Json) -> _Json:
    return timeseries_of(panel) if is_of_time(panel) else panel


_CHANGES: Final[Mapping[str, Callable[[_Json], _Json]]] = {
    "graph": _graph,
    "singlestat": stat_of,
    "grafana-singlestat-panel": stat_of,
}
