"""Kind: what differs between what a server holds, behind one face."""

from typing import Protocol

from grafmint.bundle import Entry
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step


class ServerKind(Protocol):
    """How one kind is compared, read and written."""

    def form(self, entry: Entry) -> bytes:
        """The entry's document as it is compared with one that was read."""

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """What the server has, or None; `entry` is what the code has, if anything."""

    def write(self, step: Step) -> str | None:
        """Do a step; what went otherwise than planned."""
