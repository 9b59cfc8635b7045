"""A row of the matrix: one kind, what the code says of it, and what somebody else does to it."""

from collections.abc import Callable, Mapping
from typing import Literal

import attrs

from grafmint.bundle import Kind
from tests.matrix.code import OTHER, SHOP, Said
from tests.matrix.hands import Hand
from tests.matrix.profile import Profile
from tests.matrix.site import Code, Key

Operation = Literal[
    "create", "update", "move", "rename", "rename edited", "unchanged", "delete", "delete by prefix",
    "delete by Removed", "delete edited", "delete raced", "deleted meanwhile", "edited", "moved by somebody", "raced",
    "taken meanwhile", "another project's", "copied", "gone", "gone meanwhile",
]  # fmt: skip
When = Callable[[Profile], bool]


def _always(_: Profile) -> bool:
    return True


@attrs.frozen(kw_only=True)
class Subject:
    """One kind, or one way to define one.

    `absent` are the operations that it has not, each with why; `only` those that it has on some servers. `blind` says
    of an operation why somebody else's work is not told from ours in it, a stated exception, and `blind_on` where.
    """

    kind: Kind
    code: Callable[[Said], Code]
    edit: Hand
    name: str = attrs.field(default=attrs.Factory(lambda self: self.kind, takes_self=True))
    shift: Hand | None = None
    copy: Hand | None = None
    remove: Hand | None = None
    uid: str = "{}"
    absent: Mapping[Operation, str] = attrs.field(factory=dict)
    only: Mapping[Operation, When] = attrs.field(factory=dict)
    blind: Mapping[Operation, str] = attrs.field(factory=dict)
    blind_on: When = _always
    #: What the code still has when it has this no more.
    rest: Code = ()

    def key(self, said: Said) -> Key:
        """What it is called on a server."""
        return self.kind, self.uid.format(said.uid)

    def whole(self, said: Said) -> Code:
        """The code, with the folders that it may lie in."""
        return (SHOP, OTHER, *self.code(said))

    @property
    def without(self) -> Code:
        """The code without it."""
        return (SHOP, OTHER, *self.rest)

    def has(self, operation: Operation, profile: Profile) -> bool:
        """Whether the operation is one of it on a server."""
        return operation not in self.absent and self.only.get(operation, _always)(profile)

    def knows(self, operation: Operation, profile: Profile) -> bool:
        """Whether somebody else's work is told from ours."""
        return operation not in self.blind or not self.blind_on(profile)
