"""The port: all that plan and sync know of a target."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, runtime_checkable

from grafmint.bundle import Bundle, Entry, Kind
from grafmint.environment import Directory, Environment
from grafmint.plan.choices import Choices
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Held, Snapshot
from grafmint.plan.step import Result
from grafmint.target.progress import Progress, silent


class Target(Protocol):
    """Something that holds resources."""

    def read(self, bundle: Bundle, choices: Choices) -> Snapshot:
        """What the target has of the bundle's resources and of ours; writes nothing."""

    def wanted(self, bundle: Bundle) -> tuple[Entry, ...]:
        """What the target is to hold: the bundle's entries, and what it needs beside them, parents first."""

    def form(self, entry: Entry) -> bytes:
        """The entry's document as far as the target can hold it, to be compared with a snapshot's."""

    def apply(self, plan: Plan) -> Iterator[Result]:
        """Do the plan's writing steps, a result for each, and take what it adopts for our own."""


@runtime_checkable
class Undoable(Target, Protocol):
    """A target that can be put back to what it held."""

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it: a write of it puts that back."""

    def find(self, kind: Kind, uid: str) -> Held | None:
        """What there is of one resource, whoever's, as it is."""


@contextmanager
def open_target(environment: Environment, progress: Progress = silent) -> Iterator[Target]:
    """The target of an environment, for as long as it is needed; `progress` hears of what takes long.

    Raises CredentialsError where a server's token or password cannot be had.
    """
    if isinstance(environment.target, Directory):
        from grafmint.target.directory.target import DirectoryTarget

        yield DirectoryTarget(environment, environment.target.path)
        return
    from grafmint.target.server.http.client import connect
    from grafmint.target.server.target import ServerTarget

    with connect(environment.target, what=environment.name) as http:
        yield ServerTarget(environment, http, progress)
