"""Obstacles: uids of the project that exist on the target already and are not ours."""

from collections.abc import Sequence

import attrs

from grafmint.bundle import Bundle, Kind
from grafmint.environment import Environment
from grafmint.target.checkup import Check

#: More of them are counted and not named: a plan lists all.
NAMED = 10


@attrs.frozen
class Obstacle:
    """A resource in the way of one of ours, and whose it is."""

    kind: Kind
    uid: str
    owner: str


def obstacles(found: Sequence[Obstacle], environment: Environment, bundle: Bundle) -> Check:
    """Whether the uids of a bundle are free or ours."""
    if not found:
        return Check(name="uids", status="ok", said=f"all {len(bundle.entries)} of the project are free or ours")
    names = [f"{each.kind} {each.uid} ({each.owner})" for each in found[:NAMED]]
    more = [f"and {len(found) - NAMED} more"] if len(found) > NAMED else []
    said = f"{len(found)} of the project's exist and are not ours: {', '.join((*names, *more))}"
    hint = f"see `grafmint plan --env {environment.name}` for the differences: a sync leaves them as they are"
    return Check(name="uids", status="warn", said=said, hint=hint)
