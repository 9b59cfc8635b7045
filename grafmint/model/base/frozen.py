"""Frozen: attrs' decorator as the classes of values need it."""

from functools import partial
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    # Type checkers know attrs' own decorator only, and read from it what the constructor takes.
    from attrs import frozen as frozen  # noqa: PLC0414  # re-exported
else:
    # `Model` has one constructor, comparison and text for all; attrs would compile four methods for each of ninety
    # classes, and its constructor would set sixty slots of a panel to say that fifty were left out.
    frozen = partial(attrs.frozen, init=False, eq=False, repr=False)
