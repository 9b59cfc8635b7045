"""grafmint.toml as a whole: read with every problem at once, and asked for its environments."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from shlex import quote
from typing import Any

import attrs

from grafmint.config.demands import demands
from grafmint.config.environments import NAME, NAME_HINT, Shared, environment
from grafmint.config.holds import holds
from grafmint.config.names import datasource_types, module_names, uid_prefix
from grafmint.config.places import places
from grafmint.config.table import Document, Table
from grafmint.environment import Demands, Environment
from grafmint.errors import ProjectError, UsageError
from grafmint.finding import Finding, in_order
from grafmint.origin import Place
from grafmint.suggest import nearest

DEFAULT = "local"
_NOTHING = 'write modules = ["dashboards"]'
_CLASS = re.compile(r"\w+(?:\.\w+)*:\w+")
_AT = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
# On one line and in code: a hint has no line ends, and each of the two is TOML as it stands.
_EXAMPLE = (
    "run grafmint in the project's folder, or make a grafmint.toml of two lines: "
    '`project = { name = "NAME", modules = ["dashboards"] }` and `env.local.directory = ".grafmint/local"`'
)


@attrs.frozen(kw_only=True)
class Config:
    """A grafmint.toml without problems; its environments are in the order of the file."""

    path: Path
    root: Path
    project: str
    environments: Mapping[str, Environment]

    def select(self, patterns: Sequence[str]) -> tuple[Environment, ...]:
        """The environments that match any of the patterns (`plue-*`), in their order; `local` for none.

        Those of one pattern are in the order of the file. Raise UsageError for a pattern that matches none.
        """
        # A dict is a set in the order of the patterns.
        chosen = dict[str, Environment]()
        for pattern in patterns or (DEFAULT,):
            matching = {name: one for name, one in self.environments.items() if fnmatchcase(name, pattern)}
            if not matching:
                raise UsageError(f"there is no environment {pattern!r}", hint=self._instead(pattern))
            chosen |= matching
        return tuple(chosen.values())

    def _instead(self, pattern: str) -> str:
        parts = [part.strip() for part in pattern.split(",")]
        if len(parts) > 1 and all(any(fnmatchcase(name, part) for name in self.environments) for part in parts):
            return "write " + " ".join(f"--env {quote(part)}" for part in parts)
        return f"{self._meant(pattern)}this project has {', '.join(self.environments)}"

    def _meant(self, pattern: str) -> str:
        """All that begin so, for the nearest of them may be the one that nobody should touch; else the nearest."""
        match = nearest(pattern, self.environments)
        alike = [name for name in self.environments if pattern and name.startswith(pattern)]
        names = " or ".join(map(repr, alike or filter(None, [match])))
        return f"did you mean {names}? " if names else ""


def read(path: Path) -> Config:
    """Read a grafmint.toml; raise ProjectError with every problem in it."""
    path = path.parent.resolve() / path.name
    text = _text(path)
    data = _parsed(path, text)
    document = Document(path, places(text, str(path)))
    top = Table(document, (), data)
    project, sections = top.table("project"), top.table("env").tables()
    shared = _shared(project, datasource_types(top), demands(top.table("check")))
    found = [environment(section, shared) for section in sections]
    held = holds(top.items("hold"), [str(section.keys[-1]) for section in sections])
    top.close()
    if not found:
        document.report("no-environment", (), "there is no environment", 'write [env.local] and directory = "…"')
    _check_something_to_load(project, sections)
    if document.findings:
        raise ProjectError(in_order(document.findings))
    environments = {one.name: attrs.evolve(one, holds=held[one.name]) for one in found if one is not None}
    return Config(path=path, root=path.parent, project=shared.name, environments=environments)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise _refused("no-project", f"there is no {path.name} in {path.parent}", None, _instead_of(path)) from None
    except OSError as error:
        raise _refused("no-project", f"{path} cannot be read: {error.strerror}", None) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _refused("bad-toml", f"{path.name} is not UTF-8 text", Place(str(path), line)) from None


def _instead_of(path: Path) -> str:
    """Where the next grafmint.toml above is, or what one looks like."""
    for steps, folder in enumerate(path.parent.parents, 1):
        if (folder / path.name).is_file():
            above = "/".join([".."] * steps)
            return f"there is one in {above}: run it there, or use --config {above}/{path.name}"
    return _EXAMPLE


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _AT.fullmatch(str(error))
        problem = match[1] if match else str(error)
        place = Place(str(path), max(1, len(text.splitlines())))
        if match and match[2]:
            place = Place(str(path), int(match[2]), int(match[3]))
        raise _refused("bad-toml", f"{path.name} is not valid TOML: {problem}", place) from None


def _refused(rule: str, message: str, place: Place | None, hint: str | None = None) -> ProjectError:
    return ProjectError([Finding(rule=rule, severity="error", message=message, hint=hint, place=place)])


def _shared(project: Table, types: Mapping[str, str], asked: Demands) -> Shared:
    name, values_class = project.text("name"), project.text("values")
    if not project.given("name"):
        project.report("missing-key", "name", "is missing", 'write name = "…" and keep it: it marks what is yours')
    elif name is not None and not NAME.fullmatch(name):
        project.report("bad-name", "name", f"is {name!r}", NAME_HINT)
    if values_class is not None and not _CLASS.fullmatch(values_class):
        problem = f"is {values_class!r}, not a module and a class"
        project.report("bad-value", "values", problem, 'write values = "package.module:Class"')
    shared = Shared(
        name=name or "",
        modules=module_names(project) or (),
        sources=project.texts("sources") or (),
        values_class=values_class,
        datasource_types=types,
        uid_prefix=uid_prefix(project),
        demands=asked,
    )
    project.close()
    return shared


def _check_something_to_load(project: Table, sections: Sequence[Table]) -> None:
    """Report environments for which nothing is named that could define a resource."""
    for section in sections or [project]:
        written = {**project.data, **section.data}
        if not written.get("modules") and not written.get("sources"):
            # Environments that say nothing of their own share one finding, of the project.
            table = section if section.given("modules", "sources") else project
            table.document.report("nothing-to-load", table.keys, "has no modules and no sources", _NOTHING)
