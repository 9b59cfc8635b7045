"""Scene: what a preview shows of one build, and the pictures of it."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs
import orjson

from grafmint.bundle import Bundle, Entry
from grafmint.check.board import BoardView
from grafmint.data.source import Source
from grafmint.errors import ProjectError
from grafmint.finding import Finding, has_errors, in_order
from grafmint.library import Library, shows_any
from grafmint.picture.image import Picture, PictureKey
from grafmint.render.page import Preview
from grafmint.review.illustrate import Look, Memory, Wanted, illustrated
from grafmint.selection import Selection
from grafmint.workflow import Built, check_files

#: What is shown where no grafmint.toml names a project.
_FILES = "dashboards"


@attrs.frozen(kw_only=True)
class Scene:
    """Dashboards with the pictures of their panels."""

    preview: Preview
    pictures: Mapping[PictureKey, Picture] = attrs.field(repr=False)


def scene_of(built: Built, select: Selection, source: Source, look: Look, memory: Memory | None = None) -> Scene:
    """The selected dashboards of a build, drawn; raises ProjectError when the build is not sound."""
    if not built.is_sound:
        raise ProjectError(built.findings)
    environment = built.environment
    preview = Preview(project=environment.project, environment=environment.name, root=environment.root)
    return _scene(preview, built.bundle, built.findings, select, _Drawer(source, look, memory))


def scene_of_files(paths: Iterable[Path], select: Selection, source: Source, look: Look) -> Scene:
    """The selected dashboards of files of no project, drawn; raises ProjectError when none of them can be read.

    Each is by itself: what is wrong with one is told, and the others are drawn all the same.
    """
    bundle, findings = check_files(paths)
    if has_errors(findings) and not bundle.entries:
        raise ProjectError(findings)
    preview = Preview(project=_FILES, environment=None, root=Path())
    bundle = attrs.evolve(bundle, entries=tuple(_named(bundle)))
    return _scene(preview, bundle, in_order(findings), select, _Drawer(source, look))


def _named(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Each dashboard by a uid that no other has: of those without one, and of a second copy, that is its file."""
    taken = {""}
    for entry in entries:
        file = entry.file.file if entry.file is not None else ""
        named = attrs.evolve(entry, title=entry.title or file)
        if entry.uid in taken:
            # Pictures go by the uid in the document.
            named = attrs.evolve(named, uid=file, document=orjson.dumps({**entry.json, "uid": file}))
        taken.add(named.uid)
        yield named


def _filled(board: Entry, library: Library) -> Entry:
    """A dashboard with the content of its library panels."""
    return attrs.evolve(board, document=orjson.dumps(library.filled(board.json))) if shows_any(board) else board


@attrs.frozen
class _Drawer:
    """Whose numbers are drawn, and how."""

    source: Source
    look: Look
    memory: Memory | None = None

    def pictures(self, boards: Iterable[Entry], datasources: Mapping[str, str]) -> Mapping[PictureKey, Picture]:
        """The pictures of all panels of dashboards."""
        views = map(BoardView, boards)
        wanted = [Wanted(board=view.json, panels=[panel.json for panel in view.panels]) for view in views]
        return illustrated(wanted, self.source, attrs.evolve(self.look, datasources=datasources), self.memory)


def _scene(
    preview: Preview, bundle: Bundle, findings: tuple[Finding, ...], select: Selection, drawer: _Drawer
) -> Scene:
    library = Library.of(bundle)
    boards = tuple(_filled(entry, library) for entry in select.of(bundle) if entry.kind == "dashboard")
    left_out = {entry.uid for entry in bundle.of("dashboard")} - {board.uid for board in boards}
    preview = attrs.evolve(
        preview,
        boards=boards,
        folders={folder.uid: folder.title for folder in bundle.of("folder")},
        findings=tuple(each for each in findings if each.kind != "dashboard" or each.uid not in left_out),
    )
    return Scene(preview=preview, pictures=drawer.pictures(boards, bundle.datasources))
