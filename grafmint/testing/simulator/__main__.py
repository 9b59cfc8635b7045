"""`python -m grafmint.testing.simulator`: a simulation in a process of its own, until its input ends or it is stopped.

It writes one line of JSON with its address. `FILE` is a Python file, or `module:name`, with a `Simulation`.
"""

import runpy
import signal
import sys
import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import click
import orjson

from grafmint.errors import GrafmintError, UsageError
from grafmint.testing.simulator.simulation import Simulation

_NAME = "simulation"


@click.command()
@click.argument("source", metavar="FILE|MODULE:NAME")
@click.option("--port", type=int, default=0, help="The port to serve on; a free one by default.")
@click.option("--backfill", type=click.Path(path_type=Path), help="Write the past to this file first, as OpenMetrics.")
@click.option("--history", multiple=True, metavar="LENGTH=STEP", help="How much past, as 7d=2m; may be given again.")
def main(source: str, port: int, backfill: Path | None, history: tuple[str, ...]) -> None:
    """Serve the simulation that a file has for a Prometheus to scrape."""
    before = signal.signal(signal.SIGTERM, _stop)
    start = time.time()
    try:
        found = simulation_in(source)
        if backfill is not None:
            found.backfill(backfill, history=_history(history), start=start)
        with found.serve(port=port, start=start) as url:
            said = {"url": url, "series": len(found.run(start=start).lines)}
            click.echo(orjson.dumps(said).decode())
            sys.stdin.read()
    except GrafmintError as error:
        raise click.ClickException(str(error)) from error
    finally:
        signal.signal(signal.SIGTERM, before)


def simulation_in(source: str) -> Simulation:
    """The simulation that a file or a module has; raises UsageError where there is none, or more than one."""
    module, colon, name = source.rpartition(":")
    # What the file imports stands beside it, as for a script.
    sys.path.insert(0, str(Path(source).parent if not colon else Path()))
    names = _imported(module) if colon else _run(Path(source))
    every = {key: value for key, value in names.items() if isinstance(value, Simulation)}
    wanted = name if colon else _NAME if _NAME in every or len(every) != 1 else next(iter(every))
    if wanted not in every:
        raise UsageError(
            f"{source} has no Simulation named {wanted!r}", hint=f"it has {', '.join(sorted(every)) or 'none'}"
        )
    return every[wanted]


def _imported(module: str) -> Mapping[str, Any]:
    try:
        return vars(import_module(module))
    except ModuleNotFoundError as error:
        # One that it imports is the user's own fault to see.
        if error.name != module:
            raise
        raise UsageError(f"there is no module {module!r}", hint="write a file or MODULE:NAME") from error


def _run(file: Path) -> Mapping[str, Any]:
    if not file.is_file():
        raise UsageError(f"there is no file {file}", hint="write a file or MODULE:NAME")
    return runpy.run_path(str(file))


def _history(given: tuple[str, ...]) -> Mapping[str, str]:
    return {length: step for length, _, step in (each.partition("=") for each in given)}


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    main()
