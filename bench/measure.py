"""Measuring a whole process: its wall time from start to end, its processor time and its peak memory."""

import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
# Linux counts in KiB, macOS in bytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One run: seconds, bytes, and what the process printed."""

    wall: float
    cpu: float
    peak: int
    said: str


@dataclass(frozen=True)
class Samples:
    """The runs of one command."""

    runs: tuple[Sample, ...]

    @property
    def wall(self) -> float:
        """The median wall time."""
        return median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """The median processor time."""
        return median(run.cpu for run in self.runs)

    @property
    def said(self) -> float:
        """The median of the numbers that the processes printed."""
        return median(float(run.said) for run in self.runs)

    @property
    def peak(self) -> int:
        """The highest peak memory."""
        return max(run.peak for run in self.runs)

    @property
    def spread(self) -> tuple[float, float]:
        """The least and the greatest wall time."""
        walls = [run.wall for run in self.runs]
        return min(walls), max(walls)


def run_python(*arguments: str, bytecode: Path) -> Sample:
    """Run this Python with arguments in the root of the repository; raises CalledProcessError when it fails.

    All bytecode is kept in a folder of the benchmark's, so that no library is compiled more often than another.

    On Linux a process has the peak of whoever started it, up to then: who calls this stays small, leaving it to other
    processes to read what was written, and `floor` says what cannot be told apart.
    """
    command: Sequence[str] = (sys.executable, *arguments)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment["PYTHONPYCACHEPREFIX"] = str(bytecode)
    started = perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Sample(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=usage.ru_maxrss * _RSS_UNIT, said=said)


def floor() -> int:
    """The peak memory of this process, in bytes: no process that it starts is seen to take less."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT
