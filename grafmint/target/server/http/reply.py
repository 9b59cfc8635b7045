"""How one attempt ended: with a reply of the server, or without."""

import attrs

from grafmint.target.server.http.retry import Fault


@attrs.frozen(kw_only=True)
class Reply:
    """What the server sent; `asked` are the seconds it asks us to wait, `location` where it sends us."""

    status: int
    body: bytes = attrs.field(repr=False)
    fault: Fault | None = None
    asked: float | None = None
    location: str | None = None


@attrs.frozen(kw_only=True)
class Broken:
    """Why there is no reply, in words for people and without the library's; `hint` says what to do."""

    fault: Fault
    reason: str
    hint: str | None = None
    asked: None = None
