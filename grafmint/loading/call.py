"""Making resources: the values of modules, and what marked functions return or yield."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from grafmint.environment import Env
from grafmint.finding import Finding
from grafmint.loading.documents import dashboard_of
from grafmint.loading.failure import failures
from grafmint.loading.foreign import document_of, is_foreign
from grafmint.model.dashboard import Dashboard
from grafmint.model.datasource import Datasource
from grafmint.model.folder import Folder
from grafmint.origin import Place
from grafmint.project import Resource

OURS = (Dashboard, Folder, Datasource)
_YIELD = "return or yield dashboards, folders or datasources"


def is_typed(value: object) -> bool:
    """Whether a value is a resource by its class, ours or another library's."""
    return isinstance(value, OURS) or is_foreign(value)


def is_one(value: object) -> bool:
    """Whether a value is one resource, and no collection of them."""
    return isinstance(value, Mapping) or is_typed(value)


@attrs.frozen
class Maker:
    """Runs the user's code for one environment; what it raises becomes a finding, or with `debug` is raised."""

    root: Path
    debug: bool
    #: The identities of the values that modules hold by themselves: a function that yields one adds nothing.
    seen: set[int] = attrs.field(repr=False)

    def call(self, function: Callable[..., Any], env: Env[Any], place: Place) -> Iterator[Resource | Finding]:
        """What a marked function makes; what came before an error is kept."""
        try:
            made = function(env)
            if made is None:
                yield _no_resource("the function returns nothing", place)
            elif inspect.iscoroutine(made) or inspect.isasyncgen(made):
                yield _async(made, place)
            elif is_one(made) or not isinstance(made, Iterable) or isinstance(made, str | bytes):
                yield from self._made(made, place)
            else:
                for value in made:
                    yield from self._made(value, place)
        except (Exception, SystemExit) as error:
            if self.debug:
                raise
            yield from failures(error, self.root, place)

    def foreign(self, value: Any, place: Place) -> Iterator[Resource | Finding]:
        """The dashboard of a foreign value."""
        try:
            yield dashboard_of(document_of(value), place)
        except (Exception, SystemExit) as error:
            if self.debug:
                raise
            yield from failures(error, self.root, place)

    def _made(self, value: object, place: Place) -> Iterator[Resource | Finding]:
        if isinstance(value, Mapping) and any(is_typed(item) for item in value.values()):
            yield _no_resource("a mapping of resources is no resource", place, "yield its values: `.values()`")
        elif not is_one(value):
            name = type(value).__name__
            yield _no_resource(f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name} is no resource", place)
        elif id(value) in self.seen:
            return
        elif isinstance(value, OURS):
            yield value
        else:
            yield from self.foreign(value, place)


def _async(made: object, place: Place) -> Finding:
    if inspect.iscoroutine(made):
        made.close()  # or Python warns of it when it is collected
    return _no_resource("the function is async, and nothing awaits it", place, "write `def`, without `async`")


def _no_resource(message: str, place: Place, way_out: str = _YIELD) -> Finding:
    return Finding(rule="no-resource", severity="error", message=message, hint=way_out, place=place)
