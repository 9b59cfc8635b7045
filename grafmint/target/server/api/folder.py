"""A folder as the server says it: where it is asked for, and in what it lies."""

from functools import cache
from typing import Any
from urllib.parse import quote

Json = dict[str, Any]
#: Where folders are made.
ALL = "/api/folders"


@cache
def path_of(uid: str) -> str:
    """Where a folder is asked for."""
    return f"{ALL}/{quote(uid, safe='')}"


def parent_of(found: Json) -> str | None:
    """In which folder it lies; None at the top level."""
    return found.get("parentUid") or None
