"""Awaiting: what would come to nothing while something that it needs is on hold, and so is held with that.

A hold is no fault of anybody's: what waits for it is in no conflict and fails nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import orjson

from grafmint.bundle import Entry, Kind, group_of, shown
from grafmint.plan.name import Key
from grafmint.plan.step import Action, Step
from grafmint.plan.uses import USERS, naming, users_under_old

Json = Mapping[str, Any]
_POLICIES: Kind = "policy"
_USING: tuple[Kind, ...] = ("library-panel", "dashboard", "alert-rule")
_NEEDS, _USED = "needs", "is used under its old uid by"
_KEPT = "the notification policies name it, and are left as they are"
_NAMED_BY: Mapping[Kind, tuple[str, ...]] = {
    "contact-point": ("receiver",),
    "mute-timing": ("mute_time_intervals", "active_time_intervals"),
}


def awaiting(steps: Sequence[Step]) -> list[Step]:
    """The steps that make something; those that need what is on hold, or whose rename it would miss, are held too."""
    steps = list(steps)
    while on_hold := [step for step in steps if step.action == "held"]:
        missing = {(step.kind, step.uid): step for step in on_hold if _is_missing(step)}
        filled = {group_of(step.entry) for step in steps if step.kind == "alert-rule" and step.writes and step.entry}
        waits = [(_user(step, on_hold) or _wait(step, missing, filled) if step.writes else None) for step in steps]
        if not any(waits):
            break
        steps = [_held(step, wait) if wait is not None else step for step, wait in zip(steps, waits, strict=True)]
    return steps


def _user(step: Step, on_hold: Iterable[Step]) -> Step | None:
    """What on hold uses, under its old uid, what a step renames."""
    uses_old = users_under_old(step)
    return next(filter(uses_old, on_hold), None) if uses_old is not None else None


def replaced(going: Iterable[Step], waiting: Mapping[Key, Key]) -> list[Step]:
    """The steps that delete something; what stands in the way of a step that waits for its name is kept until then.

    Otherwise neither of them would be there after the run. `waiting` has who waits, by what it waits for.
    """
    return [_for(step, waiting[step.kind, step.uid]) if (step.kind, step.uid) in waiting else step for step in going]


def _for(step: Step, key: Key) -> Step:
    kind, uid = key
    return _kept_for(step, f"{shown(kind)} {uid!r} is to have its name, and cannot be made beside it", "conflict")


def staying(going: Sequence[Step], made: Iterable[Step]) -> list[Step]:
    """The steps that delete something; what our policies name that are left as they are is kept with them."""
    policies = next((step for step in (*made, *going) if step.kind == _POLICIES), None)
    if policies is None or policies.held is None or policies.writes:
        return list(going)
    said = orjson.loads(policies.held.document)
    action: Action = "held" if policies.action == "held" else "conflict"
    return [_kept_for(step, _KEPT, action) if _names(said, (step.kind, step.uid)) else step for step in going]


def _kept_for(step: Step, why: str, action: Action) -> Step:
    if not step.writes or step.held is None:
        return step
    # It stands against the delete as whatever the target has found does.
    held = attrs.evolve(step.held, kept=(*step.held.kept, why))
    return attrs.evolve(step, action=action, reason=f"{step.reason}, but kept: {why}", held=held, way_out=None)


def _is_missing(step: Step) -> bool:
    """Whether it is not there under its uid, or is somebody's to whom no route of ours may lead."""
    held = step.held
    if held is None or held.uid != step.uid:
        return True
    return step.kind == "contact-point" and held.hold in ("foreign", "managed") and not held.shared


def _wait(step: Step, missing: Mapping[Key, Step], filled: Iterable[str]) -> Step | None:
    """What on hold a step waits for."""
    entry = step.entry
    if entry is None:
        return None
    if entry.folder is not None and ("folder", entry.folder) in missing:
        return missing["folder", entry.folder]
    if step.kind in _USING:
        return next((each for key, each in missing.items() if _uses(entry, key)), None)
    if step.kind == _POLICIES:
        return next((each for key, each in missing.items() if _names(entry.json, key)), None)
    if step.kind == "rule-group" and step.held is None and entry.uid not in filled:
        rules = (each for key, each in missing.items() if key[0] == "alert-rule")
        return next((each for each in rules if each.entry and group_of(each.entry) == entry.uid), None)
    return None


def _uses(entry: Entry, key: Key) -> bool:
    return entry.kind in USERS.get(key[0], ()) and naming(*key)(entry.document)


def _held(step: Step, needed: Step) -> Step:
    why = needed.reason or ""
    which = why if why.startswith((_NEEDS, _USED)) else f"is {why}"
    verb = _USED if users_under_old(step) is not None else _NEEDS
    reason = f"{verb} {shown(needed.kind)} {needed.uid!r}, which {which}"
    return attrs.evolve(step, action="held", reason=reason, way_out=None)


def _names(policy: Json, key: Key) -> bool:
    """Whether a policy or one below it names a contact point or a mute timing."""
    kind, uid = key
    values = (policy.get(each) or () for each in _NAMED_BY.get(kind, ()))
    is_here = any(uid == value if isinstance(value, str) else uid in value for value in values)
    return is_here or any(_names(each, key) for each in policy.get("routes") or ())
