"""Store: the runs of one environment, a file each below the project's root, which git does not see."""

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from glob import escape
from pathlib import Path
from typing import BinaryIO

import attrs

from grafmint.environment import Environment
from grafmint.errors import TargetError
from grafmint.runs.record import content_of, head_of, run_of, summary_of
from grafmint.runs.run import Run, Summary

_MOST = 100
_ENDING = ".json"
# Of this many random digits a handful of runs a day hits the same id once in years; then one more makes it another.
_DIGITS = 4
# So many bytes hold the last line of a run that has come to its end.
_END = 1024
_IGNORED = "*\n"
_BLIND = "make it writable: without its record this run could not be undone, so that it is not begun"


@attrs.frozen
class Store:
    """The runs that are kept of one environment; the newest hundred."""

    folder: Path

    @classmethod
    def of(cls, environment: Environment) -> "Store":
        """Where the runs of an environment are."""
        return cls(environment.root / ".grafmint" / "runs" / environment.name)

    def begin(self, run: Run) -> tuple[Run, BinaryIO]:
        """Keep a run that is about to begin under an id of its own; what comes of it is written to the open file.

        Raises TargetError where the disk refuses: a run that leaves no record is not to begin.
        """
        try:
            self._make()
            run, file = self._opened(run)
            self._write(run, file)
        except OSError as error:
            where = error.filename or self.folder
            raise TargetError(f"{where} cannot be written: {error.strerror}", hint=_BLIND) from error
        self._drop_old()
        return run, file

    def drop(self, run: Run) -> None:
        """Forget a run that came to nothing."""
        self._path(run.id).unlink(missing_ok=True)

    def find(self, id_: str) -> Run | None:
        """The run with an id, or None; raises TargetError where its record is damaged."""
        return self._read(id_) if id_ in self.ids() else None

    def others(self, id_: str) -> tuple[str, ...]:
        """The other environments that have a run with this id."""
        return tuple(sorted(path.parent.name for path in self.folder.parent.glob(f"*/{escape(id_)}{_ENDING}")))

    def runs(self) -> Iterator[Summary | TargetError]:
        """Every run, newest first; of one whose record is damaged, what is wrong with it."""
        for id_ in self.ids():
            try:
                yield self._summary(id_)
            except TargetError as error:
                yield error

    def ids(self) -> tuple[str, ...]:
        """The ids of the runs, newest first."""
        found = [path.name.removesuffix(_ENDING) for path in self.folder.glob(f"*{_ENDING}")]
        return tuple(sorted(found, key=self._started, reverse=True))

    def _summary(self, id_: str) -> Summary:
        """What a list says of a run; a record may hold all the documents of a server, so that its ends are read."""
        with suppress(OSError), self._path(id_).open("rb") as file:
            first = file.readline()
            file.seek(max(file.tell(), self._path(id_).stat().st_size - _END))
            rest = file.read()
            found = summary_of(first, rest[rest.rfind(b"\n", 0, -1) + 1 :])
            if found is not None:
                return found
        return self._read(id_).summary

    def _read(self, id_: str) -> Run:
        path = self._path(id_)
        try:
            return run_of(path.read_bytes(), str(path))
        except OSError as error:
            raise TargetError(f"{path} cannot be read: {error.strerror}", hint="mend that, or remove it") from error

    def _opened(self, run: Run) -> tuple[Run, BinaryIO]:
        """The run under an id that no other has, also where two begin at once, and its new file."""
        for digits in range(_DIGITS, 2 * _DIGITS):
            run = attrs.evolve(run, id=secrets.token_hex(_DIGITS)[:digits])
            try:
                # Not buffered: what is written is there for whoever reads after we were killed.
                return run, self._path(run.id).open("xb", buffering=0)
            except FileExistsError:
                continue
        raise FileExistsError(None, "every id is taken", str(self.folder))

    def _write(self, run: Run, file: BinaryIO) -> None:
        """All of the record, or none of it: a full disk takes a part of what is not buffered without an error."""
        left = memoryview(content_of(run))
        try:
            while left:
                left = left[file.write(left) :]
            # What happens to this machine from here on takes nothing of it away.
            os.fsync(file.fileno())
            self._settle()
        except OSError:
            file.close()
            self.drop(run)
            raise

    def _settle(self) -> None:
        """See that the disk has the file's name too, where a system can tell it that."""
        with suppress(OSError):
            folder = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        ignored = self.folder.parent / ".gitignore"
        if not ignored.exists():
            ignored.write_text(_IGNORED, encoding="utf-8")

    def _drop_old(self) -> None:
        for id_ in self.ids()[_MOST:]:
            # One too many hurts nobody: that is no reason for the run that has just been kept not to begin.
            with suppress(OSError):
                self._path(id_).unlink(missing_ok=True)

    def _started(self, id_: str) -> str:
        """When a run began; of a damaged record nobody knows, and it is the first to go."""
        try:
            with self._path(id_).open("rb") as file:
                return str(head_of(file.readline())["started"])
        except (OSError, ValueError, KeyError):
            return ""

    def _path(self, id_: str) -> Path:
        return self.folder / f"{id_}{_ENDING}"
