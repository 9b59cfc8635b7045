"""Steps as runners start them: bash, a few variables, and this interpreter's commands."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]
#: As runners of GitHub call it.
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")


@attrs.frozen
class Said:
    """What a step came to."""

    code: int
    text: str


def shell(script: str, folder: Path, variables: Mapping[str, str], command: Sequence[str] = BASH) -> Said:
    """Run a script from a file with these variables, and nothing else of this machine but where programs are."""
    file = folder.parent / "step.sh"
    file.write_text(script, encoding="utf-8")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environ = {"PATH": path, "HOME": str(folder.parent), "GIT_CONFIG_GLOBAL": os.devnull, **variables}
    done = subprocess.run(
        [*command, str(file)],
        cwd=folder,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Said(done.returncode, done.stdout)
