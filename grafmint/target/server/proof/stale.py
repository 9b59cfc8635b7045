"""Stale: a plan that somebody was faster than, or that knew less than the server."""

from grafmint.bundle import Entry, shown
from grafmint.errors import TargetError
from grafmint.plan.step import Step

#: What is said of what was saved although somebody had deleted it.
RECREATED = "recreated: it had been deleted since the plan was made"
_PLAN_AGAIN = "run it again to plan with what is there now"


def not_written(entry: Entry) -> TargetError:
    """Somebody saved it after the plan was made."""
    return TargetError(f"{_changed(entry)}: not written", hint=_PLAN_AGAIN)


def not_deleted(step: Step) -> TargetError:
    """Somebody was at it after the plan was made."""
    return TargetError(f"{_changed(step)}: not deleted", hint=_PLAN_AGAIN)


def hidden(entry: Entry) -> TargetError:
    """It was to be made, and is there already where we may not look."""
    return TargetError(
        f"{_named(entry)} is there already, where these credentials may not see it: not written",
        hint="give them the right to see its folder, or choose another uid",
    )


def given_up(what: Entry | Step, *, done: str = "written") -> TargetError:
    """It was sent as often as is safe, and is as it was."""
    return TargetError(
        f"{_named(what)}: the server took none of several attempts, and nothing was {done}",
        hint="run it again when less is going on there",
    )


def _changed(what: Entry | Step) -> str:
    return f"{_named(what)} has changed on the server since the plan was made"


def _named(what: Entry | Step) -> str:
    return f"{shown(what.kind)} {what.uid!r}"
