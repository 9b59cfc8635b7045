"""Uses: which datasource or library panel a document names."""

import re
from collections.abc import Callable, Mapping

from grafmint.bundle import Kind
from grafmint.plan.renaming import is_renamed
from grafmint.plan.step import Step

#: The kinds whose documents may name one.
USERS: Mapping[Kind, tuple[Kind, ...]] = {
    "datasource": ("library-panel", "dashboard", "alert-rule"),
    "library-panel": ("dashboard",),
}
_KEYS: Mapping[Kind, bytes] = {
    # A document's own uid stands two spaces in.
    "datasource": rb'(?<!\n  )"(?:uid|datasource|datasourceUid)": ?',
    "library-panel": rb'(?<!\n  )"uid": ?',
}


def naming(kind: Kind, uid: str) -> Callable[[bytes], bool]:
    """Whether a document names a datasource or a library panel."""
    quoted = f'"{uid}"'.encode()
    pattern = re.compile(_KEYS[kind] + re.escape(quoted))
    # Most documents do not have the uid in them at all.
    return lambda document: quoted in document and pattern.search(document) is not None


def users_under_old(part: Step) -> Callable[[Step], bool] | None:
    """Whether a step is about what lies in, or uses, what another one is to rename; None where that renames nothing."""
    held = part.held
    if held is None or not is_renamed(held, part.uid):
        return None
    old = held.uid
    if part.kind == "folder":
        return lambda step: step.held is not None and step.held.folder == old
    if part.kind not in USERS:
        return None
    names = naming(part.kind, old)
    return lambda step: step.kind in USERS[part.kind] and step.held is not None and names(step.held.document)
