"""Illustrate: pictures of panels, drawn by as many processes as there is work for; what is equal is drawn once."""

import os
import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from typing import Any

import attrs

from grafmint.data.ask import Ask, ask_of
from grafmint.data.frame import Data
from grafmint.data.source import Source
from grafmint.errors import GrafmintError
from grafmint.picture.image import Format, Picture, PictureKey, Side, panel_name
from grafmint.picture.modern import modern
from grafmint.picture.theme import ThemeName
from grafmint.review.answers import answered, checksum, key_of, seen, settled_boards
from grafmint.review.drawing import Drawing, asks_numbers, picture_of

_Json = Mapping[str, Any]
_INSTALL = "install it: pip install matplotlib"
_NO_DATA = "the queries brought no data"
#: No panel that people look at has more queries.
_MOST_TARGETS = 200
#: A process of its own takes as long to begin as drawing this many panels.
_FEW = 24


@attrs.frozen(kw_only=True)
class Look:
    """How pictures are made, the same for all; `now` is in milliseconds since 1970.

    Each panel is drawn in every one of the `themes`. `datasources` maps uids to types, as a bundle has them.
    """

    now: int
    themes: tuple[ThemeName, ...] = ("dark",)
    format: Format = "png"
    timezone: str = "utc"
    datasources: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Wanted:
    """Panels of a dashboard to be drawn, those in rows too; both are JSON.

    Where `changes` has a panel before and after under its name, both have the same made-up numbers: they follow the
    unit and the thresholds of the one before, and cross thresholds that change.
    """

    board: _Json = attrs.field(repr=False)
    panels: Sequence[_Json] = attrs.field(repr=False)
    side: Side = "after"
    changes: Mapping[str, tuple[_Json, _Json]] = attrs.field(factory=dict, repr=False)


@attrs.frozen
class Memory:
    """What was answered and drawn before, by what it was made of; only what the last pictures needed is kept.

    `values` are those of variables.
    """

    answers: dict[str, Data] = attrs.field(factory=dict)
    pictures: dict[str, Picture] = attrs.field(factory=dict)
    values: dict[str, Data] = attrs.field(factory=dict)


def illustrated(
    wanted: Iterable[Wanted], source: Source, look: Look, memory: Memory | None = None
) -> dict[PictureKey, Picture]:
    """The pictures of all panels; what the `memory` has is neither asked for nor drawn again.

    Of panels that share an id none is drawn: nobody could tell them apart. Raises GrafmintError without matplotlib.
    """
    if find_spec("matplotlib") is None:
        raise GrafmintError("pictures are drawn by matplotlib, which is not installed", hint=_INSTALL)
    memory = memory if memory is not None else Memory()
    wanted = _settled(list(wanted), source, look, memory)
    panels = [(each, modern(panel)) for each in wanted for panel in _alone(each.panels)]
    asks = [_ask(each, panel, look) for each, panel in panels]
    answers = answered(asks, source, memory.answers)
    keys, drawings = [], []
    for (each, panel), ask in zip(panels, asks, strict=True):
        for theme in look.themes:
            keys.append(PictureKey(ask.dashboard, panel_name(panel), each.side, theme))
            drawings.append(_drawing(panel, ask, answers[key_of(ask)], theme, look))
    return dict(zip(keys, _noticed(drawings, _pictures(drawings, memory)), strict=True))


def _settled(wanted: Sequence[Wanted], source: Source, look: Look, memory: Memory) -> list[Wanted]:
    """The panels on dashboards whose variables have values, as far as the source tells them."""
    boards = settled_boards([each.board for each in wanted], source, look.now, look.datasources, memory.values)
    return [attrs.evolve(each, board=board) for each, board in zip(wanted, boards, strict=True)]


def _noticed(drawings: Sequence[Drawing], pictures: Iterable[Picture]) -> Iterator[Picture]:
    """The pictures; one without data is no news, but where a server has nothing for any of them, each says so."""
    asking = [drawing.data.origin == "live" and asks_numbers(drawing.panel) for drawing in drawings]
    silent = not any(frame.length for drawing in drawings for frame in drawing.data.frames)
    for picture, asks in zip(pictures, asking, strict=True):
        noticed = silent and asks and picture.problem is None
        yield attrs.evolve(picture, problem=_NO_DATA) if noticed else picture


def _alone(panels: Sequence[_Json]) -> Iterator[_Json]:
    """The panels that are drawn at all and have a name of their own."""
    drawn = [panel for panel in panels if panel.get("type") != "row"]
    names = Counter(map(panel_name, drawn))
    return (panel for panel in drawn if names[panel_name(panel)] == 1)


def _ask(wanted: Wanted, panel: _Json, look: Look) -> Ask:
    from grafmint.picture.picture import size_of

    width, _ = size_of(panel)
    # What a text shows stands in itself, whatever queries an earlier type has left in it.
    asking = {**panel, "targets": []} if panel.get("type") == "text" else panel
    ask = _bounded(ask_of(wanted.board, asking, now=look.now, width=width, datasources=look.datasources))
    change = wanted.changes.get(panel_name(panel))
    if change is None:
        return ask
    before, after = ({"fieldConfig": modern(each).get("fieldConfig")} for each in change)
    return attrs.evolve(ask, panel={**panel, **before}, changed=after)


def _bounded(ask: Ask) -> Ask:
    """The question, or none where it has more queries than one picture can show."""
    count = len(ask.targets) + len(ask.inputs)
    if count <= _MOST_TARGETS:
        return ask
    problem = f"it has {count} queries, more than the {_MOST_TARGETS} that one picture is drawn of"
    return attrs.evolve(ask, targets=(), inputs=(), problem=ask.problem or problem)


def _drawing(panel: _Json, ask: Ask, data: Data, theme: ThemeName, look: Look) -> Drawing:
    return Drawing(panel=panel, title=ask.title, data=data, theme=theme, format=look.format, timezone=look.timezone)


def _pictures(drawings: Sequence[Drawing], memory: Memory) -> Iterator[Picture]:
    names = [_drawn(drawing) for drawing in drawings]
    missing = {name: each for name, each in zip(names, drawings, strict=True) if name not in memory.pictures}
    found = dict(zip(missing, _all_drawn(list(missing.values())), strict=True))
    pictures = {name: found[name] if name in found else memory.pictures[name] for name in names}
    memory.pictures.clear()
    memory.pictures.update(pictures)
    return (pictures[name] for name in names)


def _all_drawn(drawings: Sequence[Drawing]) -> list[Picture]:
    workers = min(os.cpu_count() or 1, len(drawings) // (_FEW // 2))
    if len(drawings) < _FEW or workers < 2:  # noqa: PLR2004  # one of them would be this one
        return [picture_of(drawing) for drawing in drawings]
    # Processes that begin anew have no threads, locks or modules of this one in them.
    # Ctrl-C reaches them too, and is answered here.
    ignored = (signal.SIGINT, signal.SIG_IGN)
    with ProcessPoolExecutor(workers, get_context("spawn"), signal.signal, ignored) as processes:
        return list(processes.map(picture_of, drawings, chunksize=4))


def _drawn(drawing: Drawing) -> str:
    data = drawing.data
    # The values of fields are not in their own repr.
    frames = [(frame, [(field, list(field.values)) for field in frame.fields]) for frame in data.frames]
    look = (drawing.title, drawing.theme, drawing.format, drawing.timezone)
    return checksum(repr((look, data, frames)), seen(drawing.panel))
