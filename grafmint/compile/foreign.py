"""Dashboards that others made: taken as they are, stripped of what belongs to one server."""

from collections.abc import Mapping
from typing import Any

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical, plain
from grafmint.errors import ModelError
from grafmint.finding import Finding
from grafmint.model.uid import uid_problem
from grafmint.project import ForeignDashboard

# A server's own numbers, and the extras of an export for sharing.
_SERVER_KEYS = ("id", "version", "iteration", "__inputs", "__requires", "__elements", "grafmint")
# A sync finds what it wrote by these: with a copy they would go to another server, and into every review.
_SYNC_TAGS = "grafmint:"


def foreign_entry(resource: ForeignDashboard) -> Entry | Finding:
    """The entry of a foreign dashboard, or what keeps it from being one: it needs a title and a uid."""
    entry = lone_entry(resource)
    if isinstance(entry, Finding):
        return entry
    if not entry.title.strip():
        return _refused(resource, "the dashboard has no title", "Grafana refuses it: write a title into it")
    if not entry.uid:
        return _refused(resource, f"the dashboard {entry.title!r} has no uid", "write a uid into it, for ever")
    problem = uid_problem(entry.uid)
    if problem is not None:
        return _refused(resource, f"the dashboard {entry.title!r}: uid {entry.uid!r} {problem}", "choose another one")
    return entry


def lone_entry(resource: ForeignDashboard) -> Entry | Finding:
    """The entry of a dashboard of which neither title nor uid is asked, since it goes nowhere."""
    try:
        document = _own(plain(resource.document))
        written = canonical(document)
    except ModelError as error:
        return _refused(resource, error.message, error.hint)
    return Entry(
        kind="dashboard",
        uid=_text(document.get("uid")),
        title=_text(document.get("title")),
        folder=resource.folder,
        document=written,
        file=resource.place,
        foreign=True,
    )


def _own(document: Mapping[str, Any]) -> dict[str, Any]:
    """What is the dashboard's own, without what a server or a sync added to it."""
    own = {key: value for key, value in document.items() if key not in _SERVER_KEYS}
    tags = own.get("tags")
    if isinstance(tags, list) and any(map(_is_of_sync, tags)):
        own["tags"] = [tag for tag in tags if not _is_of_sync(tag)]
        if not own["tags"]:
            del own["tags"]
    return own


def _is_of_sync(tag: object) -> bool:
    return isinstance(tag, str) and tag.startswith(_SYNC_TAGS)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _refused(resource: ForeignDashboard, message: str, way_out: str | None) -> Finding:
    return Finding(rule="foreign-dashboard", severity="error", message=message, hint=way_out, place=resource.place)
