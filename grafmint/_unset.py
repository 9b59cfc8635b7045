"""The sentinel for what the author left out, so that `None` can mean Grafana's null."""

from enum import Enum
from typing import Final


class Unset(Enum):
    """The type of `UNSET`: an option that was not given is left at Grafana's default and not written."""

    UNSET = "UNSET"

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> bool:
        return False


UNSET: Final = Unset.UNSET
