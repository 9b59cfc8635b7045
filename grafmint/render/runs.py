"""Runs as a person reads them, and as JSON."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from grafmint.errors import TargetError
from grafmint.render.clean import clean
from grafmint.render.plan import counted
from grafmint.render.style import PLAIN, Style
from grafmint.runs.run import Summary

# Whoever has mistyped an id knows it among so many.
_NEWEST = 3


def runs_text(runs: Iterable[Summary | TargetError], style: Style = PLAIN) -> str:
    """Each run in a line, newest first."""
    rows = [_row(run) if isinstance(run, Summary) else (style.paint(clean(run.message), "bad"),) for run in runs]
    width = max((len(row[1]) for row in rows if len(row) > 1), default=0)
    lines = (f"{row[0]}  {row[1]:<{width}}  {row[2]}" if len(row) > 1 else row[0] for row in rows)
    return "".join(f"{line}\n" for line in lines)


def newest_text(runs: Iterable[Summary | TargetError]) -> str:
    """The newest runs in one line."""
    told = [f"{run.id} ({_when(run)}, {_done(run)})" for run in islice(_whole(runs), _NEWEST)]
    return f"the newest are {', '.join(told)}" if told else "no run of it is kept in this working tree"


def runs_json(runs: Iterable[Summary | TargetError]) -> list[dict[str, Any]]:
    """Each run that can be read."""
    return [
        {
            "run": run.id,
            "command": run.what,
            "started": run.started.isoformat(),
            "finished": run.finished.isoformat() if run.finished is not None else None,
            "counts": dict(run.counts),
        }
        for run in _whole(runs)
    ]


def _whole(runs: Iterable[Summary | TargetError]) -> Iterable[Summary]:
    return (run for run in runs if isinstance(run, Summary))


def _row(run: Summary) -> tuple[str, ...]:
    cut = "" if run.finished is not None else "  (did not come to its end)"
    return f"{run.id:<4}  {_when(run)}", clean(run.what), f"{_done(run)}{cut}"


def _when(run: Summary) -> str:
    return f"{run.started:%Y-%m-%d %H:%M:%S} UTC"


def _done(run: Summary) -> str:
    return counted(run.counts) or "nothing written"
