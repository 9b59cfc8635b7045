"""Removed: what the code says explicitly is to go, where nothing on a server proves whose it is."""

from typing import Any, ClassVar, Literal

import attrs

from grafmint.errors import ModelError
from grafmint.model.base import UNWRITTEN, Traced, at, frozen

# The only tree there is.
_POLICIES = "policies"


def _way_out(kind: Any) -> str | None:
    return "remove its rules: a group goes with the last of them" if kind == "rule-group" else None


@frozen
class Removed(Traced):
    """What is to go from a server: a sync with `--prune` deletes it, also where nothing proves that it is ours.

    `uid` is the name of a contact point, a mute timing or a template; `Removed("policy", "policies")` takes our routes
    out of everybody's tree. Remove the line when it is gone everywhere.
    """

    is_resource: ClassVar[bool] = True
    unnamed: ClassVar[tuple[str, ...]] = ("kind", "uid")

    kind: Literal[
        "folder",
        "datasource",
        "library-panel",
        "dashboard",
        "template",
        "mute-timing",
        "contact-point",
        "policy",
        "alert-rule",
    ] = attrs.field(metadata=at(None, way_out=_way_out))
    uid: str = attrs.field(metadata=UNWRITTEN)

    def _validate(self) -> None:
        if not self.uid:
            raise ModelError(f"Removed: the uid of the {self.kind} is empty", hint="write the uid that it has")
        if self.kind == "policy" and self.uid != _POLICIES:
            raise ModelError(f"Removed: there is no policy {self.uid!r}", hint='write Removed("policy", "policies")')
