"""ConfigMaps of Kubernetes, by which its Grafana gets dashboards: each is a JSON text of its own in `data`.

Source: https://kubernetes.io/docs/concepts/configuration/configmap/
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from grafmint.origin import Place

Keys = tuple[str | int, ...]
_LISTS = ("ConfigMapList", "List")
# The end of a line after which a text stands as it is: `node.json: |-`.
_BLOCK = re.compile(r":\s+\|[-+1-9]*\s*(#.*)?$")
# Where YAML ends a line.
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


def texts_of(document: Any) -> Sequence[tuple[Keys, str]] | None:
    """The JSON texts of a ConfigMap or of a list of them, each with its keys; None where a document is neither."""
    if not isinstance(document, Mapping):
        return None
    is_list = document.get("kind") in _LISTS
    items = document.get("items") if is_list else [document]
    found = enumerate(items) if isinstance(items, list) else ()
    maps = [(("items", index) if is_list else (), each) for index, each in found if _is_config_map(each)]
    texts = [((*keys, "data", key), text) for keys, each in maps for key, text in _texts(each.get("data"))]
    return texts if maps else None


def place_in(text: str, key: Place, inside: str) -> Place:
    """Where the text of a key begins in a file: on a line of its own, or at the key with its column."""
    is_block = _BLOCK.search(_BREAK.split(text)[key.line - 1])
    return Place(inside, key.line + 1) if is_block else attrs.evolve(key, file=inside)


def _is_config_map(document: Any) -> bool:
    # A file without `apiVersion` is no resource of Kubernetes, whatever it calls its kind.
    return isinstance(document, Mapping) and document.get("kind") == "ConfigMap" and "apiVersion" in document


def _texts(data: Any) -> list[tuple[str, str]]:
    found = data.items() if isinstance(data, Mapping) else ()
    return [(key, text) for key, text in found if str(key).endswith(".json") and isinstance(text, str)]
