"""The formats of Grafana's provisioning files.

Source: https://grafana.com/docs/grafana/latest/administration/provisioning/
"""

from typing import Any

import orjson
import yaml

from grafmint.bundle import Kind
from grafmint.compile.encode import canonical

_ORG = 1
_SCAN_SECONDS = 10
# What a file adds to a datasource beyond its own document.
_FILE_KEYS = {"orgId": _ORG, "editable": False}


def provider(title: str, uid: str, path: str) -> bytes:
    """A dashboards provider: one folder and the directory whose files go into it.

    What is edited in the page would be overwritten by the next change of a file, so the page may not save.
    """
    entry = {
        "name": uid or "general",
        "orgId": _ORG,
        "folder": title,
        "folderUid": uid,
        "type": "file",
        "disableDeletion": False,
        "allowUiUpdates": False,
        "updateIntervalSeconds": _SCAN_SECONDS,
        "options": {"path": path},
    }
    return _dump({"apiVersion": 1, "providers": [entry]})


def datasource(document: dict[str, Any]) -> bytes:
    """A datasource; its secrets are names of environment variables, which the server fills in."""
    secrets = document.pop("secureJsonData", None)
    entry = {**_map_texts(document, lambda text: text.replace("$", "$$")), **_FILE_KEYS}
    if secrets is not None:
        entry["secureJsonData"] = secrets
    return _dump({"apiVersion": 1, "datasources": [entry]})


def document(kind: Kind, content: bytes) -> bytes:
    """The document that a provisioning file was made from; empty bytes when it is none of ours any more."""
    try:
        loaded = yaml.safe_load(content)
        if kind == "folder":
            entry = loaded["providers"][0]
            return canonical({"uid": entry["folderUid"], "title": entry["folder"]})
        entry = dict(loaded["datasources"][0])
    except (yaml.YAMLError, KeyError, IndexError, TypeError, ValueError):
        return b""
    for key, value in _FILE_KEYS.items():
        if entry.get(key) == value:
            del entry[key]
    secrets = entry.pop("secureJsonData", None)
    plain = _map_texts(entry, lambda text: text.replace("$$", "$"))
    return canonical(plain if secrets is None else {**plain, "secureJsonData": secrets})


def title(document: bytes, fallback: str) -> str:
    """The title or name that a document says."""
    try:
        loaded = orjson.loads(document)
    except orjson.JSONDecodeError:
        return fallback
    found = (loaded.get("title") or loaded.get("name")) if isinstance(loaded, dict) else None
    return found if isinstance(found, str) else fallback


def _dump(document: Any) -> bytes:
    text: str = yaml.safe_dump(document, sort_keys=True, allow_unicode=True, default_flow_style=False, width=1000)
    return text.encode()


def _map_texts(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _map_texts(item, change) for key, item in value.items()}
    return [_map_texts(item, change) for item in value] if isinstance(value, list) else value
