"""The port: all that plan and sync know of a target."""

from collections.abc import Iterator
from typing import Protocol

from grafmint.bundle import Bundle, Entry
from grafmint.environment import Directory, Environment
from grafmint.errors import TargetError
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Snapshot
from grafmint.plan.step import Step


class Target(Protocol):
    """Something that holds resources."""

    def read(self, bundle: Bundle) -> Snapshot:
        """What the target has of the bundle's resources and of ours; writes nothing."""

    def wanted(self, bundle: Bundle) -> tuple[Entry, ...]:
        """What the target is to hold: the bundle's entries, and what it needs beside them."""

    def form(self, entry: Entry) -> bytes:
        """The entry's document as far as the target can hold it, to be compared with a snapshot's."""

    def apply(self, plan: Plan) -> Iterator[Step]:
        """Do the plan's writing steps, each yielded when it is done, and take what it adopts for our own."""


def open_target(environment: Environment) -> Target:
    """The target of an environment; raises TargetError for a kind that this version cannot write to."""
    if isinstance(environment.target, Directory):
        from grafmint.target.directory import DirectoryTarget

        return DirectoryTarget(environment, environment.target.path)
    raise TargetError(
        f"environment {environment.name!r} is a server, which this version cannot plan for or write to",
        hint="use an environment with a directory; build and check work for every environment",
    )
