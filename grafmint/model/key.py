"""Keys and ids: what a panel is, however it is moved, so that its id never changes with its place."""

import re
from functools import lru_cache

from grafmint._unset import Unset
from grafmint.model.panel.base import Panel
from grafmint.model.row import Row

_APART = re.compile(r"[\W_]+")
_ID_BITS = 30


@lru_cache(maxsize=4096)
def slug(title: str) -> str:
    """A title in lower case with a dash for whatever is no letter or digit: "CPU by mode" is `cpu-by-mode`."""
    return _APART.sub("-", title.lower()).strip("-")


def row_key(row: Row) -> str:
    """The key of a row; the slash at its end keeps it apart from a panel of the same title."""
    return f"{slug(row.title) if isinstance(row.key, Unset) else row.key}/"


def panel_key(panel: Panel, row: Row | None) -> str:
    """The key of a panel: `row/title` as slugs, unless `key=` says otherwise."""
    if not isinstance(panel.key, Unset):
        return panel.key
    return (row_key(row) if row is not None else "") + slug(panel.title)


@lru_cache(maxsize=4096)
def id_of(key: str) -> int:
    """The id that follows from a key: 1 + the first 30 bits of its SHA-256."""
    # OpenSSL takes as long to load as a third of the model, and only compiling needs it.
    import hashlib

    digest = hashlib.sha256(key.encode()).digest()
    return 1 + (int.from_bytes(digest[:4], "big") >> (32 - _ID_BITS))


def panel_id(panel: Panel, key: str) -> int:
    """The id of a panel with this key: the pinned one, else that of the key it had first."""
    if not isinstance(panel.id, Unset):
        return panel.id
    return id_of(key if isinstance(panel.renamed_from, Unset) else panel.renamed_from)
