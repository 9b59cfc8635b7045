"""Kind: what differs between what a server holds, behind one face."""

from collections.abc import Iterable
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
        """Make what a step wants, or give it its new uid; what went otherwise than planned."""

    def delete(self, step: Step) -> str | None:
        """Delete what a step holds, if it is still as planned; what went otherwise."""

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it: a write of it puts that back."""

    def uids(self) -> Iterable[str]:
        """All that the server has of the kind, whoever made it."""
