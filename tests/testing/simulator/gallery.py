"""A board of every panel of the kit that needs no words of its own."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, get_type_hints

import attrs

from grafmint import Dashboard, kit
from grafmint.bundle import Bundle
from grafmint.model.panel.base import QueryPanel
from grafmint.prometheus import Query
from tests.slo.tried import built


def gallery() -> Bundle:
    """The board, compiled."""
    panels = [panel for panel in _panels() if all(isinstance(query, Query) for query in panel.queries)]
    return built(Dashboard(uid="gallery", title="Gallery", panels=panels))


def _panels() -> Iterator[QueryPanel]:
    for name in sorted(module.name for module in walk_packages(kit.__path__, f"{kit.__name__}.")):
        module = import_module(name)
        for function in vars(module).values():
            if inspect.isfunction(function) and function.__module__ == name:
                yield from panels_of(function)


def panels_of(function: Any) -> Iterator[QueryPanel]:
    """What a builder makes of metrics with their usual names."""
    hints = get_type_hints(function)
    made = hints.get("return")
    wanted = [each.name for each in inspect.signature(function).parameters.values() if each.default is each.empty]
    if not (isinstance(made, type) and issubclass(made, QueryPanel)) or len(wanted) != 1:
        return
    subject = hints[wanted[0]]
    needed = attrs.fields(subject) if attrs.has(subject) else ()
    if needed and all(each.default is not attrs.NOTHING for each in needed):
        yield function(subject())
