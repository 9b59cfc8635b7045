"""The names that users import."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, get_args

import attrs
import pytest

import grafmint
from grafmint import alerting, slo
from grafmint._elsewhere import ELSEWHERE
from grafmint.model.base import Model, Traced
from grafmint.model.fields import Matcher
from grafmint.model.shown import Shown

PACKAGE = Path(grafmint.__file__).parent


def imported_for_type_checkers() -> dict[str, str]:
    """What `grafmint/__init__.py` imports where only type checkers look: names with their modules."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    return {
        alias.asname or alias.name: node.module or ""
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_all_is_what_type_checkers_see() -> None:
    """The table of names and the imports are one list."""
    assert set(grafmint.__all__) == set(imported_for_type_checkers())
    assert grafmint.__all__ == sorted(set(grafmint.__all__))


@pytest.mark.parametrize("name", grafmint.__all__)
def test_every_name_can_be_imported(name: str) -> None:
    """It is what type checkers take it for, also in the running command, which has imported every package."""
    for module in iter_modules(grafmint.__path__, "grafmint."):
        if module.ispkg:
            import_module(module.name)
    assert getattr(grafmint, name) is getattr(import_module(imported_for_type_checkers()[name]), name)


def test_dir_lists_every_name() -> None:
    """Editors and people at a prompt find them all."""
    assert set(grafmint.__all__) <= set(dir(grafmint))
    assert dir(grafmint) == sorted(dir(grafmint))


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [("Dashbord", "did you mean 'Dashboard'?"), ("timeseries", "did you mean 'TimeSeries'?"), ("xyz", "allowed: ")],
)
def test_a_misspelt_name_is_an_error_with_a_suggestion(wrong: str, hint: str) -> None:
    """As an attribute; `hasattr` and import see an ordinary AttributeError."""
    with pytest.raises(AttributeError) as caught:
        getattr(grafmint, wrong)
    assert str(caught.value).startswith(f"grafmint has no {wrong!r}; {hint}")
    with pytest.raises(ImportError, match=wrong):
        exec(f"from grafmint import {wrong}")  # noqa: S102  # the statement that users write


@pytest.mark.parametrize("module", [alerting, slo])
def test_a_name_of_another_module_is_an_error_with_that_module(module: ModuleType) -> None:
    """What is nearest by its letters is not what was meant."""
    names = set(module.__all__) - set(grafmint.__all__)
    assert set(ELSEWHERE[module.__name__]) == names
    for name in names:
        with pytest.raises(AttributeError) as caught:
            getattr(grafmint, name)
        assert str(caught.value) == f"grafmint has no {name!r}; it is in {module.__name__}"


def test_a_star_import_brings_every_name() -> None:
    """`__all__` holds in the language too."""
    names: dict[str, Any] = {}
    exec("from grafmint import *", names)  # noqa: S102
    assert set(grafmint.__all__) <= set(names)


def test_modules_are_imported_beside_names() -> None:
    """`from grafmint import loki, promql` works though neither is in the table."""
    names: dict[str, Any] = {}
    exec("from grafmint import loki, prometheus, promql", names)  # noqa: S102
    assert names["loki"].Query is not names["prometheus"].Query


def test_the_package_is_typed() -> None:
    """Type checkers of users read our annotations."""
    assert (PACKAGE / "py.typed").is_file()


def test_importing_grafmint_imports_nothing_else() -> None:
    """Names load on first use: neither the model nor a library comes before it is needed."""
    script = "import sys, grafmint; print(*sorted(name for name in sys.modules if name.startswith('grafmint.')))"
    command = [sys.executable, "-W", "error", "-c", script]
    assert subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.split() == []


def classes_of(annotation: Any) -> Iterator[type]:
    """The classes that an annotation names."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for argument in get_args(annotation):
        yield from classes_of(argument)


#: Made by functions or methods, or bases that nobody writes.
NOT_WRITTEN = {Matcher, Shown, Model, Traced}


def test_what_an_option_takes_is_public() -> None:
    """Every class of values that a public class takes can be imported from where the public ones are."""
    homes = (grafmint, alerting)
    public = {getattr(home, name) for home in homes for name in home.__all__}
    values = [cls for cls in public if isinstance(cls, type) and issubclass(cls, Model) and attrs.has(cls)]
    taken = {
        cls
        for value in values
        for field in attrs.fields(value)
        for cls in classes_of(field.type)
        if issubclass(cls, Model)
    }
    assert {cls.__name__ for cls in taken - public - NOT_WRITTEN} == set()
