"""Values of a document as people read them; of a secret nothing."""

from collections.abc import Mapping

import orjson

from grafmint.plan.semantic.tree import MISSING, SECRET, Hidden, Json

#: What a route has from the one around it where it says nothing.
_INHERITED = ("receiver", "group_by", "group_wait", "group_interval", "repeat_interval")
#: What the page shows for a number or a text that it stores.
_CHOICES: dict[tuple[str, str], dict[Json, str]] = {
    ("variable", "hide"): {0: "label and value", 1: "value", 2: "nothing", 3: "controls menu"},
    ("variable", "refresh"): {0: "never", 1: "on dashboard load", 2: "on time range change"},
    ("variable", "current"): {"$__all": "All"},
    ("variable", "sort"): {
        0: "disabled",
        1: "alphabetical (asc)",
        2: "alphabetical (desc)",
        3: "numerical (asc)",
        4: "numerical (desc)",
        5: "alphabetical, case-insensitive (asc)",
        6: "alphabetical, case-insensitive (desc)",
        7: "natural (asc)",
        8: "natural (desc)",
    },
    ("board", "graphTooltip"): {0: "default", 1: "shared crosshair", 2: "shared tooltip"},
    ("board", "refresh"): {"": "off"},
    ("board", "timezone"): {"": "default"},
    ("board", "weekStart"): {"": "default"},
    ("board", "folder"): {MISSING: "top level"},
    ("board", "parent"): {MISSING: "top level"},
    ("board", "isDefault"): {True: "yes", False: "no", MISSING: "no"},
    ("board", "editable"): {True: "yes", False: "no"},
    ("board", "isPaused"): {True: "yes", False: "no", MISSING: "no"},
    ("board", "for"): {MISSING: "0s"},
    ("board", "keepFiringFor"): {MISSING: "0s"},
    ("board", "group_wait"): {MISSING: "30s"},
    ("board", "group_interval"): {MISSING: "5m"},
    ("board", "repeat_interval"): {MISSING: "4h"},
    ("route", "continue"): {MISSING: "off"},
    **{("route", inherited): {MISSING: "inherited"} for inherited in _INHERITED},
}
#: Texts for people; others are code and names, which quotes would only hide.
_QUOTED = frozenset(
    {"title", "name", "description", "displayName", "label", "text", "content", "noValue", "axisLabel", "legendFormat"}
)


def shown(value: Json, path: tuple[str, ...] = (), of: str = "") -> str:
    """A value at a path inside a board, panel, query, variable or annotation."""
    choices = _CHOICES.get((of, path[-1]), {}) if len(path) == 1 else {}
    if not isinstance(value, list | dict) and value in choices:
        return choices[value]
    if value is MISSING or value is None:
        return "none"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, str):
        is_text = of == "note" or (path and path[-1].rpartition(".")[2] in _QUOTED)
        is_plain = value.strip() == value != "" and not is_text
        return value if is_plain else f'"{value}"'
    if isinstance(value, list) and value and all(isinstance(item, str | int | float) for item in value):
        return ", ".join(shown(item) for item in value)
    return compact(value)


def compact(value: Json) -> str:
    """A value as JSON, its keys sorted, whole numbers without a point."""
    return orjson.dumps(veiled(value), option=orjson.OPT_SORT_KEYS).decode()


def is_secret(path: tuple[str, ...], *values: Json) -> bool:
    """Whether a value at a path is nobody's to read."""
    return not SECRET.isdisjoint(path) or any(isinstance(value, Hidden) for value in values)


def veiled(value: Json) -> Json:
    """A value with a sign in the place of each secret; whole numbers without a point."""
    if isinstance(value, Mapping):
        return {key: "…" if key in SECRET else veiled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [veiled(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return "…" if isinstance(value, Hidden) else value
