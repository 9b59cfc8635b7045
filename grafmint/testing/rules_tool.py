"""Tools: Prometheus' promtool and Alertmanager's amtool, which judge rules and routes in tests.

Source: https://prometheus.io/docs/prometheus/latest/command-line/promtool/
"""

import shutil
import subprocess
from pathlib import Path
from typing import Final

import attrs

from grafmint.errors import UsageError

#: What brings them, for people who lack them.
_PACKAGES: Final = {"promtool": "prometheus", "amtool": "prometheus-alertmanager"}
#: A tool that takes longer has lost its way: a test of a hundred rules takes less than a second.
_PATIENCE: Final = 120


@attrs.frozen
class Ran:
    """What a tool answered: whether it was content, its result, and the result with everything that it said."""

    is_content: bool
    result: str
    words: str


def run(name: str, *arguments: str | Path, folder: Path | None = None) -> Ran:
    """Run a tool that is on the PATH; raises UsageError where there is none."""
    tool = shutil.which(name)
    if tool is None:
        raise UsageError(f"{name} is not on the PATH", hint=f"install it: the Debian package is {_PACKAGES[name]}")
    command = [tool, *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder, timeout=_PATIENCE)
    return Ran(not done.returncode, done.stdout.strip(), f"{done.stdout}\n{done.stderr}".strip())


def check_rules(*files: Path) -> None:
    """Let promtool read files of rules; raises AssertionError with its words where it refuses one."""
    _accepted("promtool", "check", "rules", *files)


def check_config(file: Path) -> None:
    """Let amtool read an Alertmanager's configuration and the templates beside it; raises AssertionError likewise."""
    _accepted("amtool", "check-config", file)


def _accepted(name: str, *arguments: str | Path) -> None:
    ran = run(name, *arguments)
    if not ran.is_content:
        raise AssertionError(f"{name} refuses it:\n{ran.words}")
