"""Deletion: of what is still as it was planned, and of nothing else."""

from collections.abc import Callable

from grafmint.plan.step import Step
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Refused, Uncertain
from grafmint.target.server.proof.stale import given_up, not_deleted

#: What is said of what somebody else has deleted since the plan was made.
GONE = "was gone already"
_NOT_FOUND = 404
_ATTEMPTS = 2


def delete_planned(
    http: Http, path: str, step: Step, is_planned: Callable[[], bool | None], only: object = None
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
            raise not_deleted(step)
        try:
            return _delete(http, path, only)
        except Uncertain:
            # It may have gone without our hearing of it: what is there now tells.
            continue
    if is_planned() is None:
        return None
    raise given_up(step, done="deleted")


def _delete(http: Http, path: str, only: object) -> str | None:
    try:
        http.send("DELETE", path, only)
    except Refused as refused:
        if refused.status != _NOT_FOUND:
            raise
        return GONE
    return None
