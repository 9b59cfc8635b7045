"""What grafmint.testing has for a user: each call with its arguments, and the first line of its docstring."""

import inspect
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, get_type_hints

import attrs

from grafmint import testing
from grafmint.testing import Grafana
from tests.docs.generated import Make, code, table

#: Every public method and property of Grafana, by what a test does with it.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "people": ("edit", "move", "copy", "put_back", "delete", "provision", "provision_datasource"),
    "faults": ("fail_next", "drop_next", "html_next", "inject"),
    "looking": (
        "dashboard", "dashboards", "folder_of", "folders", "datasources", "secret", "requests", "count",
        "forget_requests", "unserved",
    ),
}  # fmt: skip


def makers() -> dict[str, Make]:
    """What stands in the regions of the page about it."""
    groups = {f"testing: {group}": partial(_region, _methods, names) for group, names in GROUPS.items()}
    return {"testing: classes": partial(_region, _classes, testing.__all__), **groups}


def public() -> set[str]:
    """What a test can do with a Grafana."""
    return {name for name, value in vars(Grafana).items() if not name.startswith("_") and not isinstance(value, str)}


def _classes(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        cls = getattr(testing, name)
        yield _call(name, cls), _summary(cls)


def _methods(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        value: Any = vars(Grafana)[name]
        shown = code(name) if isinstance(value, property) else _call(name, value)
        yield shown, _summary(value)


def _call(name: str, function: Callable[..., Any]) -> str:
    given = [each for each in inspect.signature(function).parameters.values() if each.name != "self"]
    return code(f"{name}({', '.join(_argument(each, function) for each in given)})")


def _argument(parameter: inspect.Parameter, function: Callable[..., Any]) -> str:
    if parameter.kind is inspect.Parameter.VAR_KEYWORD:
        # Arguments that several methods have in common: the keys of a TypedDict.
        (keys,) = get_type_hints(function)[parameter.name].__args__
        return ", ".join(f"{key}=…" for key in sorted(keys.__annotations__))
    if parameter.default is inspect.Parameter.empty:
        return parameter.name
    default = parameter.default
    shown = json.dumps(default) if isinstance(default, str) else "…" if default is attrs.NOTHING else repr(default)
    return f"{parameter.name}={shown}"


def _summary(value: Any) -> str:
    doc = inspect.getdoc(value)
    assert doc
    return doc.partition("\n")[0]


def _region(pairs: Callable[[Iterable[str]], Iterator[tuple[str, str]]], names: Iterable[str]) -> str:
    return "\n" + table(("call", "what it is"), pairs(names)) + "\n"
