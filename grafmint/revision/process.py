"""Processes of ours: each leads a group of its own, has a time limit, and is ended with its whole group."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import attrs

from grafmint.errors import GrafmintError
from grafmint.revision import handed

#: How long building a revision, or installing what it needs, may take, in seconds.
PATIENCE = 600.0
# How much of what it says is looked at, in bytes.
_WORDS = 2**16


@attrs.define
class Process:
    """A process that runs; what it says goes to a file. Leaving its `with` ends whatever still runs of it."""

    _running: subprocess.Popen[bytes]
    _said: Path
    _deadline: float
    _is_ended: bool = attrs.field(default=False, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._end()

    def wait(self) -> int:
        """The exit code when it is done, and nothing that it started in its group runs any more.

        Raises GrafmintError when its time is over.
        """
        try:
            return self._running.wait(max(0.0, self._deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise GrafmintError(
                f"it was stopped after {PATIENCE:g} s", hint="does a module wait for something, such as a server?"
            ) from None
        finally:
            self._end()

    @property
    def last_words(self) -> str:
        """The last line that it said; empty when it said nothing."""
        lines = handed.end_of(self._said, _WORDS).decode(errors="replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    def _end(self) -> None:
        # At once and only once: later the group's number may be somebody else's. While anything of the group runs, it
        # is not, and numbers come round again only after all the others.
        if not self._is_ended:
            self._is_ended = True
            # A group of which nothing is left is not there, which some systems call forbidden.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._running.pid, signal.SIGKILL)
            self._running.wait()


def start(command: Sequence[str], folder: Path, environ: Mapping[str, str], said: Path) -> Process:
    """Start a command in a folder; what it says goes to the file `said`. Raises GrafmintError when it cannot be run."""
    try:
        with said.open("wb") as stream:
            running = subprocess.Popen(
                command,
                cwd=folder,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )
    except OSError as error:
        raise GrafmintError(f"{command[0]} cannot be run: {error.strerror}") from None
    return Process(running, said, time.monotonic() + PATIENCE)


def run(command: Sequence[str], folder: Path, environ: Mapping[str, str], said: Path) -> str:
    """Run a command to its good end; its last words, with which GrafmintError is raised when it fails."""
    with start(command, folder, environ, said) as process:
        if process.wait():
            raise GrafmintError(process.last_words or f"{command[0]} failed")
        return process.last_words
