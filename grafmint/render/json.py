"""The same values as JSON documents: each has `type` and `schema_version`."""

from collections.abc import Iterable
from typing import Any

import attrs
import orjson

from grafmint.finding import Finding
from grafmint.outcome import Outcome
from grafmint.plan.plan import Plan
from grafmint.plan.step import Step

SCHEMA_VERSION = 1


def document(type_: str, **content: Any) -> str:
    """One document as text."""
    content = {"type": type_, "schema_version": SCHEMA_VERSION, **content}
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def findings_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Each finding with all its parts."""
    return [attrs.asdict(finding) for finding in findings]


def plan_json(plan: Plan) -> dict[str, Any]:
    """A plan's steps, the unchanged ones too."""
    return {
        "environment": plan.environment,
        "steps": [_step(step, plan) for step in plan.steps],
        "not_applied_here": list(plan.unsaid),
    }


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """What was done and what stopped the rest."""
    error = outcome.error
    return {
        "plan": plan_json(outcome.plan),
        "done": [{"action": step.action, "kind": step.kind, "uid": step.uid} for step in outcome.done],
        "error": None if error is None else {"message": error.message, "hint": error.hint},
        "exit_code": outcome.exit_code,
    }


def _step(step: Step, plan: Plan) -> dict[str, Any]:
    place = step.place.relative_to(plan.root) if step.place is not None else None
    return {
        "action": step.action,
        "kind": step.kind,
        "uid": step.uid,
        "title": step.title,
        "place": attrs.asdict(place) if place is not None else None,
        "reason": step.reason,
        "changes": list(step.changes),
    }
