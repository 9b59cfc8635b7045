"""Unused: blocks that a module makes and no line of the project names again, as one does another of their class."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import attrs

from grafmint.block import Block
from grafmint.loading.sources import python_files, text_of
from grafmint.origin import Place


@attrs.frozen(kw_only=True)
class Unused:
    """The class of such a block, its name, where it was made, and the `other` one that is named again."""

    kind: str
    name: str
    place: Place
    other: str


@attrs.frozen(eq=False)
class _Made:
    name: str
    block: Block
    place: Place


def unused(modules: Sequence[ModuleType], root: Path) -> Iterator[Unused]:
    """The blocks that are named once.

    Who makes nothing but such blocks has another way to find them, so one of its class has to be named again.
    """
    made = [each for module in modules for each in _made(module)]
    once = [each for each in made if _times(each.name, text_of(Path(each.place.file))) == 1]
    others = {type(each.block): each.name for each in made if each not in once}
    doubtful = [each for each in once if type(each.block) in others and not _has_second_name(each, made)]
    # Most projects need no second look at all of their files.
    texts = {str(path): text_of(path) for path in python_files(root)} if doubtful else {}
    for each in doubtful:
        if not any(_times(each.name, text) for file, text in texts.items() if file != each.place.file):
            cls = type(each.block)
            yield Unused(kind=cls.__name__, name=each.name, place=each.place, other=others[cls])


def _made(module: ModuleType) -> Iterator[_Made]:
    """The blocks that a module has made, and not imported."""
    for name, value in vars(module).items():
        origin = value.origin if isinstance(value, Block) else None
        if origin is not None and origin.inner.file == module.__file__:
            yield _Made(name, value, origin.inner)


def _has_second_name(made: _Made, found: Sequence[_Made]) -> bool:
    return any(each.block is made.block and each is not made for each in found)


def _times(name: str, text: str) -> int:
    """How often a text has a name, as a word."""
    return len(re.findall(rf"\b{re.escape(name)}\b", text)) if name in text else 0
