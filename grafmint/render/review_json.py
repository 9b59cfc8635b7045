"""Reviews as JSON: all that is told of them, without the documents themselves."""

from collections.abc import Mapping
from typing import Any

import attrs

from grafmint.origin import Place
from grafmint.render.json import findings_json, plan_json
from grafmint.review.review import PartChange, ResourceChange, Review, Same
from grafmint.revision import Revision

#: Of a panel's JSON, what it is known by.
_KNOWN_BY = ("id", "title", "type")


def review_json(review: Review) -> dict[str, Any]:
    """A review with all its parts; a group names each part by its resource and its place among the resource's parts."""
    return {
        "project": review.project,
        "environment": review.environment,
        "base": _revision(review.base),
        "head": _revision(review.head),
        "resources": [_resource(each) for each in review.resources],
        "groups": [_group(each) for each in review.groups],
        "new_findings": findings_json(review.new_findings),
        "gone_findings": findings_json(review.gone_findings),
        "plan": plan_json(review.plan) if review.plan is not None else None,
        "no_plan": review.no_plan,
        "problems": [{"message": each.message, "hint": each.hint} for each in review.problems],
        "is_empty": review.is_empty,
    }


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "name": revision.name,
        "commit": revision.commit,
        "failure": revision.failure,
        "remarks": list(revision.remarks),
    }


def _resource(change: ResourceChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "uid": change.uid,
        "title": change.title,
        "verb": change.verb,
        "folder": change.folder,
        "folder_was": change.folder_was,
        "was": change.was,
        "parts": [_part(part) for part in change.parts],
        "shifted": change.shifted,
        "rewritten": change.rewritten,
        "place": _place(change.place),
    }


def _part(part: PartChange) -> dict[str, Any]:
    return {
        "of": part.of,
        "name": part.name,
        "verb": part.verb,
        "was": part.was,
        "lines": list(part.lines),
        "queries": [attrs.asdict(query) for query in part.queries],
        "place": _place(part.place),
        "alert": attrs.asdict(part.alert) if part.alert is not None else None,
        "before": _panel(part.before),
        "after": _panel(part.after),
    }


def _group(group: Same) -> dict[str, Any]:
    members = [
        {"kind": resource.kind, "uid": resource.uid, "part": _index(resource, part)} for resource, part in group.parts
    ]
    return {"parts": members, "places": [_place(each) for each in group.places]}


def _index(resource: ResourceChange, part: PartChange) -> int:
    # Two panels may be equal in all that is known of them.
    return next(index for index, each in enumerate(resource.parts) if each is part)


def _panel(panel: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if panel is None:
        return None
    return {key: panel[key] for key in _KNOWN_BY if isinstance(panel.get(key), str | int)}


def _place(place: Place | None) -> dict[str, Any] | None:
    return attrs.asdict(place) if place is not None else None
