"""Tree: notification policies as they are posted, as they are stored, and what is wrong with them."""

import re
from collections.abc import Iterator

from grafmint.testing.alerting import reading
from grafmint.testing.reply import UnservedError, bad_request
from grafmint.testing.stored import Json

_OPERATORS = ("=", "!=", "=~", "!~")
_TIMES = ("group_wait", "group_interval", "repeat_interval")
_PARTS = 3
_SPELLED = re.compile(r'(?P<name>[a-zA-Z_:][\w:]*)\s*(?P<operator>=~|!=|!~|=)\s*(?P<value>"[^"\\]*"|[^"\\,{}]*)')


def route_of(body: Json) -> Json:
    """What Grafana reads out of a route: nothing that says nothing, matchers sorted, durations normalised."""
    found: Json = {
        "receiver": reading.text(body, "receiver"),
        "group_by": reading.texts(body, "group_by"),
        "match": reading.named_texts(body, "match"),
        "match_re": reading.named_texts(body, "match_re"),
        "matchers": _spelled_matchers(body),
        "object_matchers": _matchers(body),
        "mute_time_intervals": reading.texts(body, "mute_time_intervals"),
        "continue": reading.flag(body, "continue"),
        "routes": [route_of(each) for each in reading.objects(body, "routes")],
        **{name: reading.length(body, name) for name in _TIMES},
    }
    return {name: value for name, value in found.items() if value}


def _matchers(body: Json) -> list[list[str]]:
    found = body.get("object_matchers") or []
    if not isinstance(found, list):
        raise bad_request()
    return sorted((_matcher(each) for each in found), key=lambda each: (each[0], each[2], _OPERATORS.index(each[1])))


def _spelled_matchers(body: Json) -> list[str]:
    """Matchers as Prometheus writes them, one a text."""
    found = [_SPELLED.fullmatch(each) for each in reading.texts(body, "matchers")]
    if not all(found):
        # Several in one text, and what else the form allows, is in no recording.
        raise UnservedError
    parts = sorted((each["name"], each["value"].strip('"'), each["operator"]) for each in found if each)
    return [f'{name}{operator}"{value}"' for name, value, operator in parts]


def _matcher(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise bad_request()
    name, operator, text = (*value, "", "", "")[:_PARTS]
    if operator not in _OPERATORS:
        raise bad_request()
    text = text.removeprefix('"').removesuffix('"')
    if operator in _OPERATORS[2:]:
        _check_pattern(text)
    return [name, operator, text]


def _check_pattern(text: str) -> None:
    try:
        re.compile(text)
    except re.error:
        raise bad_request() from None


def walk(route: Json) -> Iterator[Json]:
    """A route and all below it."""
    yield route
    for each in route.get("routes", ()):
        yield from walk(each)


def rename(route: Json, old: str, new: str) -> None:
    """Let every route to one contact point lead to another."""
    for each in walk(route):
        if each.get("receiver") == old:
            each["receiver"] = new


def root_of(body: Json) -> Json:
    """The same for the whole tree; answers 400 when the form of it is wrong."""
    root = route_of(body)
    if not root.get("receiver") or root.get("match") or root.get("match_re") or root.get("mute_time_intervals"):
        raise bad_request()
    if not all(_is_sound(each) for each in walk(root)):
        raise bad_request()
    return root


def _is_sound(route: Json) -> bool:
    """Whether it groups by all labels or by some, none of them twice, and its times let it tell anything again."""
    labels = route.get("group_by", ())
    mixed = "..." in labels and set(labels) != {"..."}
    twice = "..." not in labels and len(set(labels)) < len(labels)
    return not mixed and not twice and all(route.get(name) != "0s" for name in _TIMES[1:])


def complaint(root: Json, receivers: set[str], mute_timings: set[str]) -> str:
    """What Grafana says against where a tree leads, nothing when all of it is there."""
    for each in walk(root):
        # This Grafana wants every route to name one.
        if each.get("receiver", "") not in receivers:
            return f"receiver '{each.get('receiver', '')}' does not exist"
    for each in walk(root):
        for name in each.get("mute_time_intervals", ()):
            if name not in mute_timings:
                return f"mute time interval '{name}' does not exist"
    return ""
