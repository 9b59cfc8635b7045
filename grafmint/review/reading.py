"""Reading: a review from the JSON that another job wrote of it. Whoever wrote it, what comes out is data of a shape."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import orjson

from grafmint.bundle import Kind
from grafmint.errors import GrafmintError, ProjectError
from grafmint.finding import Finding
from grafmint.origin import Place
from grafmint.plan.plan import Plan
from grafmint.plan.step import Step
from grafmint.review.review import ResourceChange, Review, Same
from grafmint.revision import Revision
from grafmint.values import structure

_SCHEMA_VERSION = 1
_NONE = "it is no review, or a cut one"
#: What to do where a file is none of a review.
WAY_OUT = "give the directory that `grafmint review --out` of the same version wrote"


@attrs.frozen(kw_only=True)
class _Member:
    """A part of a group, by its resource and its place among the parts of it."""

    kind: Kind
    uid: str
    part: int


def read_document(content: bytes) -> Any:
    """The JSON of a `review.json`; raises GrafmintError for bytes that are none."""
    try:
        return orjson.loads(content)
    except ValueError as error:
        raise _unreadable(_NONE) from error


def read_review(document: Any) -> Review:
    """The review that the JSON of a `review.json` tells of; of documents it has what the JSON has.

    Raises GrafmintError for JSON that tells of none.
    """
    try:
        return _review(document)
    except (ValueError, LookupError, TypeError, AttributeError, ProjectError) as error:
        raise _unreadable(error.findings[0].message if isinstance(error, ProjectError) else _NONE) from error


def _unreadable(problem: str) -> GrafmintError:
    return GrafmintError(f"review.json cannot be read: {problem}", hint=WAY_OUT)


def _review(document: Any) -> Review:
    if (document["type"], document["schema_version"]) != ("review", _SCHEMA_VERSION):
        raise ValueError(document["type"])
    resources = _made(tuple[ResourceChange, ...], document["resources"])
    findings = (_made(tuple[Finding, ...], document[f"{name}_findings"]) for name in ("new", "gone"))
    new, gone = findings
    return Review(
        project=_made(str, document["project"]),
        environment=_made(str | None, document["environment"]),
        base=_made(Revision, document["base"]),
        head=_made(Revision, document["head"]),
        resources=resources,
        groups=tuple(_groups(document["groups"], resources)),
        new_findings=new,
        gone_findings=gone,
        plan=None if document["plan"] is None else _plan(document["plan"]),
        no_plan=_made(str | None, document["no_plan"]),
        problems=tuple(_problem(each) for each in document["problems"]),
    )


def _groups(documents: Any, resources: tuple[ResourceChange, ...]) -> Iterator[Same]:
    known = {(resource.kind, resource.uid): resource for resource in resources}
    for document in documents:
        members = _made(tuple[_Member, ...], document["parts"])
        if not members or any(each.part < 0 for each in members):
            raise ValueError("a group of nothing that is there")
        parts = tuple((known[each.kind, each.uid], known[each.kind, each.uid].parts[each.part]) for each in members)
        yield Same(parts=parts, places=_made(tuple[Place, ...], document["places"]))


def _plan(document: Any) -> Plan:
    return Plan(
        environment=_made(str, document["environment"]),
        root=Path(),
        steps=_made(tuple[Step, ...], document["steps"]),
        unsaid=_made(tuple[str, ...], document["not_applied_here"]),
        unread=frozenset(_made(tuple[Kind, ...], document["unread"])),
    )


def _problem(document: Any) -> GrafmintError:
    return GrafmintError(_made(str, document["message"]), hint=_made(str | None, document["hint"]))


def _made(of: Any, data: object) -> Any:
    return structure(of, data, path="review", where=lambda _: None)
