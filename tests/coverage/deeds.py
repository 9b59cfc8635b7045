"""Deeds: what the command did with an environment of a system, as plain values; nothing here knows how it was run."""

from collections.abc import Mapping
from typing import Any, Protocol

import attrs

from .build import Output

#: Files by their paths.
Files = Mapping[str, bytes]
#: The documents of dashboards by their uids.
Boards = Mapping[str, Any]


@attrs.frozen
class Step:
    """One step of a plan."""

    action: str
    kind: str
    uid: str


@attrs.frozen
class Call:
    """A request that a server was sent."""

    method: str
    path: str
    query: str = ""


class Deeds(Protocol):
    """What `grafmint` did, each at a server that is there for this alone.

    `planned` is what a plan for an empty server would do; a sync then sent `sent`, left `stored` there, and of the
    system's documents `left` was still to be done after it. `refused` says whether a plan with a wrong token failed.
    `backup` is what a backup of that server wrote and `asked` what it sent; `restored` is what the backup came to on
    another empty server. `permission_plan` is what a plan says after somebody has closed the folders, `checkup` what
    `grafmint doctor` says. `built` are the files of two builds.
    """

    @property
    def planned(self) -> tuple[Step, ...]: ...
    @property
    def sent(self) -> tuple[Call, ...]: ...
    @property
    def left(self) -> tuple[Step, ...]: ...
    @property
    def stored(self) -> Boards: ...
    @property
    def refused(self) -> bool: ...
    @property
    def backup(self) -> Files: ...
    @property
    def asked(self) -> tuple[Call, ...]: ...
    @property
    def restored(self) -> Boards: ...
    @property
    def permission_plan(self) -> str: ...
    @property
    def checkup(self) -> str: ...
    @property
    def built(self) -> tuple[Files, Files]: ...
    @property
    def extended(self) -> Files:
        """The files of a build with one more module, which defines a dashboard `extension`."""

    def with_values(self, values: Mapping[str, object]) -> Output:
        """What the environment is built to with other values."""

    def without(self, names: tuple[str, ...]) -> Output:
        """What it is built to where these are not set, neither as values nor as secrets."""

    @property
    def values(self) -> Mapping[str, object]:
        """The values of the environment."""
