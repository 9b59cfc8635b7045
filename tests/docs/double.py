"""What grafmint.testing has for a user: each call with its arguments, and the first line of its docstring."""

import inspect
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, get_type_hints

import attrs

from grafmint import testing
from grafmint.testing import Grafana, rules
from grafmint.testing.alerting.hands import Hands
from grafmint.testing.hands import Hands as Others
from tests.docs.generated import Make, code, table

#: Every public method and property of Grafana, by what a test does with it.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "people": (
        "edit", "move", "copy", "put_back", "delete", "star", "starred", "store_v2", "manage", "provision",
        "provision_datasource", "fire",
    ),
    "server": ("upgrade", "restart", "drops_annotations"),
    "faults": ("fail_next", "drop_next", "html_next", "inject"),
    "looking": (
        "dashboard", "dashboards", "folder_of", "folders", "datasources", "secret", "requests", "count",
        "forget_requests", "unserved",
    ),
}  # fmt: skip

#: What grafmint.testing.rules has, in the order in which a test comes to it.
RULES = (
    "Rules", "Run", "Firing", "Sample", "bundle_of", "routes_to", "check_rules", "check_config", "from_entry",
)  # fmt: skip
#: Those of it whose methods a test calls.
_TRIED = (rules.Rules, rules.Run)


def makers() -> dict[str, Make]:
    """What stands in the regions of the page about it."""
    groups = {f"testing: {group}": partial(_region, _methods, names) for group, names in GROUPS.items()}
    groups["testing: alerting"] = partial(_region, _hands, [name for name in vars(Hands) if not name.startswith("_")])
    groups["testing: rules"] = partial(_region, _of_rules, RULES)
    return {"testing: classes": partial(_region, _classes, testing.__all__), **groups}


def public() -> set[str]:
    """What a test can do with a Grafana."""
    own = {**vars(Others), **vars(Grafana)}
    return {name for name, value in own.items() if not name.startswith("_") and not isinstance(value, str)}


def _classes(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        cls = getattr(testing, name)
        yield _call(name, cls), _summary(cls)


def _methods(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        value: Any = inspect.getattr_static(Grafana, name)
        shown = code(name) if isinstance(value, property) else _call(name, value)
        yield shown, _summary(value)


def _hands(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        yield _call(f"alerting.{name}", vars(Hands)[name]), _summary(vars(Hands)[name])


def _of_rules(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        value = getattr(rules, name)
        if value not in _TRIED:
            yield _call(name, value), _summary(value)
            continue
        # Nobody makes these by themselves: what they do is their methods.
        yield code(name), _summary(value)
        for method in [each for each in vars(value) if not each.startswith("_") and callable(getattr(value, each))]:
            yield _call(f"{name}.{method}", getattr(value, method)), _summary(getattr(value, method))


def _call(name: str, function: Callable[..., Any]) -> str:
    given = [each for each in inspect.signature(function).parameters.values() if each.name != "self"]
    return code(f"{name}({', '.join(_argument(each, function) for each in given)})")


def _argument(parameter: inspect.Parameter, function: Callable[..., Any]) -> str:
    if parameter.kind is inspect.Parameter.VAR_KEYWORD:
        # Arguments that several methods have in common: the keys of a TypedDict.
        (keys,) = get_type_hints(function)[parameter.name].__args__
        return ", ".join(f"{key}=…" for key in sorted(keys.__annotations__))
    if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
        return f"*{parameter.name}"
    if parameter.default is inspect.Parameter.empty:
        return f"{parameter.name}=…" if parameter.kind is inspect.Parameter.KEYWORD_ONLY else parameter.name
    default = parameter.default
    shown = json.dumps(default) if isinstance(default, str) else "…" if default is attrs.NOTHING else repr(default)
    return f"{parameter.name}={shown}"


def _summary(value: Any) -> str:
    doc = inspect.getdoc(value)
    assert doc
    return doc.partition("\n")[0]


def _region(pairs: Callable[[Iterable[str]], Iterator[tuple[str, str]]], names: Iterable[str]) -> str:
    return "\n" + table(("call", "what it is"), pairs(names)) + "\n"
