"""Scene: what a preview shows of one build, and the pictures of it."""

from collections.abc import Mapping

import attrs

from grafmint.check.board import BoardView
from grafmint.data.source import Source
from grafmint.errors import ProjectError
from grafmint.picture.image import Picture, PictureKey
from grafmint.render.page import Preview
from grafmint.review.illustrate import Look, Memory, Wanted, illustrated
from grafmint.selection import Selection
from grafmint.workflow import Built


@attrs.frozen(kw_only=True)
class Scene:
    """Dashboards with the pictures of their panels."""

    preview: Preview
    pictures: Mapping[PictureKey, Picture] = attrs.field(repr=False)


def scene_of(built: Built, select: Selection, source: Source, look: Look, memory: Memory | None = None) -> Scene:
    """The selected dashboards of a build, drawn; raises ProjectError when the build is not sound."""
    if not built.is_sound:
        raise ProjectError(built.findings)
    bundle, environment = built.bundle, built.environment
    boards = tuple(entry for entry in select.of(bundle) if entry.kind == "dashboard")
    views = map(BoardView, boards)
    wanted = [Wanted(board=view.json, panels=[panel.json for panel in view.panels]) for view in views]
    pictures = illustrated(wanted, source, attrs.evolve(look, datasources=bundle.datasources), memory)
    preview = Preview(
        project=environment.project,
        environment=environment.name,
        root=environment.root,
        boards=boards,
        findings=built.findings,
    )
    return Scene(preview=preview, pictures=pictures)
