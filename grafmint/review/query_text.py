"""The text of a query: what it asks, as people read it."""

from collections.abc import Mapping
from typing import Any

import orjson

from grafmint.plan.semantic import veiled

#: What a query asks stands under one of these, by the type of its datasource; the rest of it says how.
FIELDS = ("expr", "rawSql", "expression", "query", "rawQuery", "target")
_ASIDE = frozenset({"refId", "datasource", "hide", "key"})


def query_text(target: Mapping[str, Any]) -> str:
    """The text of a query's JSON, or all of its options where it has none."""
    for name in FIELDS:
        text = target.get(name)
        if isinstance(text, str) and text.strip():
            return text
    options = {name: value for name, value in target.items() if name not in _ASIDE}
    return orjson.dumps(veiled(options), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode()
