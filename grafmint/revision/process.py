"""Processes of ours: each leads a group of its own, has a time limit, and is ended with its whole group."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import attrs

from grafmint.errors import GrafmintError

#: How long building a revision, or installing what it needs, may take, in seconds.
PATIENCE = 600.0


@attrs.define
class Process:
    """A process that runs; what it says goes to a file. Leaving its `with` ends whatever still runs of it."""

    _running: subprocess.Popen[bytes]
    _said: Path
    _deadline: float

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._end()

    def wait(self) -> int:
        """The exit code when it is done; raises GrafmintError when its time is over."""
        try:
            return self._running.wait(max(0.0, self._deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._end()
            raise GrafmintError(
                f"it was stopped after {PATIENCE:g} s", hint="does a module wait for something, such as a server?"
            ) from None

    @property
    def last_words(self) -> str:
        """The last line that it said; empty when it said nothing."""
        lines = self._said.read_text(encoding="utf-8", errors="replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    def _end(self) -> None:
        # Once it is waited for, its number may be somebody else's.
        if self._running.poll() is None:
            with contextlib.suppress(ProcessLookupError):
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


@contextmanager
def done(command: Sequence[str], folder: Path, environ: Mapping[str, str], said: Path) -> Iterator[Process]:
    """A command that has come to its end well; raises GrafmintError with its last words when it has not."""
    with start(command, folder, environ, said) as process:
        if process.wait():
            raise GrafmintError(process.last_words or f"{command[0]} failed")
        yield process
