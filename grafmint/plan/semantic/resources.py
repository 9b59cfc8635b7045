"""Datasources and folders, which have no schema of their own."""

import re

from grafmint.plan.semantic.tree import Json, JsonObject, Tree, hidden, named, pruned

_SUBJECTS = ("role", "team", "user")


# What people and plugins call a secret that has ended up beside the secrets.
_SECRET_KEY = re.compile(
    r"pass(word|wd|phrase)|token|secret|(api|access|private|integration|user)_?key|credential", re.IGNORECASE
)
_USER_IN_URL = re.compile(r"://[^/?#]*@")
# Of these only whether each is there is known, and their names may be told.
_NAMES_ONLY = frozenset({"secrets", "secureJsonData"})


def datasource(document: JsonObject) -> Tree:
    """A datasource's tree; the caller has taken out what the server adds."""
    return pruned(
        {key: item if key in _NAMES_ONLY else veiled_by_name(key, item) for key, item in document.items()}, {}
    )


def veiled_by_name(key: str, value: Json) -> Json:
    """The value, with texts hidden that are secrets by their name, or addresses with a password in them."""
    if isinstance(value, dict):
        return {inner: veiled_by_name(inner, item) for inner, item in value.items()}
    if isinstance(value, list):
        return [veiled_by_name(key, item) for item in value]
    is_secret = isinstance(value, str) and (_SECRET_KEY.search(key) or _USER_IN_URL.search(value))
    return hidden(value) if is_secret else value


def folder(document: JsonObject) -> Tree:
    """A folder's tree: its permissions by whom they are for."""
    tree = pruned(document, {})
    permissions = document.get("permissions")
    if isinstance(permissions, list):
        tree["permissions"] = named(permissions, _subject, _permission)
    return tree


def _subject(permission: JsonObject) -> str | None:
    return next((f"{subject} {permission[subject]}" for subject in _SUBJECTS if permission.get(subject)), None)


def _permission(permission: JsonObject) -> Json:
    others = {key: value for key, value in permission.items() if key not in _SUBJECTS}
    return others["permission"] if others.keys() == {"permission"} else others
