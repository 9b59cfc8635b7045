"""Renaming: a resource under the uid that it had before."""

import attrs

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.snapshot import Held


def under(entry: Entry, uid: str) -> Entry:
    """The entry as it would be under another uid: to read what is held there, and to compare with it."""
    if entry.uid == uid:
        return entry
    said = entry.json
    document = canonical({**said, "uid": uid}) if "uid" in said else entry.document
    return attrs.evolve(entry, uid=uid, document=document)


def is_renamed(held: Held | None, uid: str) -> bool:
    """Whether what is held has another uid than the one that is wanted."""
    return held is not None and held.uid != uid
