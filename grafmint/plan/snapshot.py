"""Snapshot: what a target has, in the form of a bundle's documents."""

from collections.abc import Mapping
from typing import Literal

import attrs

from grafmint.bundle import Kind

#: `ours`: as the last sync left it. `edited`: changed by somebody since. `foreign`: never ours, and nobody's that says
#: so. `managed`: another project's, or from files, or of another tool.
Whose = Literal["ours", "edited", "foreign", "managed"]

# What Grafana's search finds.
_SEARCHED: tuple[Kind, ...] = ("folder", "dashboard")


@attrs.frozen(kw_only=True)
class Base:
    """What a sync wrote last: the state that an edit began from."""

    document: bytes = attrs.field(repr=False)
    folder: str | None


@attrs.frozen(kw_only=True)
class Held:
    """One resource of a target; `copies` are other places where an interrupted run has left it.

    `where` says for people where it is and who changed it; of what is managed, by whom. `version` is the server's
    own count of changes, which a write sends back, `revision` its own word for this very state, where it has one.
    `base` is known where the target keeps a history; with `proof`, it bears proof that it is ours, and `kept` is what
    stands against deleting it. Of what is found under the uid that it had before, `lost` is what a rename takes from
    it; `broken` is what does not work until the same is written once more. `rules` are
    the uids of a group's rules; `shared` is what is partly ours though it is not held so; `firing` is how many
    instances of an alert rule, or of a group's rules, fire now, where the target tells; `notes` what a write brings
    with it, and what comes of it where it is left, for people.
    """

    kind: Kind
    uid: str
    title: str
    folder: str | None
    document: bytes = attrs.field(repr=False)
    hold: Whose
    where: str
    copies: tuple[str, ...] = ()
    version: int | None = None
    revision: str | None = None
    base: Base | None = None
    proof: bool = False
    kept: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    shared: bool = False
    firing: int | None = None
    notes: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Listed:
    """One line of a target's index, whoever it belongs to: enough to see whether a uid or a title is taken."""

    kind: Kind
    uid: str
    title: str
    folder: str | None = None
    is_default: bool = False


@attrs.frozen(kw_only=True)
class Snapshot:
    """The resources of a target by kind and uid.

    `listed` is its index. `unsaid` is what the target has no way to hold, `unread` the kinds that we may not read.
    `exact` targets hold bytes; others fill in defaults, so that documents are compared by what they mean.
    """

    held: Mapping[tuple[Kind, str], Held]
    listed: tuple[Listed, ...] = ()
    unsaid: tuple[str, ...] = ()
    unread: frozenset[Kind] = frozenset()
    exact: bool = False
    unique_titles: bool = False

    @property
    def folders(self) -> frozenset[str]:
        """The folders that exist, also those of which only what lies in them may be seen."""
        listed = (each.uid if each.kind == "folder" else each.folder for each in self.listed if each.kind in _SEARCHED)
        return frozenset((*filter(None, listed), *(uid for kind, uid in self.held if kind == "folder")))
