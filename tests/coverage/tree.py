"""The tree of routes: whom an alert is told to, by Grafana's policies or by Alertmanager's configuration.

Source: https://prometheus.io/docs/alerting/latest/configuration/#route
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .build import Output

_MATCHER = re.compile(r'"?(?P<label>\w+)"?\s*(?P<op>=~|!~|!=|=)\s*"(?P<value>.*)"')


def told(labels: Mapping[str, str], output: Output) -> list[str]:
    """The receivers of an alert with these labels."""
    trees = [one.json for one in output.of("policy")] + [one.json.get("route") for one in output.of("alertmanager")]
    return [name for tree in trees if tree for name in _ends(tree, labels)]


def _ends(node: Any, labels: Mapping[str, str]) -> list[str]:
    ends: list[str] = []
    for child in node.get("routes", ()):
        if all(_fits(*one, labels) for one in _matchers(child)):
            ends += _ends({"receiver": node.get("receiver"), **child}, labels)
            if not child.get("continue"):
                return ends
    return ends or [node["receiver"]]


def _matchers(node: Any) -> Iterator[tuple[str, str, str]]:
    yield from node.get("object_matchers", ())
    for text in node.get("matchers", ()):
        found = _MATCHER.fullmatch(text)
        if found is None:
            raise ValueError(f"no matcher: {text}")
        yield found["label"], found["op"], found["value"]


def _fits(label: str, op: str, value: str, labels: Mapping[str, str]) -> bool:
    has = labels.get(label, "")
    is_equal = re.fullmatch(value, has) is not None if op.endswith("~") else has == value
    return is_equal is not op.startswith("!")
