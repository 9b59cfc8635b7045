"""The direction of imports: who may see whom, and where each foreign library ends."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import attrs
import pytest

import grafmint

PACKAGE = Path(grafmint.__file__).parent

#: The modules that hold everything typed by one kind of datasource.
DATASOURCES = "prometheus loki tempo jaeger cloudwatch elasticsearch postgres mysql alertmanager testdata"

#: The layers from low to high, by the first part of a module's name below `grafmint`; a module sees its own layer and
#: lower ones. A library or stage that is not here fails the test, so that somebody decides where it stands.
LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "errors finding formats origin suggest _elsewhere _unset _resources units layout version",
        "duration effort pattern",
        "promql routing",
        "model",
        f"{DATASOURCES} alerting expression transform",
        "block",
        "kit slo",
        "environment config values",
        "project bundle library companions selection",
        "loading compile",
        "check",
        "tree output plan target",
        "data picture",
        "outcome workflow runs backup",
        "revision review host",
        "render",
        "preview",
        "cli",
        "__main__ testing",
    )
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

#: What only type checkers see may point upwards here, and nowhere else: the front door lists every public name.
UPWARDS_FOR_TYPES = {"grafmint"}

#: Foreign libraries and where each may be imported. attrs is the house's own style and may be used anywhere.
BORDERS = {
    "attr": ("",),
    "attrs": ("",),
    "click": ("cli", "testing"),
    "grafana_client": ("target",),
    "matplotlib": ("picture",),
    "niquests": ("target",),
    "numpy": ("picture",),
    "orjson": (
        *("bundle", "compile", "data", "elasticsearch", "host", "loading", "model", "picture", "plan"),
        *("preview", "render", "review", "revision", "runs", "target", "testing", "tree", "backup"),
    ),
    "promql_parser": ("promql",),
    "watchfiles": ("preview",),
    "yaml": ("compile", "loading", "values", "target"),
}


@attrs.frozen
class Import:
    """One import: what is imported, at which line, whether at the top of its module and for type checkers only."""

    target: str
    line: int
    at_top: bool
    for_types: bool


def modules() -> dict[str, Path]:
    """Every module of the package by its name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = ("grafmint", *path.relative_to(PACKAGE).with_suffix("").parts)
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


@cache
def tree(module: str) -> ast.Module:
    """What is written in a module, read when a test asks: every session collects this file."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def is_for_types(node: ast.AST) -> bool:
    """Whether a statement is `if TYPE_CHECKING`."""
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test) and "Not()" not in ast.dump(node.test)


def imports_of(nodes: list[ast.stmt], *, at_top: bool = True, for_types: bool = False) -> Iterator[Import]:
    """Every import in statements, wherever it stands."""
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, at_top, for_types)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            base = node.module or ""
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield Import(whole if whole in MODULES else base, node.lineno, at_top, for_types)
        else:
            inner = at_top and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            typed = for_types or is_for_types(node)
            for name in ("body", "orelse", "finalbody"):
                yield from imports_of(getattr(node, name, []), at_top=inner, for_types=typed and name == "body")
            for handler in getattr(node, "handlers", []):
                yield from imports_of(handler.body, at_top=inner, for_types=for_types)


@cache
def imports(module: str) -> tuple[Import, ...]:
    """Every import of a module."""
    return tuple(imports_of(tree(module).body))


def part(module: str) -> str:
    """The first part of a module's name below `grafmint`."""
    return module.split(".")[1] if "." in module else ""


def where(module: str, line: int) -> str:
    """A place for people."""
    return f"{MODULES[module].relative_to(PACKAGE.parent)}:{line}"


def test_every_module_has_a_layer() -> None:
    """And every layer has its modules: the list above is the package."""
    parts = {part(module) for module in MODULES} - {""}
    assert parts - set(LEVEL) == set()
    assert set(LEVEL) - parts <= {"kit"}


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_downwards(module: str) -> None:
    """A module imports from its own layer and from lower ones, inside functions and for types too."""
    wrong = [
        f"{where(module, each.line)}: {each.target}"
        for each in imports(module)
        if each.target.startswith("grafmint.")
        and not (each.for_types and module in UPWARDS_FOR_TYPES)
        and LEVEL[part(each.target)] > LEVEL.get(part(module), 0)
    ]
    assert wrong == []


def test_no_module_imports_itself_on_a_detour() -> None:
    """There is no cycle among imports at the top of modules."""
    edges = {
        name: {each.target for each in imports(name) if each.target in MODULES and each.at_top and not each.for_types}
        for name in MODULES
    }
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path[path.index(name) :], name))
        if name not in done:
            for target in sorted(edges[name]):
                walk(target, (*path, name))
            done.add(name)

    for name in edges:
        walk(name, ())
    assert done == set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_each_foreign_library_has_a_border(module: str) -> None:
    """A library is imported only where it is allowed, and one that is not listed nowhere."""
    wrong = [
        f"{where(module, each.line)}: {each.target}"
        for each in imports(module)
        for root in [each.target.partition(".")[0]]
        if root not in sys.stdlib_module_names
        and root != "grafmint"
        and not any(part(module) == home or home == "" for home in BORDERS.get(root, ()))
    ]
    assert wrong == []


def names_in(module: str) -> Iterator[tuple[str, int]]:
    """Every name and dotted name that the code of a module uses, with its line."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}", node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


#: Names that few may use, and who they are.
RESERVED = {
    "print": (),
    "input": (),
    "breakpoint": (),
    "exit": (),
    "os.environ": ("grafmint.config", "grafmint.cli.report", "grafmint.revision.variables"),
    "os.getenv": ("grafmint.config",),
    "sys.stdout": ("grafmint.cli",),
    # What the user's own modules print is kept off the result.
    "sys.stderr": ("grafmint.cli", "grafmint.workflow"),
}


@pytest.mark.parametrize("module", MODULES)
def test_few_touch_the_world(module: str) -> None:
    """Nothing prints, the environment is read in the configuration, streams belong to the command line."""
    wrong = [
        f"{where(module, line)}: {name}"
        for name, line in names_in(module)
        if name in RESERVED and not any(module == home or module.startswith(f"{home}.") for home in RESERVED[name])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "module", [name for name in MODULES if part(name) in {"model", "compile", "bundle", "units", "layout", "version"}]
)
def test_documents_depend_on_no_clock_and_no_chance(module: str) -> None:
    """What becomes bytes imports neither time nor randomness nor the machine."""
    forbidden = {"time", "datetime", "random", "secrets", "uuid", "socket", "platform", "getpass", "locale", "tempfile"}
    assert {each.target.partition(".")[0] for each in imports(module)} & forbidden == set()
