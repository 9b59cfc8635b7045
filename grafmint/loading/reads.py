"""Reads: the names that the source of modules makes use of."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType


def names_read(modules: Iterable[ModuleType]) -> frozenset[str] | None:
    """The names that modules read, import or hand on; None where the source of one cannot be read."""
    try:
        trees = [ast.parse(Path(str(module.__file__)).read_bytes()) for module in modules]
    except (OSError, SyntaxError, ValueError):
        return None
    return frozenset(name for tree in trees for node in ast.walk(tree) for name in _read(node))


def _read(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield node.id
    elif isinstance(node, ast.NamedExpr):
        yield node.target.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.alias):
        yield node.name
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        # As in `globals()["name"]` and `getattr(module, "name")`.
        yield node.value
