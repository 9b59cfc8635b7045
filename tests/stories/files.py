"""Repositories without a project of ours: exported files alone, and grafanalib's modules."""

from tests.stories.story import Ask, Edit, Line, Story

LOAD = """\
{
  "uid": "load",
  "title": "Load",
  "schemaVersion": 36,
  "panels": [
    {
      "id": 1,
      "type": "timeseries",
      "title": "Load of $host",
      "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8},
      "datasource": {"type": "prometheus", "uid": "metrics"},
      "fieldConfig": {"defaults": {"unit": "short"}, "overrides": []},
      "targets": [{"refId": "A", "expr": "node_load1{instance=\\"$host\\"}"}]
    },
    {
      "id": 2,
      "type": "stat",
      "title": "Free",
      "gridPos": {"x": 12, "y": 0, "w": 12, "h": 8},
      "datasource": {"type": "prometheus", "uid": "metrics"},
      "fieldConfig": {
        "defaults": {
          "unit": "percentunit",
          "thresholds": {"mode": "absolute", "steps": [
            {"color": "red", "value": null}, {"color": "green", "value": 0.1}
          ]}
        },
        "overrides": []
      },
      "targets": [{"refId": "A", "expr": "min(node_filesystem_avail_bytes / node_filesystem_size_bytes)"}]
    }
  ],
  "templating": {"list": [
    {"name": "host", "type": "query", "datasource": {"type": "prometheus", "uid": "metrics"},
     "query": "label_values(node_load1, instance)"}
  ]}
}
"""
EXPORTED = {"dashboards/load.json": LOAD, "README.md": "Dashboards, as Grafana exports them.\n"}
FILES_ALONE = Story(
    name="files-alone",
    edits=[
        Edit("dashboards/load.json", '"value": 0.1', '"value": 0.2'),
        Edit("dashboards/load.json", '=\\"$host', '=\\"$hots'),
    ],
    asks=[
        Ask("Below which share is it red?", ["Free", "red below 20% instead of 10%"]),
        Ask("Which dashboard, in which file?", ["Load", "dashboards/load.json"]),
        Ask("Does it break a rule?", ["1 error new", "$hots", "did you mean"]),
    ],
    unsaid=["If merged", "load.json:1"],
    code=1,
)

TOML = """\
[project]
name = "shop"
modules = ["boards"]

[datasources]
metrics = "prometheus"

[env.prod]
url = "https://grafana.shop.example"
token = { env = "SHOP_GRAFANA_TOKEN" }
datasources = { metrics = "metrics" }
"""
BOARD = """\
from grafanalib.core import Dashboard, GridPos, Target, TimeSeries

dashboard = Dashboard(
    uid="targets",
    title="Targets",
    panels=[
        TimeSeries(
            title="Up",
            dataSource="metrics",
            gridPos=GridPos(h=8, w=12, x=0, y=0),
            targets=[Target(expr="sum(up)", refId="A")],
        ),
    ],
).auto_panel_ids()
"""
GRAFANALIB = {"grafmint.toml": TOML, "boards/targets.dashboard.py": BOARD}
OF_GRAFANALIB = Story(
    name="grafanalib",
    edits=[
        Edit("boards/targets.dashboard.py", 'expr="sum(up)"', 'expr="sum by (job) (up)"'),
        Edit(
            "boards/targets.dashboard.py",
            "        ),\n    ],\n",
            '        ),\n        TimeSeries(\n            title="Down",\n            dataSource="metrics",\n'
            "            gridPos=GridPos(h=8, w=12, x=12, y=0),\n"
            '            targets=[Target(expr="count(up == 0)", refId="A")],\n        ),\n    ],\n',
        ),
    ],
    asks=[
        Ask("Which panel shows something else?", ["Up", "Targets", "by (job)"]),
        Ask("Which is new?", ["Down is new"]),
        Ask("What does it ask?", ["count(up == 0)"], details=True),
        Ask("Which file?", [Line("boards/targets.dashboard.py", "dashboard = Dashboard(")]),
        Ask("Did others' defaults get in the way?", ["nothing new"]),
    ],
    unsaid=["query A query"],
)
