"""The formats of Grafana's provisioning files.

Source: https://grafana.com/docs/grafana/latest/administration/provisioning/
"""

from typing import Any

import orjson
import yaml

from grafmint.compile.encode import canonical

#: Grafana reserves this uid for the top level, so no folder can have it.
TOP = "general"
ORG = 1
_SCAN_SECONDS = 10
_LISTS = ("providers", "datasources", "groups", "contactPoints", "muteTimes", "templates", "policies")
_FILE_KEYS = {"apiVersion", *_LISTS}

Json = dict[str, Any]


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as people do."""


def _represented(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represented)


def provider(title: str, uid: str, path: str) -> Json:
    """A dashboards provider: one folder and the directory whose files go into it.

    What is edited in the page would be overwritten by the next change of a file, so the page may not save. Grafana
    fills in variables here as it does in datasources: every dollar is doubled.
    """
    top = uid == TOP
    entry = {
        "name": uid,
        "orgId": ORG,
        "folder": "" if top else title,
        "folderUid": "" if top else uid,
        "type": "file",
        "disableDeletion": False,
        "allowUiUpdates": False,
        "updateIntervalSeconds": _SCAN_SECONDS,
        "options": {"path": path},
    }
    return {"apiVersion": 1, "providers": [doubled(entry)]}


def datasource(document: Json) -> Json:
    """A datasource; its secrets are names of environment variables, which the server fills in."""
    plain = {key: value for key, value in document.items() if key != "secureJsonData"}
    entry = {**doubled(plain), "orgId": ORG, "editable": False}
    if "secureJsonData" in document:
        entry["secureJsonData"] = document["secureJsonData"]
    return {"apiVersion": 1, "datasources": [entry]}


def write(file: Json) -> bytes:
    """A provisioning file as YAML."""
    text: str = yaml.dump(file, Dumper=_Dumper, allow_unicode=True, default_flow_style=False, width=1000)
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
    is_ours = len(lists) == 1 and file.get("apiVersion") == 1 and set(file) <= _FILE_KEYS
    if not is_ours or not isinstance(lists[0], list) or len(lists[0]) != 1:
        return canonical(file)
    entry = _one_rule(lists[0][0]) if "groups" in file else lists[0][0]
    return canonical(file if entry is None else entry)


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


def doubled(value: Any) -> Any:
    """A value whose texts have each dollar twice, which Grafana reads as one."""
    if isinstance(value, str):
        return value.replace("$", "$$")
    if isinstance(value, dict):
        return {key: doubled(item) for key, item in value.items()}
    return [doubled(item) for item in value] if isinstance(value, list) else value


def _one_rule(group: Json) -> Json | None:
    """A group of one rule as that rule, which says its group; None where it is no such group."""
    rules = group.get("rules")
    if not isinstance(rules, list) or len(rules) != 1 or not isinstance(rules[0], dict):
        return None
    around = {"ruleGroup" if key == "name" else key: value for key, value in group.items() if key != "rules"}
    return None if set(around) & set(rules[0]) or "ruleGroup" in group else {**around, **rules[0]}
