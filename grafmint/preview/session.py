"""Session: a preview that is made again and again, and what it remembers from one time to the next."""

import linecache
import sys
import threading
from importlib.resources import files
from pathlib import Path

import attrs

from grafmint.config import read
from grafmint.data.source import Source
from grafmint.environment import Environment
from grafmint.errors import GrafmintError, ProjectError
from grafmint.preview.scene import Scene, scene_of
from grafmint.render.page import Preview, building_page, preview_page
from grafmint.review.illustrate import Look, Memory
from grafmint.selection import Selection
from grafmint.workflow import build_all

_FAULT = "this is a fault of grafmint: run `grafmint build --debug` and report what it prints"


@attrs.define(kw_only=True)
class Session:
    """One environment, watched; what it shows when a build fails is the last one that went well."""

    config: Path
    environment: Environment
    select: Selection
    source: Source
    look: Look
    _memory: Memory = attrs.field(factory=Memory, init=False)
    _problems: tuple[GrafmintError, ...] = attrs.field(default=(), init=False)
    _last: Scene | None = attrs.field(default=None, init=False)

    @property
    def problems(self) -> tuple[GrafmintError, ...]:
        """What is wrong with the files as they were when the last page was made."""
        return self._problems

    @property
    def first_page(self) -> str:
        """What is shown until the first build has come to an end."""
        return building_page(self._nothing, script=script())

    def page(self) -> str:
        """The page of the project as its files are now, or of the last good build with what is wrong above it."""
        try:
            scene = self._last = self._scene()
            self._problems = ()
        except GrafmintError as error:
            scene = self._failed(error)
        except BaseException as error:
            # Ctrl-C reaches the main thread alone: in another one it is the project that raised it.
            if not isinstance(error, Exception) and threading.current_thread() is threading.main_thread():
                raise
            scene = self._failed(GrafmintError(f"{type(error).__name__}: {error}", hint=_FAULT))
        return preview_page(scene.preview, scene.pictures, script=script())

    def page_of(self, error: GrafmintError) -> str:
        """The page of the last good build with an error above it."""
        scene = self._failed(error)
        return preview_page(scene.preview, scene.pictures, script=script())

    def _scene(self) -> Scene:
        # The file of the project may have changed as well.
        [self.environment] = read(self.config).select((self.environment.name,))
        linecache.checkcache()
        before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
        try:
            # Bytecode knows its source by the second and the size, which two quick edits may share.
            [built] = build_all([self.environment])
        finally:
            sys.dont_write_bytecode = before
        return scene_of(built, self.select, self.source, self.look, self._memory)

    @property
    def _nothing(self) -> Preview:
        environment = self.environment
        return Preview(project=environment.project, environment=environment.name, root=environment.root)

    def _failed(self, error: GrafmintError) -> Scene:
        root = self.environment.root
        if isinstance(error, ProjectError):
            error = ProjectError([finding.relative_to(root) for finding in error.findings])
        last = self._last or Scene(preview=self._nothing, pictures={})
        self._problems = (error,)
        return attrs.evolve(last, preview=attrs.evolve(last.preview, problems=self._problems))


def script() -> str:
    """Our script that keeps a page up to date."""
    return files("grafmint.preview").joinpath("live.js").read_text(encoding="utf-8")
