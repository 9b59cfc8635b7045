"""References to datasources, which have been written as names, as uids and as objects."""

from grafmint.plan.semantic.tree import Json

# The page knows each of these under two names.
_SAME = {"-- Grafana --": "grafana"}


def reference(value: Json) -> Json:
    """The reference as its uid alone, which decides; null for the default one, unchanged when it names none."""
    if isinstance(value, str):
        return None if value in {"default", ""} else {"uid": _uid(value)}
    if isinstance(value, dict) and isinstance(value.get("uid"), str) and value["uid"]:
        return {"uid": _uid(value["uid"])}
    return value


def _uid(text: str) -> str:
    if text.startswith("$") and not text.startswith("${"):
        return f"${{{text[1:]}}}"
    return _SAME.get(text, text)
