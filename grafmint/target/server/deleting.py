"""Deleting: what is still as it was planned, and nothing else."""

from collections.abc import Callable

from grafmint.bundle import shown
from grafmint.errors import TargetError
from grafmint.plan.step import Step
from grafmint.target.server.faults import Refused, Uncertain
from grafmint.target.server.http import Http

#: What is said of what somebody else has deleted since the plan was made.
GONE = "was gone already"
_NOT_FOUND = 404
_ATTEMPTS = 2


def delete_planned(
    http: Http,
    path: str,
    step: Step,
    is_planned: Callable[[], bool | None],
    only: object = None,
) -> str | None:
    """Delete what stands at a path; a remark where it was gone already.

    `is_planned` reads it again right before, for the server deletes whatever is there by then: None where nothing is.
    `only` is sent along: what the server itself is to see to, where it can.
    Raises TargetError where it is not what was planned, or the server refuses.
    """
    for tried in range(_ATTEMPTS):
        planned = is_planned()
        if planned is None:
            return None if tried else GONE
        if not planned:
            raise changed(step)
        try:
            http.send("DELETE", path, only)
        except Uncertain:
            # It may have gone without our hearing of it: what is there now tells.
            continue
        except Refused as refused:
            if refused.status != _NOT_FOUND:
                raise
            return GONE
        return None
    if is_planned() is None:
        return None
    message = f"{shown(step.kind)} {step.uid!r}: the server took none of several attempts, and nothing was deleted"
    raise TargetError(message, hint="run it again when less is going on there")


def changed(step: Step) -> TargetError:
    """Somebody was at it after the plan was made."""
    return TargetError(
        f"{shown(step.kind)} {step.uid!r} has changed on the server since the plan was made: not deleted",
        hint="run it again to plan with what is there now",
    )
