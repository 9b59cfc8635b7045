"""Angular: the panels that 11 and later no longer draw, and what the server makes of their types.

Source: https://grafana.com/docs/grafana/latest/developers/angular_deprecation/
"""

from grafmint.testing.stored import Json

_TYPES = {
    "grafana-piechart-panel": "piechart",
    "grafana-singlestat-panel": "stat",
    "grafana-worldmap-panel": "geomap",
    "graph": "timeseries",
    "singlestat": "stat",
    "table-old": "table",
}
_GRAPHS = {"series": "barchart", "histogram": "histogram"}


def replace(panel: Json) -> None:
    """Give a panel the type that took the place of its own, which it remembers."""
    old = panel.get("type")
    if old not in _TYPES:
        return
    new = _TYPES[old]
    if old == "graph":
        new = _GRAPHS.get((panel.get("xaxis") or {}).get("mode", ""), new)
    if new == "stat" and (panel.get("gauge") or {}).get("show"):
        new = "gauge"
    panel |= {"type": new, "autoMigrateFrom": old}
