"""Panels: the plugins that draw them, as the recorded server has them, whoever asks."""

from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, UnservedError, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Json

#: Its id, name, description, logo, and what is said of its state.
_PANELS = (
    ("alertlist", "Alert list", "Shows list of alerts and their current status", "icn-singlestat-panel.svg", ""),
    ("annolist", "Annotations list", "List annotations", "icn-annolist-panel.svg", ""),
    ("barchart", "Bar chart", "Categorical charts with group support", "barchart.svg", ""),
    ("bargauge", "Bar gauge", "Horizontal and vertical gauges", "icon_bar_gauge.svg", ""),
    ("candlestick", "Candlestick", "", "candlestick.svg", ""),
    ("canvas", "Canvas", "Explicit element placement", "icn-canvas.svg", "beta"),
    ("dashlist", "Dashboard list", "List of dynamic links to other dashboards", "icn-dashlist-panel.svg", ""),
    ("flamegraph", "Flame Graph", "", "icn-flamegraph.svg", "beta"),
    ("gauge", "Gauge", "Standard gauge visualization", "icon_gauge.svg", ""),
    ("geomap", "Geomap", "Geomap panel", "icn-geomap.svg", ""),
    ("gettingstarted", "Getting Started", "", "icn-dashlist-panel.svg", ""),
    ("graph", "Graph (old)", "The old default graph panel", "icn-graph-panel.svg", "deprecated"),
    ("heatmap", "Heatmap", "Like a histogram over time", "icn-heatmap-panel.svg", ""),
    ("histogram", "Histogram", "", "histogram.svg", ""),
    ("logs", "Logs", "", "icn-logs-panel.svg", ""),
    ("news", "News", "RSS feed reader", "news.svg", "beta"),
    ("nodeGraph", "Node Graph", "", "icn-node-graph.svg", "beta"),
    ("piechart", "Pie chart", "The new core pie chart visualization", "icon_piechart.svg", ""),
    ("stat", "Stat", "Big stat values & sparklines", "icn-singlestat-panel.svg", ""),
    ("state-timeline", "State timeline", "State changes and durations", "timeline.svg", ""),
    ("status-history", "Status history", "Periodic status history", "status.svg", ""),
    ("table", "Table", "Supports many column styles", "icn-table-panel.svg", ""),
    ("table-old", "Table (old)", "Table Panel for Grafana", "icn-table-panel.svg", "deprecated"),
    ("text", "Text", "Supports markdown and html content", "icn-text-panel.svg", ""),
    ("timeseries", "Time series", "Time based line, area and bar charts", "icn-timeseries-panel.svg", ""),
    ("traces", "Traces", "", "traces-panel.svg", "beta"),
    ("welcome", "Welcome", "", "icn-dashlist-panel.svg", ""),
    ("xychart", "XY Chart", "", "icn-xychart.svg", "beta"),
)
_AUTHOR = {"name": "Grafana Labs", "url": "https://grafana.com"}


@serves("GET", "/api/plugins", imitates=("plugins",))
def list_plugins(call: Call) -> Reply:
    """Those of panels that are no part of another plugin."""
    if call.query_string != "embedded=0&type=panel":
        raise UnservedError
    return reply([_shown(*each) for each in _PANELS])


def _shown(id_: str, name: str, description: str, logo: str, state: str) -> Json:
    path = f"public/app/plugins/panel/{id_}/img/{logo}"
    return {
        "name": name,
        "type": "panel",
        "id": id_,
        "enabled": True,
        "pinned": False,
        "info": {
            "author": _AUTHOR,
            "description": description,
            "links": None,
            "logos": {"small": path, "large": path},
            "build": {},
            "screenshots": None,
            "version": "",
            "updated": "",
        },
        "dependencies": {"grafanaDependency": "", "grafanaVersion": "*", "plugins": []},
        "latestVersion": "",
        "hasUpdate": False,
        "defaultNavUrl": f"/plugins/{id_}/",
        "category": "",
        "state": state,
        "signature": "internal",
        "signatureType": "",
        "signatureOrg": "",
    }
