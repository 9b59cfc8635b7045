"""Builds: what the judges look at, as plain values; nothing here knows how they were made."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any

import attrs

from .board import Board, Panel

if TYPE_CHECKING:
    from .deeds import Deeds


@attrs.frozen(kw_only=True)
class Document:
    """One built resource: its kind, what it is filed under, and its JSON."""

    kind: str
    uid: str
    title: str
    folder: str | None = None
    json: Any = attrs.field(repr=False)

    @cached_property
    def board(self) -> Board:
        """The document as a dashboard."""
        return Board(self.json)


@attrs.frozen
class Output:
    """What one environment is built to; `faults` are the errors that were found in it, `said` is all else."""

    documents: tuple[Document, ...]
    faults: tuple[str, ...] = ()
    said: str = ""

    def of(self, kind: str) -> tuple[Document, ...]:
        """The documents of a kind."""
        return tuple(document for document in self.documents if document.kind == kind)

    def dashboards(self, *titles: str) -> tuple[Document, ...]:
        """The dashboards with any of these titles, or all of them."""
        return tuple(one for one in self.of("dashboard") if not titles or one.board.title in titles)

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The panels of all dashboards."""
        return tuple(panel for one in self.dashboards() for panel in one.board.panels)

    def datasource(self, name: str) -> Document | None:
        """The datasource of this name."""
        return next((one for one in self.of("datasource") if one.json.get("name") == name), None)


@attrs.frozen
class Address:
    """Where an environment's Grafana is; empty for a directory. `token_from` is where its token comes from."""

    url: str
    token_from: str = ""
    user: str = ""


@attrs.frozen(kw_only=True)
class Build:
    """One system.

    `outputs` are its environments by stage (`prod`). `elsewhere` are the same with other values: https in addresses,
    another text in the rest. `created` are the titles of the dashboards that a sync to an empty place creates.
    `addresses` are where the environments are, `workflows` what a pull request runs, `deeds` what the command does
    with one of the environments.
    """

    system: str
    outputs: Mapping[str, Output]
    elsewhere: Mapping[str, Output]
    created: tuple[str, ...]
    addresses: Mapping[str, Address]
    workflows: Mapping[str, str]
    deeds: "Deeds"


#: What a row demands, without the name of its type.
Wish = Mapping[str, Any]
#: Says what is wrong; nothing when the demand is met.
Find = Callable[[Wish, Build], Iterable[str]]


def in_each(find: Callable[[Wish, Output], Iterable[str]]) -> Find:
    """Judge every environment by itself: what a system must have, it must have in each of them."""

    @wraps(find)
    def find_in_each(wish: Wish, build: Build) -> Iterator[str]:
        for stage, output in build.outputs.items():
            yield from (f"{stage}: {problem}" for problem in find(wish, output))

    return find_in_each


def in_one(find: Callable[[Wish, Output], Iterable[str]]) -> Find:
    """Judge the environments until one holds: some are asked for what others need not have."""

    @wraps(find)
    def find_in_one(wish: Wish, build: Build) -> Iterator[str]:
        found = {stage: list(find(wish, output)) for stage, output in build.outputs.items()}
        if all(found.values()):
            yield from (f"{stage}: {problem}" for stage, several in found.items() for problem in several)

    return find_in_one
