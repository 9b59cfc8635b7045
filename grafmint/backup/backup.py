"""Backup: what a server held at one moment, and whose each resource was."""

from datetime import UTC, datetime
from typing import Any

import attrs

from grafmint.bundle import Entry, Kind, in_order
from grafmint.environment import Server
from grafmint.plan.compare import compare
from grafmint.plan.name import Key
from grafmint.plan.secret_names import names_held
from grafmint.plan.snapshot import Held, Whose
from grafmint.selection import Selection
from grafmint.target.server.restore.look import Everything, everything
from grafmint.target.server.target import ServerTarget


@attrs.frozen(kw_only=True)
class Kept:
    """One resource of a backup; its secrets by name, for no server gives them back.

    `whose` is None where nothing on the server tells, as of folders through `/api`.
    """

    entry: Entry
    whose: Whose | None
    secrets: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Backup:
    """The resources of one organisation of one server, as an environment of a project saw them.

    `grafana` is the server's version, None where it keeps it to itself; `select` is what was asked for. `unread` are
    the kinds and `lacking` the resources that are not in it, because they could not be read; unless `is_seen`, there
    may be folders and dashboards that nothing told us of.
    """

    project: str
    environment: str
    url: str
    org: int
    grafana: str | None
    taken: datetime
    select: tuple[str, ...] = ()
    resources: tuple[Kept, ...] = ()
    unread: tuple[Kind, ...] = ()
    lacking: tuple[Key, ...] = ()
    is_seen: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether it has all that was asked for."""
        return self.is_seen and not self.unread and not self.lacking

    @property
    def source(self) -> tuple[object, ...]:
        """What it is a backup of: two of one source stand for each other."""
        return self.project, self.environment, self.url, self.org, self.select


def take_backup(target: ServerTarget, selection: Selection) -> Backup:
    """What the server holds now, read only; raises UsageError where a selector fits nothing."""
    environment, server = target.environment, target.environment.target
    assert isinstance(server, Server)
    found = everything(target)
    return Backup(
        project=environment.project,
        environment=environment.name,
        url=server.url,
        org=server.org,
        grafana=_version(target),
        taken=datetime.now(UTC).replace(microsecond=0),
        select=tuple(selector.text for selector in selection.selectors),
        resources=_selected(target, found, selection),
        unread=tuple(sorted(found.unread)),
        lacking=found.lacking,
        is_seen=found.is_seen,
    )


def _selected(target: ServerTarget, found: Everything, selection: Selection) -> tuple[Kept, ...]:
    kept = {
        (held.kind, held.uid): Kept(entry=target.entry(held), whose=_whose(held), secrets=names_held(held))
        for held in found.held
    }
    entries = in_order(each.entry for each in kept.values())
    return tuple(kept[entry.kind, entry.uid] for entry in selection.of(entries))


def _whose(held: Held) -> Whose | None:
    if held.kind == "folder" and held.hold == "ours" and not held.proof:
        return None
    return "ours" if held.hold == "edited" and _is_as_written(held) else held.hold


def _is_as_written(held: Held) -> bool:
    """Whether somebody has saved what our last write left, and changed nothing: to a plan that is no edit either."""
    if held.base is None:
        return False
    found = compare(held, held.document, held.folder, exact=False)
    return found.is_kept and not found.edits


def _version(target: ServerTarget) -> str | None:
    health: Any = target.http.get("/api/health")
    version = health.get("version")
    return version if isinstance(version, str) else None
