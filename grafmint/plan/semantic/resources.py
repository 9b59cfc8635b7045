"""Datasources and folders, which have no schema of their own."""

from grafmint.plan.semantic.tree import Json, JsonObject, Tree, named, pruned

_SUBJECTS = ("role", "team", "user")


def datasource(document: JsonObject) -> Tree:
    """A datasource's tree; the caller has taken out what the server adds."""
    return pruned(document, {})


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
