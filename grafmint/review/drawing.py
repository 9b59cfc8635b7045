"""Drawing: all that a picture of a panel is made of, and the picture that is made of it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import attrs

from grafmint.data.frame import Data
from grafmint.picture.image import Format, Picture
from grafmint.picture.theme import ThemeName
from grafmint.review.deadline import TookTooLong, deadline
from grafmint.review.query_text import query_text

_Json = Mapping[str, Any]
#: A picture that takes so many seconds is none that people wait for; most take less than a tenth of one.
PATIENCE = 20.0
_MOST_LETTERS = 200


@attrs.frozen(kw_only=True)
class Drawing:
    """All that a picture is made of: a panel, its data, and how it is drawn."""

    panel: _Json = attrs.field(repr=False)
    title: str
    data: Data
    theme: ThemeName
    format: Format
    timezone: str


def picture_of(drawing: Drawing) -> Picture:
    """One picture, drawn in this process; a box that says so where that takes longer than anyone waits."""
    _load(drawing.format)
    try:
        with deadline(PATIENCE):
            return _picture(drawing)
    except TookTooLong:
        return _given_up(drawing)


@cache
def _load(format_: Format) -> None:
    """Load all that draws: an import that is given up in its middle breaks every later picture of the process."""
    from grafmint.picture.canvas import Canvas

    canvas = Canvas(1, 1, "#000000")
    canvas.svg() if format_ == "svg" else canvas.png()


def _given_up(drawing: Drawing) -> Picture:
    """A box with nothing on it that could take long as well."""
    problem = f"it took longer than {PATIENCE:g} seconds to draw"
    panel = {key: drawing.panel[key] for key in ("type", "gridPos") if key in drawing.panel}
    data = attrs.evolve(drawing.data, frames=(), problem=problem)
    box = _picture(attrs.evolve(drawing, panel={**panel, "title": drawing.title[:_MOST_LETTERS]}, data=data))
    return attrs.evolve(box, problem=problem if asks_numbers(drawing.panel) else None)


def _picture(drawing: Drawing) -> Picture:
    from grafmint.picture.picture import draw, size_of

    queries = tuple(_queries(drawing.panel))
    canvas = draw(drawing.panel, drawing.data, theme=drawing.theme, timezone=drawing.timezone, queries=queries)
    width, height = size_of(drawing.panel)
    return Picture(
        content=canvas.svg() if drawing.format == "svg" else canvas.png(),
        format=drawing.format,
        width=width,
        height=height,
        origin=drawing.data.origin,
        alt=_alt(drawing),
        problem=drawing.data.problem if asks_numbers(drawing.panel) else None,
    )


def _queries(panel: _Json) -> Iterator[tuple[str, str]]:
    targets = panel.get("targets")
    for target in targets if isinstance(targets, list) else ():
        if isinstance(target, Mapping):
            yield str(target.get("refId", "")), query_text(target)


def _alt(drawing: Drawing) -> str:
    problem = f"; {drawing.data.problem}" if drawing.data.problem else ""
    return f"panel {drawing.title} ({drawing.panel.get('type', 'panel')}){_numbers(drawing)}{problem}"


def _numbers(drawing: Drawing) -> str:
    """Whose numbers a picture shows, and of what time where that is known."""
    data = drawing.data
    if data.problem is not None or not asks_numbers(drawing.panel):
        return ""
    if data.origin == "sample":
        return ", sample data"
    saved = ", saved data" if data.origin == "saved" else ","
    try:
        return f"{saved} until {datetime.fromtimestamp(data.end / 1000, UTC):%Y-%m-%d %H:%M} UTC"
    # A range of somebody's may end after all calendars do.
    except (OverflowError, ValueError, OSError):
        return saved.rstrip(",")


def asks_numbers(panel: _Json) -> bool:
    """Whether a picture of the panel would show what its queries answer."""
    from grafmint.picture.picture import CHARTS

    return str(panel.get("type")) in CHARTS.keys() - {"text"} and bool(panel.get("targets"))
