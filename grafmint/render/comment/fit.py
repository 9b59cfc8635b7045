"""Fit: as much of a comment as its host takes, what matters most first, and never a half of anything."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

import attrs

from grafmint.render.findings import number

#: What stands between two blocks.
_GAP = "\n\n"


@attrs.frozen(kw_only=True)
class Section:
    """Something that is always said, and pieces of which as many follow as there is room for.

    A piece is its forms, from the whole one down to one line. Of the pieces that have no room it is said how many
    they are, as `noun`. Sections with a lower `rank` are served first.
    """

    lead: str | None = None
    pieces: Sequence[tuple[str, ...]] = ()
    noun: str = "change"
    rank: int = 0


@attrs.frozen
class _Place:
    """A piece by the index of its section and its own."""

    section: int
    piece: int


def fitted(sections: Sequence[Section], limit: int, where: str) -> str:
    """The sections within so many characters; `where` says where the rest is.

    Leads and the lines about the rest are not shortened: they are made to be short.
    """
    chosen = dict[_Place, str]()
    room = limit - sum(_cost(line) for section in sections for line in _fixed(section, where))
    # Half of the room is for lines, so that something is said of many before much is said of few.
    room -= _lines(sections, chosen, room // 2)
    for place, form in sorted(chosen.items(), key=lambda item: (sections[item[0].section].rank, item[0].piece)):
        for longer in sections[place.section].pieces[place.piece]:
            if len(longer) - len(form) <= room:
                chosen[place] = longer
                room -= len(longer) - len(form)
                break
    _lines(sections, chosen, room)
    return joined(block for index in range(len(sections)) for block in _blocks(sections, index, chosen, where))


def joined(blocks: Iterable[str]) -> str:
    """Blocks as Markdown wants them: the lines of one list stay together."""
    text = ""
    for block in blocks:
        both = block.startswith("- ") and text.rpartition("\n")[2].startswith("- ")
        text += f"{'' if not text else _GAP[:1] if both else _GAP}{block}"
    return text


def _lines(sections: Sequence[Section], chosen: dict[_Place, str], room: int) -> int:
    """Choose the shortest form of pieces that have none yet, by turns; what that costs."""
    spent, full = 0, set[int]()
    for layer in zip_longest(*(_waiting(sections, index, chosen) for index in _ranked(sections))):
        for place, line in (pair for pair in layer if pair is not None):
            if place.section not in full and spent + _cost(line) <= room:
                chosen[place] = line
                spent += _cost(line)
            else:
                full.add(place.section)
    return spent


def _waiting(sections: Sequence[Section], index: int, chosen: dict[_Place, str]) -> list[tuple[_Place, str]]:
    pairs = ((_Place(index, number_), forms[-1]) for number_, forms in enumerate(sections[index].pieces))
    return [(place, line) for place, line in pairs if place not in chosen]


def _ranked(sections: Sequence[Section]) -> list[int]:
    return sorted(range(len(sections)), key=lambda index: sections[index].rank)


def _blocks(sections: Sequence[Section], index: int, chosen: dict[_Place, str], where: str) -> Iterator[str]:
    section = sections[index]
    if section.lead is not None:
        yield section.lead
    shown = [chosen[place] for place in (_Place(index, each) for each in range(len(section.pieces))) if place in chosen]
    yield from shown
    if len(shown) < len(section.pieces):
        yield _rest(section, len(section.pieces) - len(shown), where, begun=bool(shown))


def _fixed(section: Section, where: str) -> Iterator[str]:
    """What takes room whatever is chosen."""
    if section.lead is not None:
        yield section.lead
    if section.pieces:
        yield _rest(section, len(section.pieces), where, begun=True)


def _rest(section: Section, count: int, where: str, *, begun: bool) -> str:
    return f"- {'and ' if begun else ''}{number(count, f'more {section.noun}' if begun else section.noun)}{where}"


def _cost(block: str) -> int:
    return len(block) + len(_GAP)
