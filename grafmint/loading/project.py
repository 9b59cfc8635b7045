"""Finding the definitions of an environment: values of modules, marked functions, files."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs

from grafmint._resources import MARK
from grafmint.environment import Env, Environment
from grafmint.errors import ProjectError
from grafmint.finding import Finding, Severity
from grafmint.loading.call import Maker, is_ours
from grafmint.loading.failure import failures
from grafmint.loading.files import read_dashboard, source_files
from grafmint.loading.foreign import is_foreign
from grafmint.loading.modules import import_file, module_files, name_problem, remembered
from grafmint.loading.overlooked import Overlooked
from grafmint.loading.places import assignment
from grafmint.origin import Place
from grafmint.project import Definition, Project, Resource
from grafmint.suggest import hint as suggestion
from grafmint.values import structure

_FOUND = "what is found: resources such as dashboards with a public name, functions marked @resources"


def load_project(environment: Environment, *, debug: bool = False) -> Project:
    """The project of an environment: its modules imported, its files listed; nothing is made yet.

    What a module raises becomes a finding at its line, so that one broken module hides no other; with `debug` it is
    raised instead.
    """
    loader = Loader(environment, debug)
    with remembered(environment.root):
        definitions = tuple(loader.definitions())
    return Project(environment=environment, definitions=definitions, findings=tuple(loader.findings))


@attrs.define
class Loader:
    """Reads one environment; remembers what it has seen, so that an imported object is one resource."""

    environment: Environment
    debug: bool
    findings: list[Finding] = attrs.field(factory=list, init=False)
    _seen: set[int] = attrs.field(factory=set, init=False)
    _paths: set[Path] = attrs.field(factory=set, init=False)
    _maker: Maker = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._maker = Maker(self.environment.root, self.debug, self._seen)

    def definitions(self) -> list[Definition]:
        """Every definition, in the order of modules, files and lines; plain values come before functions.

        So what functions refer to, datasources above all, is known when they run.
        """
        modules = [module for name in self.environment.modules for module in self._import(name)]
        env = self._env()
        values = [found for module in modules for found in self._values(module)]
        functions = [] if env is None else [found for module in modules for found in self._functions(module, env)]
        if not self.findings:  # what a broken module makes use of is not known
            self.findings.extend(Overlooked(modules, frozenset(self._seen), self.environment.root).findings())
        found = [*values, *functions, *self._files()]
        # One mistake is told once: what else was found is why there is nothing.
        if self.environment.modules and not found and not self.findings:
            self._report("nothing-defined", "these modules define nothing", "modules", _FOUND, "warning")
        return found

    def _import(self, name: str) -> Iterator[ModuleType]:
        root = self.environment.root
        files = module_files(root, name)
        if not files:
            message = f"there is no module {name!r} in {root.name or root}"
            self._report("no-module", message, "modules", _near_module(root, name))
        for path in files:
            module = self._import_file(path)
            if module is not None:
                yield module

    def _env(self) -> Env[Any] | None:
        environment = self.environment
        if environment.values_class is None:
            return Env(name=environment.name, values=environment.values, records=environment.records)
        cls = self._values_class(*environment.values_class.split(":", 1))
        if cls is None:
            return None
        try:
            values = structure(cls, environment.values, path=f"{environment.name}: values", where=self._value_place)
        except ProjectError as error:
            self.findings.extend(error.findings)
            return None
        return Env(name=environment.name, values=values, records=environment.records)

    def _values_class(self, module_name: str, class_name: str) -> type[Any] | None:
        root = self.environment.root
        files = module_files(root, module_name)
        if not files:
            message = f"there is no module {module_name!r} in {root.name or root}"
            self._report("values-class", message, "project.values", _near_module(root, module_name))
            return None
        module = self._import_file(files[0])
        if module is None:
            return None
        cls = getattr(module, class_name, None)
        if isinstance(cls, type):
            return cls
        classes = [name for name, value in _public(module) if isinstance(value, type)]
        wrong = f"there is no {class_name}" if cls is None else f"{class_name} is no class"
        self._report("values-class", f"{wrong} in {module_name}", "project.values", suggestion(class_name, classes))
        return None

    def _value_place(self, keys: tuple[str | int, ...]) -> Place | None:
        return self.environment.place("values", *keys)

    def _values(self, module: ModuleType) -> Iterator[Definition]:
        for name, value in _public(module):
            if is_ours(value) and self._is_new(value):
                origin = value.origin
                place = origin.inner if origin is not None else _place(module)
                yield Definition(place=place, name=name, make=partial(_one, value))
            elif (is_foreign(value) or (name == "dashboard" and isinstance(value, Mapping))) and self._is_new(value):
                place = assignment(module, name)
                yield Definition(place=place, name=name, make=partial(self._maker.foreign, value, place))

    def _functions(self, module: ModuleType, env: Env[Any]) -> Iterator[Definition]:
        for name, value in _public(module):
            if callable(value) and getattr(value, MARK, False) is True and self._is_new(value):
                code = getattr(inspect.unwrap(value), "__code__", None)
                place = Place(code.co_filename, code.co_firstlineno) if code else assignment(module, name)
                yield Definition(place=place, name=name, make=partial(self._maker.call, value, env, place))

    def _files(self) -> Iterator[Definition]:
        for pattern in self.environment.sources:
            paths = source_files(self.environment.root, pattern)
            if not paths:
                message, way_out = f"no file fits the source {pattern!r}", "patterns start in the project's folder"
                self._report("no-source", message, "sources", way_out)
            for path in filter(self._is_new_file, paths):
                yield Definition(place=Place(str(path), 1), name=path.name, make=partial(read_dashboard, path))

    def _import_file(self, path: Path) -> ModuleType | None:
        root = self.environment.root
        problem = name_problem(root, path)
        if problem is not None:
            message, way_out = problem
            place = Place(str(path), 1)
            self.findings.append(
                Finding(rule="module-name", severity="error", message=message, hint=way_out, place=place)
            )
            return None
        try:
            return import_file(root, path)
        except (Exception, SystemExit) as error:
            if self.debug:
                raise
            self.findings.extend(failures(error, root, Place(str(path), 1)))
        return None

    def _is_new(self, value: object) -> bool:
        new = id(value) not in self._seen
        self._seen.add(id(value))
        return new

    def _is_new_file(self, path: Path) -> bool:
        new = path not in self._paths
        self._paths.add(path)
        return new

    def _report(self, rule: str, message: str, key: str, hint: str, severity: Severity = "error") -> None:
        places = self.environment.places
        place = places.get(key) or places.get(f"project.{key}") or self.environment.place()
        self.findings.append(Finding(rule=rule, severity=severity, message=message, hint=hint, place=place))


def _one(value: Resource) -> Iterator[Resource]:
    yield value


def _public(module: ModuleType) -> Iterable[tuple[str, object]]:
    return [(name, value) for name, value in vars(module).items() if not name.startswith("_")]


def _place(module: ModuleType) -> Place:
    return Place(str(module.__file__), 1)


def _near_module(root: Path, name: str) -> str:
    """The nearest of what could have been meant: the modules and packages beside the missing one."""
    above, _, _ = name.rpartition(".")
    folder = root.joinpath(*above.split("."))
    beside = sorted(folder.iterdir()) if folder.is_dir() and folder.is_relative_to(root) else []
    names = [path.stem for path in beside if path.suffix == ".py" or (path.is_dir() and any(path.glob("*.py")))]
    found = [f"{above}.{each}".lstrip(".") for each in names if each.isidentifier() and each != "__init__"]
    return suggestion(name, found) if found else "make it, or name another one"
