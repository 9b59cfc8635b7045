"""The same values as JSON documents: each has `type` and `schema_version`."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import attrs
import orjson

from grafmint.errors import GrafmintError
from grafmint.finding import Finding
from grafmint.outcome import Outcome
from grafmint.plan.plan import Plan
from grafmint.plan.step import Step

SCHEMA_VERSION = 1


def document(type_: str, **content: Any) -> str:
    """One document as text."""
    content = {"type": type_, "schema_version": SCHEMA_VERSION, **content}
    return orjson.dumps(_writable(content), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def error_json(message: str, hint: str | None, findings: Iterable[Finding], exit_code: int) -> dict[str, Any]:
    """Why a command failed: what it says, and the findings that stopped it."""
    return {"message": message, "hint": hint, "findings": findings_json(findings), "exit_code": exit_code}


def findings_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Each finding with all its parts."""
    return [attrs.asdict(finding) for finding in findings]


def counts_json(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity."""
    count = Counter(finding.severity for finding in findings)
    return {"errors": count["error"], "warnings": count["warning"], "infos": count["info"]}


def plan_json(plan: Plan) -> dict[str, Any]:
    """A plan's steps, the unchanged ones too."""
    return {
        "environment": plan.environment,
        "steps": [_step(step, plan) for step in plan.steps],
        "not_applied_here": list(plan.unsaid),
        "unread": sorted(plan.unread),
    }


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """What was done and what stopped the rest."""
    return {
        "plan": plan_json(outcome.plan),
        "done": [_identity(step) for step in outcome.done],
        "failed": [{**_identity(step), "error": _error(error)} for step, error in outcome.failed],
        "remarks": [{**_identity(result.step), "remark": result.remark} for result in outcome.remarks],
        "error": _error(outcome.error),
        "interrupted": outcome.interrupted,
        "run": outcome.run,
        "exit_code": outcome.exit_code,
    }


def _identity(step: Step) -> dict[str, str]:
    return {"action": step.action, "kind": step.kind, "uid": step.uid}


def _error(error: GrafmintError | None) -> dict[str, str | None] | None:
    return None if error is None else {"message": error.message, "hint": error.hint}


def _step(step: Step, plan: Plan) -> dict[str, Any]:
    place = step.place.relative_to(plan.root) if step.place is not None else None
    return {
        **_identity(step),
        "title": step.title,
        "place": attrs.asdict(place) if place is not None else None,
        "reason": step.reason,
        "way_out": step.way_out,
        "changes": list(step.changes),
    }


def _writable(value: Any) -> Any:
    """The value without halves of surrogate pairs, which others' texts may have and no JSON can hold."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_writable(key): _writable(item) for key, item in value.items()}
    return [_writable(item) for item in value] if isinstance(value, list | tuple) else value
