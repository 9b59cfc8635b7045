"""Finding the definitions of an environment: values of modules, marked functions, files."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs

from grafmint._resources import MARK
from grafmint.environment import Env, Environment
from grafmint.errors import ProjectError
from grafmint.finding import Finding
from grafmint.load.failure import failures
from grafmint.load.files import read_dashboard, source_files
from grafmint.load.foreign import document_of, is_foreign
from grafmint.load.modules import import_file, module_files
from grafmint.model.dashboard import Dashboard
from grafmint.model.datasource import Datasource
from grafmint.model.folder import Folder
from grafmint.origin import Place
from grafmint.project import Definition, ForeignDashboard, Project, Resource
from grafmint.values import structure

_OURS = (Dashboard, Folder, Datasource)


def load_project(environment: Environment, *, debug: bool = False) -> Project:
    """The project of an environment: its modules imported, its files listed; nothing is made yet.

    What a module raises becomes a finding at its line, so that one broken module hides no other; with `debug` it is
    raised instead.
    """
    loader = Loader(environment, debug)
    return Project(environment=environment, definitions=tuple(loader.definitions()), findings=tuple(loader.findings))


@attrs.define
class Loader:
    """Reads one environment; remembers what it has seen, so that an imported object is one resource."""

    environment: Environment
    debug: bool
    findings: list[Finding] = attrs.field(factory=list, init=False)
    _seen: set[int] = attrs.field(factory=set, init=False)

    def definitions(self) -> list[Definition]:
        """Every definition, in the order of modules, files and lines; plain values come before functions.

        So what functions refer to, datasources above all, is known when they run.
        """
        modules = [module for name in self.environment.modules for module in self._import(name)]
        env = self._env()
        values = [found for module in modules for found in self._values(module)]
        functions = [] if env is None else [found for module in modules for found in self._functions(module, env)]
        return [*values, *functions, *self._files()]

    def _import(self, name: str) -> Iterator[ModuleType]:
        root = self.environment.root
        files = module_files(root, name)
        if not files:
            self._report(
                "no-module", f"there is no module {name!r} in {root.name or root}", "modules", "correct modules"
            )
        for path in files:
            module = self._guard(partial(import_file, root, path), path)
            if module is not None:
                yield module

    def _env(self) -> Env[Any] | None:
        environment = self.environment
        if environment.values_class is None:
            return Env(name=environment.name, values=environment.values)
        module_name, _, class_name = environment.values_class.partition(":")
        files = module_files(environment.root, module_name)
        module = self._guard(partial(import_file, environment.root, files[0]), files[0]) if files else None
        cls = getattr(module, class_name, None)
        if cls is None:
            message = f"there is no {class_name} in {module_name}"
            self._report("values-class", message, "values", 'write values = "module:Class"')
            return None
        try:
            values = structure(cls, environment.values, path=f"{environment.name}: values", where=self._value_place)
        except ProjectError as error:
            self.findings.extend(error.findings)
            return None
        return Env(name=environment.name, values=values)

    def _value_place(self, keys: tuple[str | int, ...]) -> Place | None:
        return self.environment.place("values", *keys)

    def _values(self, module: ModuleType) -> Iterator[Definition]:
        for name, value in _public(module):
            if isinstance(value, _OURS) and self._is_new(value):
                origin = value.origin
                place = origin.inner if origin is not None else _place(module)
                yield Definition(place=place, name=name, make=partial(_one, value))
            elif (is_foreign(value) or (name == "dashboard" and isinstance(value, Mapping))) and self._is_new(value):
                place = _assignment(module, name)
                yield Definition(place=place, name=name, make=partial(self._foreign, value, place))

    def _functions(self, module: ModuleType, env: Env[Any]) -> Iterator[Definition]:
        for name, value in _public(module):
            if callable(value) and getattr(value, MARK, False) and self._is_new(value):
                code = inspect.unwrap(value).__code__
                place = Place(code.co_filename, code.co_firstlineno)
                yield Definition(place=place, name=name, make=partial(self._call, value, env, place))

    def _call(self, function: Callable[..., Any], env: Env[Any], place: Place) -> Iterator[Resource | Finding]:
        try:
            made = function(env)
            for value in (made,) if isinstance(made, _OURS) else made or ():
                yield from self._made(value, place)
        except Exception as error:
            if self.debug:
                raise
            yield from failures(error, self.environment.root, Path(place.file))

    def _made(self, value: object, place: Place) -> Iterator[Resource | Finding]:
        if isinstance(value, _OURS):
            if id(value) not in self._seen:
                yield value
        elif is_foreign(value) or isinstance(value, Mapping):
            yield from self._foreign(value, place)
        else:
            message = f"a {type(value).__name__} is no resource"
            hint = "yield dashboards, folders or datasources"
            yield Finding(rule="no-resource", severity="error", message=message, hint=hint, place=place)

    def _foreign(self, value: Any, place: Place) -> Iterator[Resource | Finding]:
        try:
            yield ForeignDashboard(document=document_of(value), place=place)
        except Exception as error:
            if self.debug:
                raise
            yield from failures(error, self.environment.root, Path(place.file))

    def _files(self) -> Iterator[Definition]:
        for pattern in self.environment.sources:
            paths = source_files(self.environment.root, pattern)
            if not paths:
                self._report("no-source", f"no file fits the source {pattern!r}", "sources", "correct the pattern")
            for path in paths:
                yield Definition(place=Place(str(path), 1), name=path.name, make=partial(read_dashboard, path))

    def _guard(self, action: Callable[[], ModuleType], path: Path) -> ModuleType | None:
        try:
            return action()
        except Exception as error:
            if self.debug:
                raise
            self.findings.extend(failures(error, self.environment.root, path))
        except SystemExit as error:
            self.findings.extend(failures(error, self.environment.root, path))
        return None

    def _is_new(self, value: object) -> bool:
        new = id(value) not in self._seen
        self._seen.add(id(value))
        return new

    def _report(self, rule: str, message: str, key: str, hint: str) -> None:
        places = self.environment.places
        place = places.get(key) or places.get(f"project.{key}") or self.environment.place()
        self.findings.append(Finding(rule=rule, severity="error", message=message, hint=hint, place=place))


def _one(value: Resource) -> Iterator[Resource]:
    yield value


def _public(module: ModuleType) -> Iterable[tuple[str, object]]:
    return [(name, value) for name, value in vars(module).items() if not name.startswith("_")]


def _place(module: ModuleType) -> Place:
    return Place(str(module.__file__), 1)


def _assignment(module: ModuleType, name: str) -> Place:
    """The line that assigns a foreign value, which remembers no origin of its own."""
    path = Path(str(module.__file__))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(name) and line[len(name) :].lstrip().startswith(("=", ":")):
            return Place(str(path), number)
    return Place(str(path), 1)
