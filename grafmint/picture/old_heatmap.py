"""Old heatmap: the options that a heatmap without any has on the page, from what stands beside its title.

Source: https://grafana.com/docs/grafana/v8.5/visualizations/heatmap/
"""

from collections.abc import Mapping
from typing import Any, Final

from grafmint.picture.option import number, option

_Json = Mapping[str, Any]
_LAYOUTS: Final[Mapping[str, str]] = {"upper": "ge", "lower": "le", "middle": "unknown"}
_GAP: Final = 2.0
_STEPS: Final = 128


def heatmap_options(panel: _Json) -> dict[str, Any]:
    """The options of a heatmap that has none; one that says nothing at all counts its data itself."""
    gap = number(panel, "cards.cardPadding")
    return {
        "calculate": panel.get("dataFormat") != "tsbuckets",
        "calculation": _calculation(panel),
        "color": _color(panel),
        # No gap at all cannot be asked for.
        "cellGap": _GAP if gap is None else gap or 1.0,
        "legend": {"show": bool(option(panel, "legend.show"))},
        "rowsFrame": {"layout": _LAYOUTS.get(str(panel.get("yBucketBound")), "auto")},
        "yAxis": _axis(panel),
    }


def _calculation(panel: _Json) -> dict[str, Any]:
    found = {f"{side}Buckets": _buckets(panel, side) for side in ("x", "y")}
    base = number(panel, "yAxis.logBase") or 1
    if base > 1:
        scale = {"type": "log", "log": int(base)}
        found["yBuckets"] = {"mode": "count", "value": _written(panel, "yAxis.splitFactor"), "scale": scale}
    return found


def _buckets(panel: _Json, side: str) -> dict[str, Any]:
    """How large or how many they are, if either is said."""
    for mode in ("Size", "Number"):
        asked = _written(panel, f"{side}Bucket{mode}")
        if asked:
            return {"mode": "size" if mode == "Size" else "count", "value": asked}
    return {}


def _written(panel: _Json, path: str) -> str:
    return str(option(panel, path) or "")


def _color(panel: _Json) -> dict[str, Any]:
    kinds: Mapping[str, _Json] = {
        "spectrum": {"scheme": _written(panel, "color.colorScheme").removeprefix("interpolate") or None},
        "opacity": {"mode": "opacity"},
    }
    least, greatest = number(panel, "color.min"), number(panel, "color.max")
    turned = least is not None and greatest is not None and least > greatest
    asked = kinds.get(_written(panel, "color.mode"), {})
    ends = {"min": greatest if turned else least, "max": least if turned else greatest}
    return {"steps": _STEPS, "fill": option(panel, "color.cardColor"), "reverse": turned, **ends, **asked}


def _axis(panel: _Json) -> dict[str, Any]:
    kept = {name: option(panel, f"yAxis.{name}") for name in ("min", "max", "decimals")}
    return {
        **kept,
        "axisPlacement": "hidden" if option(panel, "yAxis.show") is False else "left",
        "axisWidth": number(panel, "yAxis.width"),
        "reverse": bool(panel.get("reverseYBuckets")),
        "unit": option(panel, "yAxis.format"),
    }
