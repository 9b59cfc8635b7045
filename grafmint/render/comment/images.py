"""Pictures in a comment: where they are, whose they are, and the table that shows them."""

from collections.abc import Mapping, Sequence

import attrs

from grafmint.render.comment.text import address, cell
from grafmint.review import PartChange, ResourceChange


@attrs.frozen(kw_only=True)
class Images:
    """The addresses of a panel's pictures, None where there is none."""

    before: str | None = None
    after: str | None = None


#: The pictures by `key`.
Gallery = Mapping[tuple[str, str], Images]
_NONE = Images()
_COLUMNS = ("before", "after")


def key(resource: ResourceChange, part: PartChange) -> tuple[str, str]:
    """By what the pictures of a panel are found: the uid of its dashboard after the change, and its id or name.

    A panel that is gone may have left its id to another one.
    """
    document = part.after if part.after is not None else part.before
    label = str((document or {}).get("id", part.name))
    return resource.uid, f"{label} removed" if part.verb == "removed" else label


def table(rows: Sequence[tuple[str, Images]]) -> str | None:
    """The pictures side by side, a row for each label; None where there are none."""
    found = [(label, {side: address(getattr(images, side)) for side in _COLUMNS}) for label, images in rows]
    sides = [side for side in _COLUMNS if any(pictures[side] for _, pictures in found)]
    if not sides:
        return None
    shown = [[label, *(_picture(side, pictures[side]) for side in sides)] for label, pictures in found]
    return "\n".join(_row(cells) for cells in (["", *sides], ["---"] * (1 + len(sides)), *shown))


def of(gallery: Gallery, resource: ResourceChange, part: PartChange) -> Images:
    """The pictures of a part."""
    return gallery.get(key(resource, part), _NONE)


def _picture(side: str, url: str | None) -> str:
    return f"![{side}]({url})" if url else "—"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell(each) for each in cells)} |"
