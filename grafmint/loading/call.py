"""Making resources: the values of modules, and what marked functions return or yield."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeGuard

import attrs

from grafmint.environment import Env
from grafmint.finding import Finding
from grafmint.loading.documents import dashboard_of
from grafmint.loading.failure import failures
from grafmint.loading.foreign import document_of, is_foreign
from grafmint.model.alerting.alert import Alert
from grafmint.model.base import Traced
from grafmint.origin import Place
from grafmint.project import Own, Resource

_YIELD = "return or yield resources: dashboards, folders, datasources, alert rules …"
#: What to do with an alert that stands for itself.
ON_A_PANEL = "put it on a panel: alerts=[…], or write an AlertRule"


def is_ours(value: object) -> TypeGuard[Own]:
    """Whether a value is a resource of grafmint's own classes."""
    return isinstance(value, Traced) and value.is_resource


def is_typed(value: object) -> bool:
    """Whether a value is a resource by its class, ours or another library's."""
    return is_ours(value) or is_foreign(value)


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
            message = f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name} is no resource"
            yield _no_resource(message, place, ON_A_PANEL if isinstance(value, Alert) else _YIELD)
        elif id(value) in self.seen:
            return
        elif is_ours(value):
            yield value
        else:
            yield from self.foreign(value, place)


def _async(made: object, place: Place) -> Finding:
    if inspect.iscoroutine(made):
        made.close()  # or Python warns of it when it is collected
    return _no_resource("the function is async, and nothing awaits it", place, "write `def`, without `async`")


def _no_resource(message: str, place: Place, way_out: str = _YIELD) -> Finding:
    return Finding(rule="no-resource", severity="error", message=message, hint=way_out, place=place)
