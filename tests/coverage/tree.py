"""The tree of routes: whom an alert is told to, by Grafana's policies or by Alertmanager's configuration.

Source: https://prometheus.io/docs/alerting/latest/configuration/#route
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .build import Output

#: What a route has from the one above it where it says nothing of its own.
_INHERITED = ("receiver", "group_by", "group_wait", "group_interval", "repeat_interval")
_MATCHER = re.compile(r'"?(?P<label>\w+)"?\s*(?P<op>=~|!~|!=|=)\s*"(?P<value>.*)"')


def roots(output: Output) -> list[Any]:
    """The tree of each engine that routes."""
    trees = [one.json for one in output.of("policy")] + [one.json.get("route") for one in output.of("alertmanager")]
    return [tree for tree in trees if tree]


def nodes(output: Output) -> list[Any]:
    """Every route with the receiver that it has or is given from above, the roots first."""
    found = roots(output)
    for node in found:  # grows while it is read
        found += [{"receiver": node.get("receiver"), **child} for child in node.get("routes", ())]
    return found


def is_taken(labels: Mapping[str, str], label: str, output: Output) -> bool:
    """Whether a route that asks for the label takes an alert with these labels."""
    return any(
        any(name == label for name, *_ in asked) and all(fits(*one, labels) for one in asked)
        for asked in (list(matchers(node)) for node in nodes(output))
    )


def told(labels: Mapping[str, str], output: Output) -> list[str]:
    """The receivers of an alert with these labels."""
    return [one["receiver"] for one in taken(labels, output)]


def taken(labels: Mapping[str, str], output: Output) -> list[Any]:
    """The routes that an alert with these labels ends in, with what they have from above."""
    return [end for tree in roots(output) for end in _ends(tree, labels)]


def matchers(node: Any, keys: tuple[str, str] = ("object_matchers", "matchers")) -> Iterator[tuple[str, str, str]]:
    """What a route asks for: label, operator and value."""
    yield from node.get(keys[0], ())
    for text in node.get(keys[1], ()):
        found = _MATCHER.fullmatch(text)
        if found is None:
            raise ValueError(f"no matcher: {text}")
        yield found["label"], found["op"], found["value"]


def fits(label: str, op: str, value: str, labels: Mapping[str, str]) -> bool:
    """Whether labels are what a matcher asks for."""
    has = labels.get(label, "")
    is_equal = re.fullmatch(value, has) is not None if op.endswith("~") else has == value
    return is_equal is not op.startswith("!")


def _ends(node: Any, labels: Mapping[str, str]) -> list[Any]:
    ends: list[Any] = []
    passed_on = {key: node[key] for key in _INHERITED if key in node}
    for child in node.get("routes", ()):
        if all(fits(*one, labels) for one in matchers(child)):
            ends += _ends({**passed_on, **child}, labels)
            if not child.get("continue"):
                return ends
    return ends or [node]
