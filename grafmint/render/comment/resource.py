"""Whole resources in a comment: those that came or went, and what happened to others besides their parts."""

from collections.abc import Iterator, Sequence

from grafmint.model.base import Json
from grafmint.render.comment.images import Gallery, of, table
from grafmint.render.comment.text import details, html_name, inline, listed, name, span, spot
from grafmint.render.findings import number
from grafmint.review import ResourceChange, Review

_SHOWN = 50
_NAMED = 2
#: A sync deletes nothing that it has not been told to.
REMOVED = "no longer in the code"
_WHOLE = {"added": "new", "removed": REMOVED}


def resource_forms(resource: ResourceChange, gallery: Gallery) -> tuple[str, ...]:
    """A resource that came or went, with its panels, and in one line."""
    noun = f"{resource.kind[:1].upper()}{resource.kind[1:]}"
    said = f"{noun} {name(resource.title)} is {_WHOLE[resource.verb]}"
    panels = _panels(resource)
    was = "was at " if resource.verb == "removed" else ""
    place = f" — {was}{spot(resource.place)}" if resource.place is not None else ""
    folder = f", in {name(resource.folder)}" if resource.folder else ""
    count = f", {number(len(panels), 'panel')}" if panels else ""
    head = f"**{said}**{place}{folder}{count}"
    line = f"- {said}{count}"
    brought = "\n".join(f"- {inline(text)}" for part in resource.parts if part.of == "board" for text in part.lines)
    if brought:
        return f"{head}\n\n{brought}", head, line
    if not panels:
        return head, line
    summary = f"Panels of {html_name(resource.title)}"
    return f"{head}\n\n{details(summary, _body(resource, panels, gallery))}", head, line


def moved_forms(resource: ResourceChange) -> tuple[str, ...]:
    """What happened to a resource that stayed, apart from its parts; empty where that is nothing."""
    noun = f"{resource.kind[:1].upper()}{resource.kind[1:]}"
    address = " and so another address" if resource.kind == "dashboard" else ""
    said = [f"has another uid{address}: {span(resource.uid)}, was {span(resource.was)}"] if resource.was else []
    if resource.verb == "moved":
        old = f" from {name(resource.folder_was)}" if resource.folder_was else ""
        said.append(f"moved{old} to {name(resource.folder) if resource.folder else 'the top level'}")
    return (f"- {noun} {name(resource.title)} {' and '.join(said)}",) if said else ()


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
        return f"in {number(len(resources), resources[0].kind)}"
    return f"of {listed([name(each.title) for each in resources])}"


def _body(resource: ResourceChange, panels: Sequence[str], gallery: Gallery) -> str:
    rows = [(name(part.name), of(gallery, resource, part)) for part in resource.parts if part.of == "panel"]
    pictures = table(rows[:_SHOWN])
    body = pictures or "\n".join(f"- {name(panel)}" for panel in panels[:_SHOWN])
    return body if len(panels) <= _SHOWN else f"{body}\n\nand {len(panels) - _SHOWN} more"


def _panels(resource: ResourceChange) -> list[str]:
    """The panels' names: those of the review, or else those of the document."""
    parts = [part.name for part in resource.parts if part.of == "panel"]
    document = resource.after if resource.after is not None else resource.before
    return parts or list(_titles((document or {}).get("panels")))


def _titles(panels: Json) -> Iterator[str]:
    for panel in panels if isinstance(panels, list) else ():
        if isinstance(panel, dict) and panel.get("type") == "row":
            yield from _titles(panel.get("panels"))
        elif isinstance(panel, dict):
            yield str(panel.get("title") or "untitled")
