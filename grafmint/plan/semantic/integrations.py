"""Contact points: their integrations by type, and secrets of which nothing is told.

Source: https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/
"""

import re

from grafmint.plan.semantic.resources import veiled_by_name
from grafmint.plan.semantic.tree import Json, JsonObject, Tree, hidden, named, pruned

#: In a provisioning file a secret stands among the settings, as the name of a variable.
_PLACEHOLDER = re.compile(r"\$\{?[A-Za-z_]\w*\}?")
#: Of these types, whoever knows the address may send.
_BY_URL = frozenset({"dingding", "discord", "googlechat", "slack", "teams", "victorops", "wecom"})
_SECRETS = ("secrets", "secureSettings")
_NOISE = frozenset({"uid", "provenance", "type"})


def contact_point(document: JsonObject) -> Tree:
    """The tree of a contact point; integrations of one type are told apart by their place."""
    form = {key: value for key, value in document.items() if key not in ("orgId", "provenance", "receivers")}
    receivers = document.get("receivers")
    if not isinstance(receivers, list):
        return pruned({**form, "integrations": hidden(receivers) if receivers else None}, {})
    # In which order they are told does not matter.
    return pruned({**form, "integrations": dict(named(receivers, lambda each: each.get("type"), _integration))}, {})


def _integration(receiver: JsonObject) -> JsonObject:
    form = {key: value for key, value in receiver.items() if key not in _NOISE and key not in _SECRETS}
    if isinstance(form.get("settings"), dict):
        form["settings"] = {key: _setting(key, value, receiver.get("type")) for key, value in form["settings"].items()}
    secrets = {name: value for key in _SECRETS for name, value in _items(key, receiver.get(key))}
    # What is new or gone is told as such, also where it holds nothing.
    return {"type": receiver.get("type"), **pruned(form, {"disableResolveMessage": False}), "secrets": hidden(secrets)}


def _setting(key: str, value: Json, type_: Json) -> Json:
    if isinstance(value, dict):
        return {inner: _setting(inner, item, None) for inner, item in value.items()}
    is_address = key == "url" and isinstance(type_, str) and type_ in _BY_URL
    is_placeholder = isinstance(value, str) and _PLACEHOLDER.fullmatch(value)
    return hidden(value) if is_address or is_placeholder else veiled_by_name(key, value)


def _items(key: str, secrets: Json) -> list[tuple[str, Json]]:
    if isinstance(secrets, dict):
        return list(secrets.items())
    return [] if secrets is None else [(key, secrets)]
