"""Obstacles: uids of the project that exist on the target already and are not ours."""

from collections.abc import Collection, Sequence

import attrs

from grafmint.bundle import GRAFANA, Bundle, Kind, plural, shown
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


def obstacles(
    found: Sequence[Obstacle], environment: Environment, bundle: Bundle, kinds: Collection[str] = GRAFANA
) -> Check:
    """Whether the uids of a bundle are free or ours, as far as their `kinds` were looked at."""
    if not found:
        there = [entry.kind for entry in bundle if entry.kind in GRAFANA]
        unseen = [plural(kind) for kind in GRAFANA if kind in there and kind not in kinds]
        count = sum(kind in kinds for kind in there)
        how_many = f"{count} of the project's {len(there)}" if unseen else f"all {count} of the project"
        but = f"; not looked at: {', '.join(unseen)}" if unseen else ""
        return Check(name="uids", status="ok", said=f"{how_many} are free or ours{but}")
    names = [f"{shown(each.kind)} {each.uid} ({each.owner})" for each in found[:NAMED]]
    more = [f"and {len(found) - NAMED} more"] if len(found) > NAMED else []
    said = f"{len(found)} of the project's exist and are not ours: {', '.join((*names, *more))}"
    hint = f"see `grafmint plan --env {environment.name}` for the differences: a sync leaves them as they are"
    return Check(name="uids", status="warn", said=said, hint=hint)
