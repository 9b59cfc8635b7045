"""The sections that boards are made of, as docs/systems.md lists them."""

import inspect
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, get_args

import attrs

from tests.docs.generated import code, table
from tests.docs.page import ROOT

_KIT = "grafmint.kit."


def listed() -> str:
    """Every section, what it shows, and the classes of the kit that its metrics are."""
    rows = (
        (
            code(f"{section.__module__}.{section.__name__}"),
            summary_of(section),
            ", ".join(map(code, _subjects(section))),
        )
        for section in sections()
    )
    return table(("Section", "Shows", "Metrics"), rows)


def sections() -> Iterator[type[Any]]:
    """Every section, by the names of their modules."""
    # Building a project imports its modules anew, so that there are several classes of that name.
    for path in sorted((ROOT / "dashboards").glob("*.py")):
        module = import_module(f"dashboards.{path.stem}")
        for value in vars(module).values():
            is_own = isinstance(value, type) and value.__module__ == module.__name__
            if is_own and "Section" in [base.__name__ for base in value.__mro__[1:]]:
                yield value


def summary_of(section: type[Any]) -> str:
    """What a section shows, in its own words."""
    return " ".join((inspect.getdoc(section) or "").partition("\n\n")[0].split())


def _subjects(section: type[Any]) -> Iterable[str]:
    fields = attrs.fields(section) if attrs.has(section) else ()
    kinds = (kind for field in fields for kind in _kinds(field.type))
    of_the_kit = (kind for kind in kinds if kind.__module__.startswith(_KIT))
    # A module of the kit may be a package: its subject is known by the name of that.
    homes = ((kind.__module__.removeprefix(_KIT).partition(".")[0], kind.__name__) for kind in of_the_kit)
    return dict.fromkeys(map(".".join, homes))


def _kinds(annotation: object) -> Iterator[type]:
    """The classes in an annotation, however deep: those of unions, tuples and other generics."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for each in get_args(annotation):
        yield from _kinds(each)
