"""Plain dicts and orjson, with nothing checked: the limit in Python. `python -m bench.writers.plain OUT COUNT`."""

import sys
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from bench.spec import (
    CRITICAL,
    DATASOURCE,
    GOOD,
    HEIGHT,
    REFRESH,
    TIME_FROM,
    VARIABLES,
    WARNING,
    Board,
    Panel,
    Variable,
    boards,
)

Json = dict[str, Any]

OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
SOURCE = {"type": "prometheus", "uid": DATASOURCE}
LEGEND = {"displayMode": "table", "placement": "right", "showLegend": True, "calcs": ["mean", "max"]}
TOOLTIP = {"mode": "multi", "sort": "desc"}
REDUCE = {"calcs": ["lastNotNull"], "fields": "", "values": False}
LINES = {"lineWidth": 2, "fillOpacity": 10, "thresholdsStyle": {"mode": "dashed"}}
CELLS = {"filterable": True}


@cache
def thresholds(warning: float, critical: float) -> Json:
    """Green, then orange, then red."""
    colors = ((None, GOOD), (warning, WARNING), (critical, CRITICAL))
    return {"mode": "absolute", "steps": [{"value": value, "color": color} for value, color in colors]}


def panel_json(panel: Panel) -> Json:
    """A panel of any of the three kinds."""
    kind = panel.kind
    defaults: Json = {"unit": panel.unit, "thresholds": thresholds(panel.warning, panel.critical)}
    if kind == "timeseries":
        defaults["custom"] = LINES
        options: Json = {"legend": LEGEND, "tooltip": TOOLTIP}
    elif kind == "stat":
        options = {"graphMode": "area", "colorMode": "background", "reduceOptions": REDUCE}
    else:
        defaults["custom"] = CELLS
        options = {"showHeader": True}
    instant = kind == "table"
    return {
        "type": kind,
        "title": panel.title,
        "description": panel.description,
        "datasource": SOURCE,
        "gridPos": {"x": panel.x, "y": panel.y, "w": panel.width, "h": HEIGHT},
        "fieldConfig": {"defaults": defaults, "overrides": []},
        "options": options,
        "targets": [
            {
                "refId": ref_id,
                "datasource": SOURCE,
                "expr": target.expr,
                "legendFormat": target.legend,
                "format": "table" if instant else "time_series",
                "instant": instant,
                "range": not instant,
            }
            for ref_id, target in zip("AB", panel.targets, strict=True)
        ],
    }


def variable_json(variable: Variable) -> Json:
    """A variable of any of the three kinds."""
    common = {"type": variable.kind, "name": variable.name, "label": variable.title}
    if variable.kind == "query":
        several = variable.several
        query = f"label_values({variable.metric}, {variable.label})"
        return {**common, "datasource": SOURCE, "query": query, "refresh": 1, "multi": several, "includeAll": several}
    options = [{"selected": not index, "text": value, "value": value} for index, value in enumerate(variable.values)]
    return {**common, "query": ",".join(variable.values), "current": options[0], "options": options}


def board_json(board: Board) -> Json:
    """A dashboard."""
    return {
        "uid": board.uid,
        "title": board.title,
        "description": board.description,
        "tags": board.tags,
        "time": {"from": TIME_FROM, "to": "now"},
        "refresh": REFRESH,
        "schemaVersion": 36,
        "templating": {"list": [variable_json(variable) for variable in VARIABLES]},
        "annotations": {"list": []},
        "panels": [panel_json(panel) for panel in board.panels],
    }


def main(out: Path, count: int) -> None:
    """Write `count` dashboards into `out`."""
    for board in boards(count):
        (out / f"{board.uid}.json").write_bytes(orjson.dumps(board_json(board), option=OPTIONS))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
