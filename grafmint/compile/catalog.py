"""Catalog: the datasources of an environment by logical name, and what is asked of them."""

from collections.abc import Iterator

import attrs

from grafmint._unset import UNSET, Unset
from grafmint.environment import Demands, Environment
from grafmint.finding import Finding
from grafmint.model.base import JsonObject, Model, Traced
from grafmint.model.datasource import Datasource
from grafmint.model.uid import uid_problem
from grafmint.model.variable.datasource import DatasourceVariable
from grafmint.origin import Origin
from grafmint.suggest import hint

# Grafana's own datasources are named with dashes and are there without a definition.
_BUILTIN_MARK = "-- "


# Names that newer Grafanas gave to plugins; queries and environments may say either.
_RENAMED = {"grafana-postgresql-datasource": "postgres", "grafana-testdata-datasource": "testdata"}


class UnknownYetError(Exception):
    """A datasource that no module has defined so far; asked again when all have been read."""


@attrs.define
class Catalog:
    """Grows while the project is read; `complete` is set when nothing more can come."""

    environment: Environment
    types: dict[str, str] = attrs.field(init=False)
    defined: set[str] = attrs.field(factory=set, init=False)
    complete: bool = attrs.field(default=False, init=False)
    findings: list[Finding] = attrs.field(factory=list, init=False)
    _asked: dict[str, Origin | None] = attrs.field(factory=dict, init=False)
    _defaulted: dict[str, set[Origin | None]] = attrs.field(factory=dict, init=False)
    _defaults: dict[str, JsonObject] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.types = {name: _RENAMED.get(type_, type_) for name, type_ in self.environment.datasource_types.items()}

    def define(self, datasource: Datasource) -> None:
        """Take in a datasource that a module defines."""
        declared = self.types.setdefault(datasource.name, datasource.plugin)
        if declared != datasource.plugin:
            self._report(
                "datasource-type",
                f"datasource {datasource.name!r} is a {datasource.plugin} here and a {declared} in grafmint.toml",
                datasource,
                "make the two agree",
            )
        self.defined.add(datasource.name)
        problem = uid_problem(self.uid(datasource.name))
        if problem is not None:
            self._report(
                "uid-form",
                f"datasource {datasource.name!r}: its uid {problem}",
                datasource,
                f"map it in [env.{self.environment.name}] datasources, or choose another name",
            )

    def uid(self, name: str) -> str:
        """The uid of a logical name in this environment."""
        return self.environment.datasources.get(name, name)

    @property
    def demands(self) -> Demands:
        """What is asked of dashboards and queries, its datasources by uid."""
        found = self.environment.demands
        long_term, metricsql = (tuple(map(self.uid, names)) for names in (found.long_term, found.metricsql))
        return attrs.evolve(found, long_term=long_term, metricsql=metricsql)

    def former(self, datasource: Datasource) -> str | None:
        """The uid that a datasource had before in this environment; None where it has it still."""
        name = datasource.renamed_from
        if isinstance(name, Unset):
            return None
        former = self.uid(name)
        problem = uid_problem(former)
        if problem is not None:
            message = f"datasource {datasource.name!r}: renamed_from {name!r}, its uid {problem}"
            self._report("uid-form", message, datasource, "write the logical name that it had before")
        return former if former != self.uid(datasource.name) else None

    def resolve(self, reference: object, type_: str | None, owner: Model) -> JsonObject:
        """Grafana's `{type, uid}`; UnknownYetError while later modules may define it, afterwards a finding."""
        if reference is UNSET:
            return self._default(type_, owner)
        if isinstance(reference, DatasourceVariable):
            self._compare(f"variable ${reference.name}", reference.plugin, type_, owner)
            return {"type": reference.plugin, "uid": str(reference)}
        if isinstance(reference, Datasource):
            self._compare(f"datasource {reference.name!r}", reference.type, type_, owner)
            return {"type": reference.plugin, "uid": self.uid(reference.name)}
        return self._named(str(reference), type_, owner)

    def _named(self, name: str, type_: str | None, owner: Model) -> JsonObject:
        if name.startswith(_BUILTIN_MARK):
            return {"type": "datasource", "uid": name}
        if name not in self.types:
            self._wait()
            self._report("unknown-datasource", f"unknown datasource {name!r}", owner, hint(name, self.types))
        self._asked.setdefault(name, _origin(owner))
        found = self.types.get(name, type_)
        self._compare(f"datasource {name!r}", found, type_, owner)
        return {"type": found, "uid": self.uid(name)}

    def _compare(self, name: str, found: str | None, wanted: str | None, owner: Model) -> None:
        if wanted is not None and found != wanted:
            message = f"{name} is a {found}, the query is for a {wanted}"
            self._report("datasource-type", message, owner, f"use a {wanted} datasource, or the query of {found}")

    def _default(self, type_: str | None, owner: Model) -> JsonObject:
        known = self._defaults.get(type_ or "")
        if known is None:
            known = self._find_default(type_ or "", owner)
        elif type_ in self._defaulted:
            self._defaulted[type_].add(_origin(owner))
        return known

    def _find_default(self, type_: str, owner: Model) -> JsonObject:
        names = self._of_type(type_)
        if not names:
            self._wait()
            declare = (
                f"write {type_}.Datasource(name=…, url=…) in a module, or name one that exists in grafmint.toml: "
                f'[datasources] NAME = "{type_}" and [env.{self.environment.name}] datasources = {{ NAME = "UID" }}'
            )
            message = f"environment {self.environment.name!r} has no datasource of type {type_}"
            self._report("unknown-datasource", message, owner, declare if type_ else "write datasource=…")
            return {"type": type_, "uid": ""}
        self._defaulted[type_] = {_origin(owner)}
        self._asked.setdefault(names[0], _origin(owner))
        found = self._defaults[type_] = {"type": type_, "uid": self.uid(names[0])}
        return found

    def finish(self) -> Iterator[Finding]:
        """What can be said only when the whole project was read."""
        yield from self.findings
        for type_, origins in self._defaulted.items():
            names = self._of_type(type_)
            if len(names) > 1:
                for origin in origins:
                    yield _finding(
                        "ambiguous-datasource",
                        f"the query names no datasource, and {len(names)} are of type {type_}: {', '.join(names)}",
                        origin,
                        f'write datasource="{names[0]}" or another',
                    )
        known = self.defined | set(self.environment.datasources)
        section = f"[env.{self.environment.name}]"
        for name, origin in self._asked.items():
            if name in self.types and name not in known:
                yield _finding(
                    "unmapped-datasource",
                    f"datasource {name!r} has no uid in environment {self.environment.name!r}",
                    origin,
                    f'define it in a module, or map it: {section} datasources = {{ {name} = "UID" }}',
                )

    def _of_type(self, type_: str) -> list[str]:
        return sorted(name for name, found in self.types.items() if found == type_)

    def _wait(self) -> None:
        if not self.complete:
            raise UnknownYetError

    def _report(self, rule: str, message: str, owner: Model, way_out: str) -> None:
        self.findings.append(_finding(rule, message, _origin(owner), way_out))


def _origin(owner: Model) -> Origin | None:
    return owner.origin if isinstance(owner, Traced) else None


def _finding(rule: str, message: str, origin: Origin | None, way_out: str) -> Finding:
    place = origin.inner if origin is not None else None
    return Finding(rule=rule, severity="error", message=message, hint=way_out, place=place)
