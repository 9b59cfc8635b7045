"""A dashboard as it would be seen: its rows, and in them its panels where they stand."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from grafmint.bundle import Entry
from grafmint.check.board import BoardView, PanelView
from grafmint.finding import Finding
from grafmint.picture.image import Side, panel_name
from grafmint.render.page.element import Element, Lines, Node, element
from grafmint.render.page.finding import finding_list, place
from grafmint.render.page.grid import places, spot_of
from grafmint.render.page.picture import Pictures, image, numbers, shown
from grafmint.render.page.query import code
from grafmint.review.query_text import query_text


@attrs.frozen(kw_only=True)
class Board:
    """A dashboard and what belongs to it: `anchor` is its name on the page, `root` the folder of the project.

    `folder` is the title of the one that it lies in, `side` that of its pictures.
    """

    entry: Entry
    folder: str | None = None
    anchor: str
    root: Path
    findings: tuple[Finding, ...]
    pictures: Pictures = attrs.field(repr=False)
    side: Side = "after"


@attrs.frozen
class _Row:
    title: str | None
    panels: list[PanelView] = attrs.field(factory=list)


def board_section(board: Board) -> Element:
    """A dashboard: what it is, what was found in it as a whole, and its rows."""
    view = BoardView(board.entry)
    panels = [panel for panel in view.panels if panel.json.get("type") != "row"]
    whole = [each for each in board.findings if not any(_is_of(each, panel) for panel in panels)]
    return element(
        "section",
        element("h2", board.entry.title),
        element("p", *_about(board), class_="aside"),
        _text(view.json.get("description")),
        finding_list(whole),
        board_rows(board),
        id=board.anchor,
    )


def board_rows(board: Board) -> Iterator[Node]:
    """Each row with its panels where they stand, what they ask, and what was found in them."""
    for row in _rows(BoardView(board.entry)):
        yield from _row(row, board)


def _about(board: Board) -> Iterator[Node]:
    entry = board.entry
    yield "uid "
    yield element("code", entry.uid)
    yield f", in folder {board.folder}" if board.folder is not None else None
    yield from _made(entry, "", board.root)


def _rows(view: BoardView) -> Iterable[_Row]:
    """The panels by the heading that they stand below, from top to bottom."""
    rows = [_Row(None)]
    for panel in _in_order(view.panels):
        if panel.json.get("type") == "row" and not panel.nested:
            closed = " (collapsed)" if panel.json.get("collapsed") is True else ""
            rows.append(_Row(f"{panel.title}{closed}"))
        else:
            rows[-1].panels.append(panel)
    return [row for row in rows if row.title is not None or row.panels]


def _in_order(panels: Sequence[PanelView]) -> list[PanelView]:
    """The panels as they are read, each that is in a row behind it."""
    order: list[tuple[tuple[int, int, int], PanelView]] = []
    outer, inner = (0, 0), 0
    for panel in panels:
        spot = spot_of(panel.json)
        if not panel.nested:
            outer, inner = ((spot.y, spot.x) if spot is not None else outer), 0
        else:
            inner += 1
        order.append(((*outer, inner), panel))
    return [panel for _, panel in sorted(order, key=lambda pair: pair[0])]


def _row(row: _Row, board: Board) -> Iterator[Node]:
    if row.title is not None:
        yield element("h3", row.title)
    classes = places([panel.json for panel in row.panels])
    figures = [_panel(panel, each, board) for panel, each in zip(row.panels, classes, strict=True)]
    if figures:
        yield element("div", figures, class_="board")


def _panel(panel: PanelView, classes: str, board: Board) -> Element:
    found = shown(board.pictures, board.entry.uid, panel_name(panel.json), board.side)
    picture = image(found) if found else element("p", f"{panel.title}: no picture", class_="empty")
    own = [finding for finding in board.findings if _is_of(finding, panel)]
    count = f", {len(own)} found" if own else ""
    summary = element("summary", f"{panel.title} ({panel.json.get('type', 'panel')}){numbers(found)}{count}")
    name = f"{board.anchor}.{panel_name(panel.json)}"
    details = element("details", summary, _told(panel, own, board), id=name, open=bool(own))
    return element("figure", picture, element("figcaption", details), class_=f"panel {classes}")


def _told(panel: PanelView, findings: Iterable[Finding], board: Board) -> Iterator[Node]:
    yield finding_list(findings)
    yield _text(panel.json.get("description"))
    for _, target in panel.targets:
        yield element("p", f"Query {target.get('refId', '')}".strip(), class_="side")
        yield code(query_text(target))
    made = list(_made(board.entry, panel.pointer, board.root))
    yield element("p", *made, class_="aside") if made else None


def _made(entry: Entry, pointer: str, root: Path) -> Iterator[Node]:
    at = entry.place(pointer)
    if at is not None:
        yield ", made at " if not pointer else "made at "
        yield place(at.relative_to(root))


def _is_of(finding: Finding, panel: PanelView) -> bool:
    if finding.path:
        return finding.path == panel.pointer or finding.path.startswith(f"{panel.pointer}/")
    return finding.panel is not None and finding.panel == panel.title


def _text(text: object) -> Node:
    return element("p", Lines(text), class_="text") if isinstance(text, str) and text.strip() else None
