"""The lists that boards and panels share or that are keyed alike: links and overrides."""

from grafmint.plan.semantic.defaults import table
from grafmint.plan.semantic.tree import Json, JsonObject, named, pruned
from grafmint.plan.semantic.values import compact


def links(value: Json) -> Json:
    """Links by title; None when there are none, unchanged when it is no list."""
    if not isinstance(value, list):
        return value
    return named(value, lambda link: link.get("title"), _link) or None


def overrides(value: Json) -> Json:
    """Overrides by their matcher, each with its properties by id; None when there are none."""
    if not isinstance(value, list):
        return value
    return named(value, _matcher, _override) or None


def _link(link: JsonObject) -> JsonObject:
    return pruned({key: item for key, item in link.items() if key != "title"}, table("link"))


def _matcher(override: JsonObject) -> str | None:
    matcher = override.get("matcher")
    if not isinstance(matcher, dict):
        return None
    if matcher.keys() == {"id", "options"} and isinstance(matcher["id"], str) and isinstance(matcher["options"], str):
        return f"{matcher['id']}:{matcher['options']}"
    return compact(matcher)


def _override(override: JsonObject) -> JsonObject:
    form = {key: item for key, item in override.items() if key != "matcher" or not isinstance(item, dict)}
    if isinstance(form.get("properties"), list):
        form["properties"] = named(form["properties"], lambda each: each.get("id"), _value)
    return form


def _value(each: JsonObject) -> Json:
    others = {key: item for key, item in each.items() if key != "id"}
    value = others.get("value")
    if each.get("id") == "thresholds" and isinstance(value, dict):
        value = others["value"] = _open_ended(value)
    return value if others.keys() <= {"value"} else others


def _open_ended(thresholds: JsonObject) -> JsonObject:
    """The thresholds whose first step says nothing of its lower end: the page drops the null there."""
    steps = thresholds.get("steps")
    if not isinstance(steps, list) or not steps or not isinstance(steps[0], dict) or steps[0].get("value") is not None:
        return thresholds
    first = {key: item for key, item in steps[0].items() if key != "value"}
    return {**thresholds, "steps": [first, *steps[1:]]}
