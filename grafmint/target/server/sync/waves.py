"""Waves: steps done in parallel, and those again whose title another of them has given free meanwhile."""

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from grafmint.bundle import shown
from grafmint.errors import CredentialsError, GrafmintError, TargetError
from grafmint.library import shown_by
from grafmint.plan.name import Key
from grafmint.plan.step import Result, Step
from grafmint.target.server.http.faults import Forbidden, Refused, Unreachable
from grafmint.target.server.http.pool import in_parallel

_TITLE_TAKEN = "name-exists"
# Of folders Grafana says so with the status alone.
_CONFLICT = 409
Write = Callable[[Step], str | None]
Parallel = Callable[[Sequence[Step]], Iterator[tuple[Step, str | GrafmintError | None]]]


def in_waves(
    write: Write,
    steps: Sequence[Step],
    missing: Collection[Key],
    workers: int,
    stopped: threading.Event,
    interrupted: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """Do the steps with so many workers; those that need what was `missing` before fail without being tried.

    `stopped` is set where no later step can do better; from then on nothing is begun. `interrupted` hears of Ctrl-C.
    """
    waiting = list(steps)
    parallel = partial(in_parallel, _guarded(write), workers=workers, stop=stopped.is_set, interrupted=interrupted)
    while waiting and not stopped.is_set():
        again, progress = list[Result](), False
        for result in _in_one_wave(parallel, waiting, missing, stopped):
            if _is_taken(result.error):
                again.append(result)
            else:
                progress = progress or result.error is None
                yield result
        waiting = [result.step for result in again] if progress and not stopped.is_set() else []
        if not waiting:
            yield from again


def _in_one_wave(
    parallel: Parallel, steps: Sequence[Step], missing: Collection[Key], stopped: threading.Event
) -> Iterator[Result]:
    possible = list[Step]()
    for step in steps:
        lacking = _lacking(step, missing) if missing else None
        if lacking is not None:
            yield Result(step=step, error=TargetError(f"{lacking} could not be made"))
        else:
            possible.append(step)
    for step, came in parallel(possible):
        error = came if isinstance(came, TargetError | CredentialsError) else None
        if isinstance(error, Unreachable | CredentialsError) and not isinstance(error, Forbidden):
            stopped.set()
        yield Result(step=step, error=error, remark=came if isinstance(came, str) else None)


def _lacking(step: Step, missing: Collection[Key]) -> str | None:
    """What is missing that a step needs: Grafana saves a dashboard without one of its library panels, and fails."""
    if step.entry is None:
        return None
    if step.entry.folder is not None and ("folder", step.entry.folder) in missing:
        return f"its folder {step.entry.folder!r}"
    panels = (uid for uid in shown_by(step.entry) if ("library-panel", uid) in missing)
    return next((f"its library panel {uid!r}" for uid in panels), None)


def _guarded(write: Write) -> Write:
    """The same, but what nobody foresaw fails one step and takes no result of the others with it."""

    def guarded(step: Step) -> str | None:
        try:
            return write(step)
        except GrafmintError:
            raise
        except Exception as error:
            message = f"{shown(step.kind)} {step.uid!r}: {type(error).__name__}: {error}"
            raise TargetError(message, hint="this is a fault of grafmint, or no Grafana answered: report it") from error

    return guarded


def _is_taken(error: GrafmintError | None) -> bool:
    return isinstance(error, Refused) and (error.reason == _TITLE_TAKEN or error.status == _CONFLICT)
