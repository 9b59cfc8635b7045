"""Dashboards that other libraries' objects make: grafanalib's and the Foundation SDK's, without importing either."""

import json
from collections.abc import Mapping
from typing import Any

_LIBRARIES = ("grafanalib.", "grafana_foundation_sdk.")


def is_foreign(value: object) -> bool:
    """Whether a value is a dashboard of another library."""
    kind = type(value)
    return kind.__module__.startswith(_LIBRARIES) and kind.__name__ == "Dashboard"


def document_of(value: Any) -> dict[str, Any]:
    """The JSON of a foreign dashboard, as its own library writes it."""
    if isinstance(value, Mapping):
        return dict(value)
    document = json.loads(json.dumps(value, default=_written))
    if not isinstance(document, dict):
        raise TypeError(f"{type(value).__name__} writes no JSON object")
    return document


def _written(value: Any) -> Any:
    for method in ("to_json_data", "build", "to_json"):
        if hasattr(value, method):
            return getattr(value, method)()
    raise TypeError(f"{type(value).__name__} says not how it is written as JSON")
