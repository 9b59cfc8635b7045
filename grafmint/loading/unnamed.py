"""Unnamed: resources that a module makes and gives no name, so that nobody ever finds them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from grafmint.model.base import Traced
from grafmint.origin import Place

# What may be a call that stands for itself; reading the source as Python takes far longer.
_CALL = re.compile(r"^[ \t]*([\w.]+)\(", re.MULTILINE)
_OWN = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def unnamed(module: ModuleType) -> Iterator[tuple[str, Place]]:
    """The class and the place of each resource that a statement of a module makes for nobody."""
    path = Path(str(module.__file__))
    try:
        text = path.read_text(encoding="utf-8")
        if not any(_is_resource(module, name) for name in set(_CALL.findall(text))):
            return
        tree = ast.parse(text)
    except (OSError, SyntaxError, ValueError):
        return
    for call in _calls(tree):
        name = ast.unparse(call.func)
        if _is_resource(module, name):
            yield name.rpartition(".")[2], Place(str(path), call.lineno)


def _calls(parent: ast.AST) -> Iterator[ast.Call]:
    """The calls that are statements of their own, in no function."""
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield node.value
        elif not isinstance(node, _OWN):
            yield from _calls(node)


def _is_resource(module: ModuleType, name: str) -> bool:
    """Whether a dotted name is a class of resources there."""
    first, *rest = name.split(".")
    value = vars(module).get(first)
    for attribute in rest:
        # Asking anything else for an attribute could run code of it.
        value = vars(value).get(attribute) if isinstance(value, ModuleType) else None
    return isinstance(value, type) and issubclass(value, Traced) and value.is_resource
