"""Dashboards that other libraries' objects make: grafanalib's and the Foundation SDK's, without importing either."""

import json
from collections.abc import Mapping
from typing import Any

_LIBRARIES = ("grafanalib.", "grafana_foundation_sdk.")


def is_foreign(value: object) -> bool:
    """Whether a value is a dashboard of another library, or of a class that somebody derived from one."""
    return any(base.__name__ == "Dashboard" and base.__module__.startswith(_LIBRARIES) for base in type(value).__mro__)


def document_of(value: Any) -> Mapping[str, Any]:
    """The JSON of a foreign dashboard, as its own library writes it; raises what the library raises."""
    if isinstance(value, Mapping):
        return value
    document = json.loads(json.dumps(value, default=_written))
    if not isinstance(document, dict):
        raise TypeError(f"{type(value).__name__} writes no JSON object")
    return document


def _written(value: Any) -> Any:
    for method in ("to_json_data", "build", "to_json"):
        if hasattr(value, method):
            return getattr(value, method)()
    raise TypeError(f"{type(value).__name__} says not how it is written as JSON")
