"""Building: a tree that is checked out, and a process that makes an answer of it."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import attrs

from grafmint.errors import GrafmintError
from grafmint.revision import handed, transfer
from grafmint.revision.checkout import checked_out
from grafmint.revision.folders import Folders
from grafmint.revision.git import Repository
from grafmint.revision.interpreter import Interpreter, interpreter_of
from grafmint.revision.process import Process, start
from grafmint.revision.sides import Side
from grafmint.revision.transfer import Answer, FormatError

_NO_MODULE = "No module named "
# Three hundred boards of twenty panels are a hundredth of it.
_LARGEST = 512 * 2**20


@attrs.frozen(kw_only=True)
class Site:
    """What both sides of a review share: the project's folder in the repository, its file, and the environment.

    `imports` are the folders of the repository that modules are imported from, beside the project's own.
    """

    repository: Repository
    project: str
    file: str
    env: str
    environ: Mapping[str, str] = attrs.field(repr=False)
    imports: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The project's file, named from the top of the repository."""
        return self.file if self.project == "." else f"{self.project}/{self.file}"


@attrs.frozen(kw_only=True)
class Building:
    """A side that is being built; `finish` waits for it."""

    process: Process
    folders: Folders
    interpreter: Interpreter
    result: Path
    remarks: tuple[str, ...]

    def finish(self) -> Answer:
        """What it came to, without a temporary path in it; whatever goes wrong is the answer's failure."""
        try:
            answer = self._answer()
        except GrafmintError as error:
            answer = Answer(failure=self.folders.clean(str(error)))
        return attrs.evolve(answer, remarks=(*self.remarks, *answer.remarks))

    def _answer(self) -> Answer:
        code = self.process.wait()
        try:
            content = handed.whole(self.result, _LARGEST)
        except FileNotFoundError:
            raise self._ended(code) from None
        try:
            return transfer.read(self.folders.clean(transfer.decoded(content)))
        except FormatError:
            if self.interpreter.grafmint is None:
                raise
            raise self._other_version() from None

    def _ended(self, code: int) -> GrafmintError:
        said = self.process.last_words
        # What this version would have written is what is missing; a crash says something else.
        if self.interpreter.grafmint is not None and (not code or _NO_MODULE in said):
            return self._other_version()
        how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
        return GrafmintError(f"the process that built it ended {how}" + (f": {said}" if said else ""))

    def _other_version(self) -> GrafmintError:
        version = self.interpreter.grafmint
        return GrafmintError(f"grafmint {version} in the base's environment cannot build for a review")


def begin(site: Site, side: Side, workshop: Path, locks: Sequence[str], stack: ExitStack) -> Building | Answer:
    """Start to build a side in a directory of its own; an answer where there is nothing to build.

    `locks` are the lock files that ask for other packages than ours. The stack ends the process.
    """
    if side.failure is not None:
        return Answer(failure=side.failure)
    if site.repository.file(side.tree, site.path) is None:
        return Answer(failure=f"there is no {site.path}", is_absent=True)
    # Messages name a project by its folder, so the checkout has the repository's own name.
    folders = Folders(
        workshop=workshop,
        checkout=workshop / "tree" / site.repository.top.name,
        original=site.repository.top,
        project=site.project,
    )
    try:
        return _begun(site, side, folders, locks, stack)
    except GrafmintError as error:
        return Answer(failure=folders.clean(str(error)))


def _begun(site: Site, side: Side, folders: Folders, locks: Sequence[str], stack: ExitStack) -> Building:
    left_out = checked_out(site.repository, side.tree, folders.checkout)
    interpreter = interpreter_of(locks, folders.checkout, folders.workshop, site.environ)
    result = folders.workshop / "answer.json"
    paths = map(str, (result, folders.workshop, folders.checkout, folders.original))
    arguments = (site.file, site.env, folders.project, *paths, *site.imports)
    command = [interpreter.python, "-P", "-m", "grafmint.revision", *arguments]
    # One seed for both: sets that come in another order each time are no change.
    environ = {"PYTHONHASHSEED": "0", **interpreter.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    process = start(command, folders.root, environ, folders.workshop / "said")
    return Building(
        process=stack.enter_context(process),
        folders=folders,
        interpreter=interpreter,
        result=result,
        remarks=(*left_out, *map(folders.clean, interpreter.remarks)),
    )
