"""The formats of Grafana's provisioning files.

Source: https://grafana.com/docs/grafana/latest/administration/provisioning/
"""

from collections.abc import Callable
from typing import Any

import orjson
import yaml

from grafmint.compile.encode import canonical

#: Grafana reserves this uid for the top level, so no folder can have it.
TOP = "general"
_ORG = 1
_SCAN_SECONDS = 10
_LISTS = ("providers", "datasources")
_FILE_KEYS = {"apiVersion", *_LISTS}

Json = dict[str, Any]


def provider(title: str, uid: str, path: str) -> Json:
    """A dashboards provider: one folder and the directory whose files go into it.

    What is edited in the page would be overwritten by the next change of a file, so the page may not save. Grafana
    fills in variables here as it does in datasources: every dollar is doubled.
    """
    top = uid == TOP
    entry = {
        "name": uid,
        "orgId": _ORG,
        "folder": "" if top else title,
        "folderUid": "" if top else uid,
        "type": "file",
        "disableDeletion": False,
        "allowUiUpdates": False,
        "updateIntervalSeconds": _SCAN_SECONDS,
        "options": {"path": path},
    }
    return {"apiVersion": 1, "providers": [_map_texts(entry, _doubled)]}


def datasource(document: Json) -> Json:
    """A datasource; its secrets are names of environment variables, which the server fills in."""
    plain = {key: value for key, value in document.items() if key != "secureJsonData"}
    entry = {**_map_texts(plain, _doubled), "orgId": _ORG, "editable": False}
    if "secureJsonData" in document:
        entry["secureJsonData"] = document["secureJsonData"]
    return {"apiVersion": 1, "datasources": [entry]}


def write(file: Json) -> bytes:
    """A provisioning file as YAML."""
    text: str = yaml.safe_dump(file, sort_keys=True, allow_unicode=True, default_flow_style=False, width=1000)
    return text.encode()


def read(content: bytes) -> bytes:
    """What a provisioning file says, as canonical JSON: of a file of ours, its only entry; empty when it is no YAML."""
    try:
        return comparable(yaml.safe_load(content))
    except (yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return b""


def comparable(file: Any) -> bytes:
    """The same of a file that was read or is about to be written."""
    lists = [file[key] for key in _LISTS if key in file] if isinstance(file, dict) else []
    is_ours = len(lists) == 1 and file == {"apiVersion": 1, **file} and set(file) <= _FILE_KEYS
    if is_ours and isinstance(lists[0], list) and len(lists[0]) == 1:
        return canonical(lists[0][0])
    return canonical(file)


def title(document: bytes, fallback: str) -> str:
    """The title or name that a dashboard's document says."""
    try:
        loaded = orjson.loads(document)
    except orjson.JSONDecodeError:
        return fallback
    found = (loaded.get("title") or loaded.get("folder") or loaded.get("name")) if isinstance(loaded, dict) else None
    return found if isinstance(found, str) else fallback


def provisioned_title(document: bytes, fallback: str) -> str:
    """The title or name that a provisioning file says, its dollars single again."""
    # Documents are compared with their dollars doubled: somebody's `$HOME` is not the `$$HOME` that we wrote.
    return title(document, fallback).replace("$$", "$")


def _doubled(text: str) -> str:
    return text.replace("$", "$$")


def _map_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _map_texts(item, change) for key, item in value.items()}
    return [_map_texts(item, change) for item in value] if isinstance(value, list) else value
