"""Whole resources in a comment: those that came or went, and what happened to others besides their parts."""

from collections.abc import Iterator, Mapping, Sequence

from grafmint.bundle import Kind
from grafmint.model.base import Json
from grafmint.render.comment.alert import meaning
from grafmint.render.comment.images import Gallery, of, table
from grafmint.render.comment.text import details, html_name, inline, listed, name, span, spot
from grafmint.render.findings import number
from grafmint.render.review_kind import headed, noun, nouns
from grafmint.review import ResourceChange, Review

_SHOWN = 50
_NAMED = 2
#: A sync deletes nothing that it has not been told to.
REMOVED = "no longer in the code"
_WHOLE = {"added": "new", "removed": REMOVED}
_ANEW = ", so that it is created anew"
_UNTIL = "the old one {} until it is removed"
#: What identifies resources, and what it does to them where it is another one.
_OTHER: Mapping[Kind, tuple[str, str]] = {
    "dashboard": ("uid", " and so another address"),
    "alert-rule": ("uid", f"{_ANEW}, its state is lost, and {_UNTIL.format('goes on')}"),
    "rule-group": ("name", ""),
    "contact-point": ("name", f"{_ANEW}, and {_UNTIL.format('stays')}"),
    "mute-timing": ("name", f"{_ANEW}, and {_UNTIL.format('stays')}"),
    "template": ("name", f"{_ANEW}, and {_UNTIL.format('stays')}"),
    "prometheus-rules": ("file", ""),
    "alertmanager-template": ("file", ""),
}


def resource_forms(resource: ResourceChange, gallery: Gallery) -> tuple[str, ...]:
    """A resource that came or went, with what is in it, and in one line."""
    said = f"{_noun(resource)} {name(resource.title)} is {_WHOLE[resource.verb]}"
    inner, names = _contained(resource)
    was = "was at " if resource.verb == "removed" else ""
    place = f" — {was}{spot(resource.place)}" if resource.place is not None else ""
    folder = f", in {name(resource.folder)}" if resource.folder else ""
    count = f", {number(len(names), inner)}" if names else ""
    head = f"**{said}**{place}{folder}{count}"
    brought = [inline(text) for part in resource.parts if part.of == "board" for text in part.lines]
    meant = meaning(resource.parts)
    bullets = "\n".join(f"- {line}" for line in (*brought, meant) if line)
    # Whom an alert was for is said wherever it is told that it is gone.
    line = f"- {said}{count}{f': {meant}' if resource.verb == 'removed' and meant else ''}"
    blocks = [block for block in (head, bullets) if block]
    if not names:
        return ("\n\n".join(blocks), head, line) if bullets else (head, line)
    summary = f"{inner[:1].upper()}{inner[1:]}s of {html_name(resource.title)}"
    return "\n\n".join((*blocks, details(summary, _body(resource, names, gallery)))), "\n\n".join(blocks), line


def moved_forms(resource: ResourceChange) -> tuple[str, ...]:
    """What happened to a resource that stayed, apart from its parts; empty where that is nothing."""
    what, effect = _OTHER.get(resource.kind, ("uid", ""))
    said = [f"has another {what}{effect}: {span(resource.uid)}, was {span(resource.was)}"] if resource.was else []
    if resource.verb == "moved":
        old = f" from {name(resource.folder_was)}" if resource.folder_was else ""
        said.append(f"moved{old} to {name(resource.folder) if resource.folder else 'the top level'}")
    return (f"- {_noun(resource)} {name(resource.title)} {' and '.join(said)}",) if said else ()


def aside(review: Review) -> str | None:
    """What nobody has to look at, in one line."""
    moved = [each for each in review.resources if each.shifted]
    written = [each for each in review.resources if each.rewritten]
    said = []
    if count := sum(each.shifted for each in moved):
        their = "its" if count == 1 else "their"
        said.append(f"{number(count, 'panel')} {_of(moved)} only moved or changed {their} size")
    if count := sum(each.rewritten for each in written):
        verb = "is" if count == 1 else "are"
        said.append(f"{number(count, 'query', 'queries')} {_of(written)} {verb} only written differently")
    besides = "" if all(map(is_aside, review.resources)) else "Besides: "
    return f"{besides}{'; '.join(said)}." if said else None


def is_aside(resource: ResourceChange) -> bool:
    """Whether all that happens to it is told in that one line."""
    return resource.verb == "changed" and not resource.parts and bool(resource.shifted or resource.rewritten)


def _of(resources: Sequence[ResourceChange]) -> str:
    """By name, where they are few."""
    if len(resources) > _NAMED:
        return f"in {number(len(resources), noun(resources[0].kind), nouns(resources[0].kind))}"
    return f"of {listed([name(each.title) for each in resources])}"


def _body(resource: ResourceChange, names: Sequence[str], gallery: Gallery) -> str:
    rows = [(name(part.name), of(gallery, resource, part)) for part in resource.parts if part.of == "panel"]
    pictures = table(rows[:_SHOWN])
    body = pictures or "\n".join(f"- {name(each)}" for each in names[:_SHOWN])
    return body if len(names) <= _SHOWN else f"{body}\n\nand {len(names) - _SHOWN} more"


def _noun(resource: ResourceChange) -> str:
    """What a resource is, at the beginning of a sentence."""
    return "Alert" if resource.kind == "alert-rule" else headed(resource.kind)


def _contained(resource: ResourceChange) -> tuple[str, list[str]]:
    """What a resource holds, and the names: those of the review, or else of the panels in the document."""
    if resource.kind == "prometheus-rules":
        return "rule", [part.name for part in resource.parts if part.of != "board"]
    parts = [part.name for part in resource.parts if part.of == "panel"]
    document = resource.after if resource.after is not None else resource.before
    return "panel", parts or list(_titles((document or {}).get("panels")))


def _titles(panels: Json) -> Iterator[str]:
    for panel in panels if isinstance(panels, list) else ():
        if isinstance(panel, dict) and panel.get("type") == "row":
            yield from _titles(panel.get("panels"))
        elif isinstance(panel, dict):
            yield str(panel.get("title") or "untitled")
