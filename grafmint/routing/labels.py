"""Labels: what is known of an alert's labels before it fires."""

from collections.abc import Mapping
from typing import Any

_TEMPLATE = "{{"


def known_labels(name: str, labels: Any, folder: str | None = None) -> dict[str, str]:
    """The labels that all alerts of a rule have, whatever its series bring; what a template fills in is not known."""
    said = labels if isinstance(labels, Mapping) else {}
    own = {str(key): str(value) for key, value in said.items() if _TEMPLATE not in str(value)}
    return {"alertname": name, **({"grafana_folder": folder} if folder is not None else {}), **own}
