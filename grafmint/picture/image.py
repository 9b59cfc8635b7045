"""Pictures that are made: their bytes, what they show, and the panel that each belongs to."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Literal, NamedTuple

import attrs
import orjson

from grafmint.data.frame import DataOrigin
from grafmint.picture.theme import ThemeName

Format = Literal["png", "svg"]
#: Before or after a change; where there is only one build, it is "after".
Side = Literal["before", "after"]


@attrs.frozen(kw_only=True)
class Picture:
    """A picture of a panel, `width` by `height` of the page's pixels; `origin` says whose numbers it shows.

    `alt` says in words what is on it, whatever page it stands on; `problem` why the numbers that it would show are not
    there, of a type that is drawn at all.
    """

    content: bytes = attrs.field(repr=False)
    format: Format
    width: int
    height: int
    origin: DataOrigin
    alt: str
    problem: str | None = None


class PictureKey(NamedTuple):
    """Which panel a picture is of: `resource` is the uid of its dashboard on that side, `panel` what `panel_name` says.

    `theme` is the one that it was drawn in.
    """

    resource: str
    panel: str
    side: Side = "after"
    theme: ThemeName = "dark"


def panel_name(panel: Mapping[str, Any]) -> str:
    """The id of a panel's JSON as text, or for a panel without one a checksum of what it is."""
    id_ = panel.get("id")
    if isinstance(id_, int) and not isinstance(id_, bool):
        return str(id_)
    return sha256(orjson.dumps(panel, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def unanswered(pictures: Mapping[PictureKey, Picture]) -> tuple[int, str] | None:
    """How many panels, on whichever side, have no numbers, and the first reason; None where all have."""
    problems = {key._replace(theme="dark"): each.problem for key, each in pictures.items() if each.problem}
    return (len(problems), next(iter(problems.values()))) if problems else None
