"""Record: a run as it is kept, a JSON value a line: the run, each of its steps, then what came of each as it was done.

So a run that is killed leaves all that is needed to undo it, and a result costs a line instead of the whole file.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, get_args

import attrs
import orjson

from grafmint.bundle import GRAFANA, Entry
from grafmint.compile.encode import canonical
from grafmint.errors import TargetError
from grafmint.plan.snapshot import Whose
from grafmint.plan.step import WRITES, Action
from grafmint.runs.run import Before, Change, Run, StepOutcome, Summary

_FORMAT = 1
_HEAD = ("id", "what", "project", "environment", "url", "org", "owns_policies")
_ENTRY = ("kind", "uid", "title", "folder", "renamed_from")
Json = dict[str, Any]


def content_of(run: Run) -> bytes:
    """What is written before the first step of the run is begun."""
    head = {name: getattr(run, name) for name in _HEAD}
    head |= {"type": "run", "format": _FORMAT, "started": run.started.isoformat(), "steps": len(run.changes)}
    return b"".join(map(_line, (head, *map(_change_json, run.changes))))


def result_line(number: int, outcome: StepOutcome) -> bytes:
    """What is added when a step has come to its end."""
    return _line({"step": number, "outcome": outcome})


def end_line(finished: datetime, counts: Mapping[Action, int]) -> bytes:
    """What is added when the run has, with what a list of runs says of it."""
    return _line({"finished": finished.isoformat(), "counts": counts})


def head_of(line: bytes) -> Json:
    """The first line of a record; raises ValueError for one that is none."""
    head: Json = orjson.loads(line)
    if not isinstance(head, dict) or head.get("type") != "run":
        raise ValueError(line)
    return head


def summary_of(first: bytes, last: bytes) -> Summary | None:
    """What a list says of a run by the ends of its record; None where only the whole of it can tell."""
    try:
        head, end = head_of(first), orjson.loads(last)
        if head["format"] != _FORMAT or not last.endswith(b"\n"):
            return None
        return Summary(
            id=head["id"],
            what=head["what"],
            started=datetime.fromisoformat(head["started"]),
            finished=datetime.fromisoformat(end["finished"]),
            counts=end["counts"],
        )
    except (ValueError, KeyError, TypeError):
        return None


def run_of(content: bytes, what: str) -> Run:
    """The run of a record; raises TargetError where it is damaged or of another version of grafmint."""
    try:
        return _run(content, what)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise TargetError(f"{what} is damaged: it is no record of a run", hint="remove it") from error


def _run(content: bytes, what: str) -> Run:
    lines = content.splitlines(keepends=True)
    head = head_of(lines[0])
    if head["format"] != _FORMAT:
        raise TargetError(f"{what} was written by another version of grafmint", hint="undo that run with that one")
    steps, told = lines[1 : head["steps"] + 1], lines[head["steps"] + 1 :]
    if len(steps) < head["steps"] or not all(line.endswith(b"\n") for line in (lines[0], *steps)):
        raise TargetError(f"{what} was cut short before its run began: nothing to undo", hint="remove it")
    changes = [_change(orjson.loads(line)) for line in steps]
    finished = None
    for said in _whole(told):
        if "finished" in said:
            finished = datetime.fromisoformat(said["finished"])
        else:
            changes[said["step"]] = attrs.evolve(changes[said["step"]], outcome=_one_of(StepOutcome, said["outcome"]))
    known = {name: head[name] for name in _HEAD}
    return Run(**known, started=datetime.fromisoformat(head["started"]), finished=finished, changes=tuple(changes))


def _whole(lines: list[bytes]) -> Iterator[Json]:
    """What was added; a line that a kill or a full disk has cut short says nothing, and no undoing needs it."""
    for line in lines:
        try:
            said = orjson.loads(line) if line.endswith(b"\n") else None
        except orjson.JSONDecodeError:
            continue
        if said is not None:
            yield said


def _change_json(change: Change) -> Json:
    before = change.before
    held = None
    if before is not None:
        held = {"whose": before.whose, "secrets": before.secrets, **_entry_json(before.entry)}
    after = _entry_json(change.after) if change.after is not None else None
    said = {"action": change.action, "kind": change.kind, "uid": change.uid, "whose": change.whose}
    return {**said, "before": held, "after": after}


def _change(said: Json) -> Change:
    if said["action"] not in WRITES or said["kind"] not in GRAFANA:
        raise ValueError(said["action"])
    before, after = said["before"], said["after"]
    return Change(
        action=said["action"],
        kind=said["kind"],
        uid=said["uid"],
        before=_before(before) if before is not None else None,
        after=_entry(after) if after is not None else None,
        whose=_one_of(Whose, said["whose"]),
    )


def _before(said: Json) -> Before:
    return Before(entry=_entry(said), whose=_one_of(Whose, said["whose"]), secrets=tuple(said["secrets"]))


def _entry_json(entry: Entry) -> Json:
    return {**{name: getattr(entry, name) for name in _ENTRY}, "document": entry.json}


def _entry(said: Json) -> Entry:
    return Entry(document=canonical(said["document"]), **{name: said[name] for name in _ENTRY})


def _one_of(literal: Any, value: str) -> Any:
    if value not in get_args(literal):
        raise ValueError(value)
    return value


def _line(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
