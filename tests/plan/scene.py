"""Scenes for the planner: dashboards in the code and on a server, in a few words."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from grafmint.bundle import Entry
from grafmint.environment import Environment, Server
from grafmint.plan import Choices, Plan, Step, make_plan
from grafmint.plan.snapshot import Base, Held, Listed, Snapshot, Whose

#: The folders that are on the server, unless a test says otherwise.
FOLDERS = ("shop", "store", "hosts")
ENVIRONMENT = Environment(name="prod", project="shop", root=Path("/project"), target=Server("http://127.0.0.1:1"))


def document(**said: Any) -> bytes:
    """A dashboard's document."""
    return orjson.dumps({"title": "Load", **said}, option=orjson.OPT_SORT_KEYS)


def entry(uid: str = "load", folder: str | None = "shop", **said: Any) -> Entry:
    """A dashboard in the code."""
    title = said.get("title", "Load")
    return Entry(kind="dashboard", uid=uid, title=title, folder=folder, document=document(**said))


def held(hold: Whose, uid: str = "load", *, folder: str | None = "shop", base: Base | None = None, **said: Any) -> Held:
    """A dashboard on the server."""
    title = said.get("title", "Load")
    return Held(
        kind="dashboard",
        uid=uid,
        title=title,
        folder=folder,
        document=document(**said),
        hold=hold,
        where="in Grafana, just now (version 3, by editor-3)",
        version=3,
        base=base,
    )


def base(folder: str | None = "shop", **said: Any) -> Base:
    """What was written last."""
    return Base(document=document(**said), folder=folder)


def plan(
    entries: list[Entry],
    there: list[Held],
    *,
    listed: tuple[Listed, ...] = (),
    folders: tuple[str, ...] = FOLDERS,
    titles: bool = True,
    **choices: Any,
) -> Plan:
    """The plan from what is there to the entries."""
    index = (*(Listed(kind="folder", uid=uid, title=uid.title()) for uid in folders), *listed)
    snapshot = Snapshot(held={(each.kind, each.uid): each for each in there}, listed=index, unique_titles=titles)
    return plan_of(entries, snapshot, **choices)


def snapshot_of(there: Iterable[Held]) -> Snapshot:
    """The snapshot of what is there, beside the folders."""
    index = tuple(Listed(kind="folder", uid=uid, title=uid.title()) for uid in FOLDERS)
    return Snapshot(held={(each.kind, each.uid): each for each in there}, listed=index)


def plan_of(entries: list[Entry], snapshot: Snapshot, **choices: Any) -> Plan:
    """The plan from a snapshot to the entries."""
    return make_plan(ENVIRONMENT, entries, snapshot, form=lambda each: each.document, choices=Choices(**choices))


def only_step(*arguments: Any, **options: Any) -> Step:
    """The one step of such a plan."""
    (step,) = plan(*arguments, **options).steps
    return step
