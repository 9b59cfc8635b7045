"""Mutations: a build with one thing changed, and what is wrong with it then."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import attrs

from .build import Build, Document, Output
from .judge import judge
from .panels import type_problems, unit_problems
from .reference import FIRST
from .rows import judged, read_looks, read_rows

ROWS = judged(read_rows(), [FIRST])
LOOKS = [look for look in read_looks() if look.system == FIRST]
#: What the command does has nothing to do with a changed document.
SLOW = frozenset({"command", "roundtrip", "plan_shows"})

Change = Callable[[Any], object]
Mutation = Callable[[Build], Build]


def in_documents(kind: str, title: str, change: Change) -> Mutation:
    """Change the documents of a kind and a title in every environment; a title of "" is every title."""

    def mutate(document: Document) -> Document:
        if document.kind != kind or title not in {"", document.title}:
            return document
        copy = deepcopy(document.json)
        change(copy)
        return attrs.evolve(document, json=copy)

    return in_outputs(lambda output: Output(tuple(map(mutate, output.documents))))


def in_outputs(change: Callable[[Output], Output]) -> Mutation:
    """Change what every environment is built to."""

    def mutate(build: Build) -> Build:
        return attrs.evolve(build, outputs={stage: change(output) for stage, output in build.outputs.items()})

    return mutate


def in_panel(dashboard: str, title: str, change: Change) -> Mutation:
    """Change the panel of a title, wherever on the dashboard it is."""

    def mutate(parent: Any) -> None:
        for one in parent["panels"]:
            if one.get("title") == title and one["type"] != "row":
                change(one)
            elif one.get("panels"):
                mutate(one)

    return in_documents("dashboard", dashboard, mutate)


def in_settings(old: Any, new: Any) -> Change:
    """Put a value in the place of another wherever it stands in the settings of a panel's fields."""

    def replaced(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: replaced(one) for key, one in value.items()}
        if isinstance(value, list):
            return [replaced(one) for one in value]
        return new if value == old and not isinstance(value, bool) else value

    return lambda panel: panel.update(fieldConfig=replaced(panel["fieldConfig"]))


def problems(build: Build) -> Mapping[str, list[str]]:
    """All that is wrong with a build, by what it is judged by."""
    found = {row.id: judge(row, build) for row in ROWS if row.types[0] not in SLOW}
    found |= {f"{look.req} unit": unit_problems(look, build) for look in LOOKS}
    found |= {f"{look.req} type": type_problems(look, build) for look in LOOKS}
    return {name: wrong for name, wrong in found.items() if wrong}
