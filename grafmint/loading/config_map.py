"""ConfigMaps of Kubernetes, by which its Grafana gets dashboards: each is a JSON text of its own in `data`.

Source: https://kubernetes.io/docs/concepts/configuration/configmap/
"""

from collections.abc import Mapping, Sequence
from typing import Any

_LISTS = ("ConfigMapList", "List")


def texts_of(document: Any) -> Sequence[tuple[str, str]] | None:
    """The JSON texts of a ConfigMap or of a list of them, each with its key; None where a document is neither."""
    if not isinstance(document, Mapping):
        return None
    items = document.get("items") if document.get("kind") in _LISTS else [document]
    maps = [each for each in items if _is_config_map(each)] if isinstance(items, list) else []
    return [text for each in maps for text in _texts(each.get("data"))] if maps else None


def _is_config_map(document: Any) -> bool:
    # A file without `apiVersion` is no resource of Kubernetes, whatever it calls its kind.
    return isinstance(document, Mapping) and document.get("kind") == "ConfigMap" and "apiVersion" in document


def _texts(data: Any) -> list[tuple[str, str]]:
    found = data.items() if isinstance(data, Mapping) else ()
    return [(key, text) for key, text in found if str(key).endswith(".json") and isinstance(text, str)]
