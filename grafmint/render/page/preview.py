"""The page of a preview: the dashboards of one build as they would be seen."""

from collections.abc import Iterator
from pathlib import Path

import attrs

from grafmint.bundle import Entry
from grafmint.errors import GrafmintError
from grafmint.finding import Finding
from grafmint.render.findings import number
from grafmint.render.page.board import Board, board_section
from grafmint.render.page.document import document
from grafmint.render.page.element import Element, Node, element
from grafmint.render.page.finding import finding_list, problem_list
from grafmint.render.page.picture import Pictures
from grafmint.render.page.resource import anchors


@attrs.frozen(kw_only=True)
class Preview:
    """What a preview shows: dashboards of one environment, and what the checks found; `root` is the project's folder.

    `problems` say why there is no newer build: what is shown is the last one that went well.
    """

    project: str
    environment: str
    root: Path
    boards: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[GrafmintError, ...] = ()


def preview_page(preview: Preview, pictures: Pictures, *, script: str | None = None) -> str:
    """The dashboards as one HTML file; `script` is ours and keeps a page that is served up to date."""
    names = anchors([(board.kind, board.uid) for board in preview.boards])
    main = element("main", *_main(preview, names, pictures), id="main", tabindex="-1")
    status = element("p", id="status", role="status") if script is not None else None
    title = f"{preview.project}: {preview.environment}"
    header = element("header", element("h1", title), element("p", number(len(names), "dashboard")), status)
    return document(title, header, _trouble(preview), _contents(preview, names), main, script=script)


def _trouble(preview: Preview) -> Element | None:
    """What is wrong, in sight wherever the reader is on the page."""
    problems = problem_list(preview.problems)
    if problems is None:
        return None
    old = "What follows is the last build that went well." if preview.boards else "Nothing was built yet."
    said = element("p", element("strong", "The project cannot be built."), f" {old}")
    # It scrolls by itself, and not only under a mouse.
    return element("div", said, problems, class_="trouble", role="alert", tabindex="0")


def _contents(preview: Preview, names: list[str]) -> Element:
    pairs = zip(preview.boards, names, strict=True)
    items = [element("li", element("a", board.title, href=f"#{name}")) for board, name in pairs]
    return element("nav", element("ul", items), aria_label="Dashboards")


def _main(preview: Preview, names: list[str], pictures: Pictures) -> Iterator[Node]:
    uids = {board.uid for board in preview.boards}
    others = finding_list(each for each in preview.findings if each.kind != "dashboard" or each.uid not in uids)
    if others is not None:
        yield element("section", element("h2", "Findings"), others)
    for board, name in zip(preview.boards, names, strict=True):
        own = tuple(each for each in preview.findings if (each.kind, each.uid) == ("dashboard", board.uid))
        yield board_section(Board(entry=board, anchor=name, root=preview.root, findings=own, pictures=pictures))
