"""The command run in-process on real projects on disk, and transcripts of what it says."""

import contextlib
import io
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import attrs

from grafmint.cli import main

GOLDEN = Path(__file__).parent
TOML = """\
[project]
name = "shop"
modules = ["boards"]

[datasources]
metrics = "prometheus"

[env.local]
directory = ".grafmint/local"
datasources = { metrics = "prom" }
"""
IMPORTS = "from grafmint import *\nfrom grafmint.prometheus import Query\n"
BOARD = """\
from grafmint import Dashboard, Folder, TimeSeries
from grafmint.prometheus import Query

shop = Folder(uid="shop", title="Shop")
load = Dashboard(
    uid="load",
    title="Load",
    folder=shop,
    panels=[TimeSeries(title="Requests", queries=Query(expr="sum(rate(http_requests_total[5m]))"), unit="reqps")],
)
"""


@attrs.frozen
class Ran:
    """What a run of the command came to."""

    code: int
    out: str
    err: str


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@attrs.frozen
class Project:
    """A project on disk."""

    root: Path

    def write(self, files: Mapping[str, str]) -> "Project":
        """Write files; those that are there are replaced."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        return self

    def run(
        self,
        *arguments: str,
        stdin: io.StringIO | None = None,
        out: io.StringIO | None = None,
        err: io.StringIO | None = None,
    ) -> Ran:
        """Run `grafmint` in the project's folder, without writing bytecode that a quick edit would not outdate."""
        out, err, before = out or io.StringIO(), err or io.StringIO(), sys.dont_write_bytecode
        old_in, sys.stdin, sys.dont_write_bytecode = sys.stdin, stdin or io.StringIO(), True
        code: object = None
        try:
            with contextlib.chdir(self.root), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                main(arguments)
        except SystemExit as end:
            code = end.code
        finally:
            sys.stdin, sys.dont_write_bytecode = old_in, before
        assert isinstance(code, int)
        return Ran(code, out.getvalue(), err.getvalue())

    def files(self, folder: str = ".") -> dict[str, bytes]:
        """Every file below a folder but the project's Python."""
        paths = sorted(path for path in (self.root / folder).rglob("*") if path.is_file() and path.suffix != ".py")
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths if path.suffix != ".pyc"}


def transcript(root: Path, arguments: tuple[str, ...], ran: Ran) -> str:
    """What a terminal would show, its paths and times made the same everywhere."""
    text = f"$ grafmint {' '.join(arguments)}\nexit code: {ran.code}\n--- stdout\n{ran.out}--- stderr\n{ran.err}"
    text = re.sub(r"(?<=--run )[0-9a-f]{4,}\b", "4f2a", text)
    return re.sub(r"\d+\.\d s\b", "0.0 s", text.replace(str(root), "PROJECT"))


def compare(name: str, text: str) -> None:
    """Hold a transcript against its file, which GRAFMINT_UPDATE_GOLDEN=1 writes anew."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("GRAFMINT_UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
