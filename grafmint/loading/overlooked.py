"""What a module seems to define and discovery passes over: it is told, never guessed."""

import inspect
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from types import FunctionType, ModuleType
from typing import get_origin

import attrs

from grafmint._resources import MARK as _RESOURCES
from grafmint.environment import Env
from grafmint.finding import Finding
from grafmint.loading.call import ON_A_PANEL, is_typed
from grafmint.loading.places import assignment
from grafmint.loading.reads import names_read
from grafmint.loading.unnamed import unnamed
from grafmint.loading.unused import unused
from grafmint.model.alerting.alert import Alert
from grafmint.origin import Place

# What names one of these brings it along, so a table of them is complete as it is.
_BROUGHT = frozenset({"Folder", "LibraryPanel", "ContactPoint", "MuteTiming"})
_MARKED = "mark it with @resources"
_NAMED = "give it a public name, or yield it from a function marked @resources"
_EACH_NAMED = "give each a public name, or yield them from a function marked @resources"
_COMMA = "a comma behind it makes it a tuple: remove the comma"
_ENV = re.compile(r"(\w+\.)*Env(\[.*\])?")


@attrs.frozen(slots=False)
class Overlooked:
    """Looks through the modules of one environment; `seen` are the identities of what discovery has found."""

    modules: Sequence[ModuleType]
    seen: frozenset[int]
    root: Path

    def findings(self) -> Iterator[Finding]:
        """A warning for each collection of resources, unmarked function, and alert, block or resource of no use."""
        used, told = _names_in_functions(self.modules), set[int]()
        for module in self.modules:
            yield from (
                _finding(f"this {name} has no name and is not found", _NAMED, at) for name, at in unnamed(module)
            )
            for name, value in vars(module).items():
                if name.startswith("_") or name in used or id(value) in told:
                    continue
                told.add(id(value))
                if self._holds_resources(value):
                    way_out = _COMMA if isinstance(value, tuple) and len(value) == 1 else _EACH_NAMED
                    yield _finding(f"the resources in {name!r} are not found", way_out, assignment(module, name))
                elif isinstance(value, FunctionType) and value.__module__ == module.__name__ and _takes_env(value):
                    place = Place(value.__code__.co_filename, value.__code__.co_firstlineno)
                    yield _finding(f"the function {name!r} takes an Env and is never called", _MARKED, place)
                elif isinstance(value, Alert) and self._is_unused(value):
                    yield _finding(f"the alert {name!r} stands on no panel", ON_A_PANEL, assignment(module, name))
        for each in unused(self.modules, self.root):
            way_out = f"name it where {each.other!r} is named, or remove it"
            yield _finding(f"the {each.kind} {each.name!r} is used nowhere", way_out, each.place)

    @cached_property
    def _read(self) -> frozenset[str] | None:
        return names_read(self.modules)

    def _is_unused(self, alert: Alert) -> bool:
        """Whether nothing can hold an alert or a copy of it, because no line reads one of its names."""
        names = {name for module in self.modules for name, value in vars(module).items() if value is alert}
        return self._read is not None and names.isdisjoint(self._read)

    def _holds_resources(self, value: object) -> bool:
        if not isinstance(value, list | tuple | dict):
            return False
        items = value.values() if isinstance(value, dict) else value
        return any(_is_told(item) and id(item) not in self.seen for item in items)


def _names_in_functions(modules: Sequence[ModuleType]) -> frozenset[str]:
    values = [value for module in modules for value in vars(module).values()]
    functions = [inspect.unwrap(value) for value in values if isinstance(value, FunctionType)]
    return frozenset(name for each in functions for name in each.__code__.co_names)


def _is_told(item: object) -> bool:
    return is_typed(item) and type(item).__name__ not in _BROUGHT


def _takes_env(function: FunctionType) -> bool:
    parameters = list(inspect.signature(function).parameters.values())
    if len(parameters) != 1 or getattr(function, _RESOURCES, False):
        return False
    annotation = parameters[0].annotation
    if isinstance(annotation, str):
        return _ENV.fullmatch(annotation.strip("'\"")) is not None
    return annotation is Env or get_origin(annotation) is Env


def _finding(message: str, way_out: str, place: Place) -> Finding:
    return Finding(rule="not-found", severity="warning", message=message, hint=way_out, place=place)
