"""What the command is taken to have done with the shop, by hand."""

from collections.abc import Callable, Mapping

import attrs

from .build import Output
from .deeds import Boards, Call, Files, Step


def _nothing(values: Mapping[str, object]) -> Output:
    return Output(())


@attrs.frozen(kw_only=True)
class Done:
    """Deeds as plain values; without any, nothing was done."""

    planned: tuple[Step, ...] = ()
    sent: tuple[Call, ...] = ()
    left: tuple[Step, ...] = ()
    stored: Boards = attrs.field(factory=dict)
    refused: bool = False
    backup: Files = attrs.field(factory=dict)
    asked: tuple[Call, ...] = ()
    restored: Boards = attrs.field(factory=dict)
    permission_plan: str = ""
    checkup: str = ""
    built: tuple[Files, Files] = ({}, {})
    extended: Files = attrs.field(factory=dict)
    values: Mapping[str, object] = attrs.field(factory=dict)
    make: Callable[[Mapping[str, object]], Output] = _nothing
    bare: Output = attrs.field(factory=lambda: Output(()))

    def with_values(self, values: Mapping[str, object]) -> Output:
        """The output with other values."""
        return self.make(values)

    def without(self, names: tuple[str, ...]) -> Output:
        """The output without these."""
        return self.bare
