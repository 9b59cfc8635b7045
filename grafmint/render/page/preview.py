"""The page of a preview: the dashboards of one build as they would be seen."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import attrs

from grafmint.bundle import Entry
from grafmint.errors import GrafmintError, ProjectError
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

    Files of no project have no environment. `folders` has the titles of folders by their uids. `problems` say why there
    is no newer build: what is shown is the last one that went well.
    """

    project: str
    environment: str | None
    root: Path
    folders: Mapping[str, str] = attrs.field(factory=dict)
    boards: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[GrafmintError, ...] = ()


def preview_page(preview: Preview, pictures: Pictures, *, script: str | None = None) -> str:
    """The dashboards as one HTML file; `script` is ours and keeps a page that is served up to date."""
    preview = attrs.evolve(preview, boards=_in_folders(preview))
    names = anchors([(board.kind, board.uid) for board in preview.boards])
    main = element("main", *_main(preview, names, pictures), id="main", tabindex="-1")
    body = (_trouble(preview), _contents(preview, names), main)
    return _page(preview, element("p", number(len(names), "dashboard")), *body, script=script)


def building_page(preview: Preview, *, script: str | None = None) -> str:
    """What is served until the first page is there."""
    said = element("p", "The first page is being built, and is shown here as soon as it is there.")
    return _page(preview, element("main", said, id="main", tabindex="-1"), script=script)


def _page(preview: Preview, *body: Node, script: str | None) -> str:
    environment = f", {preview.environment}" if preview.environment is not None else ""
    title = f"grafmint preview: {preview.project}{environment}"
    status = element("p", id="status", role="status") if script is not None else None
    return document(title, element("header", element("h1", title), status), *body, script=script)


def _in_folders(preview: Preview) -> tuple[Entry, ...]:
    """The dashboards by the titles of their folders and their own, those in no folder first."""
    return tuple(sorted(preview.boards, key=lambda board: (_folder(preview, board) or "", board.title, board.uid)))


def _folder(preview: Preview, board: Entry) -> str | None:
    return preview.folders.get(board.folder, board.folder) if board.folder is not None else None


def _trouble(preview: Preview) -> Element | None:
    """What is wrong, in sight wherever the reader is on the page; what was not right before folded away."""
    problems = problem_list(map(_errors, preview.problems))
    if problems is None:
        return None
    old = "What follows is the last build that went well." if preview.boards else "Nothing was built yet."
    said = element("p", element("strong", "The project cannot be built."), f" {old}")
    found = [finding for each in preview.problems if isinstance(each, ProjectError) for finding in each.findings]
    rest = [finding for finding in found if finding.severity != "error"]
    summary = element("summary", f"{number(len(rest), 'finding')} beside the errors")
    others = element("details", summary, finding_list(rest), id="beside") if rest else None
    # It scrolls by itself, and not only under a mouse.
    return element("div", said, problems, others, class_="trouble", role="alert", tabindex="0")


def _errors(problem: GrafmintError) -> GrafmintError:
    if not isinstance(problem, ProjectError):
        return problem
    return ProjectError([finding for finding in problem.findings if finding.severity == "error"])


def _contents(preview: Preview, names: Sequence[str]) -> Element:
    pairs = zip(preview.boards, names, strict=True)
    items: list[Node] = []
    for folder, boards in groupby(pairs, lambda pair: _folder(preview, pair[0])):
        links = [element("li", element("a", board.title, href=f"#{name}")) for board, name in boards]
        items += links if folder is None else [element("li", folder, element("ul", links))]
    return element("nav", element("ul", items), aria_label="Dashboards")


def _main(preview: Preview, names: Sequence[str], pictures: Pictures) -> Iterator[Node]:
    uids = {board.uid for board in preview.boards}
    others = finding_list(each for each in preview.findings if each.kind != "dashboard" or each.uid not in uids)
    if others is not None:
        yield element("section", element("h2", "Findings"), others)
    for board, name in zip(preview.boards, names, strict=True):
        own = tuple(each for each in preview.findings if (each.kind, each.uid) == ("dashboard", board.uid))
        folder = _folder(preview, board)
        yield board_section(
            Board(entry=board, folder=folder, anchor=name, root=preview.root, findings=own, pictures=pictures)
        )
