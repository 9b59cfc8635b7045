"""Judges of what the command does: plans, syncs, backups, all at servers that are there for this."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .build import Build, Wish
from .deeds import Call

#: Where each kind is written by a sync; folders of a newer Grafana are apps.
_WRITES = {
    "datasources": ("/api/datasources",),
    "folders": ("/api/folders", "/apis/folder.grafana.app/"),
    "dashboards": ("/api/dashboards/db", "/apis/dashboard.grafana.app/"),
}
#: What a server gives a document of its own.
_OF_SERVER = frozenset({"id", "version"})
_CREATED = ("datasource", "folder", "dashboard")


def sync_from_empty(wish: Wish, build: Build) -> Iterator[str]:
    """A sync to an empty place creates each of the dashboards once; without a list everything, under its own uid."""
    created = Counter(build.created)
    for title in wish.get("creates", ()):
        if created[title] != 1:
            yield f"a sync to an empty place creates {created[title]} dashboards titled {title!r}"
    if "creates" not in wish:
        yield from plan_creates({"kinds": _CREATED}, build)
        yield from (f"after a sync {one.action} {one.kind} {one.uid} is still to be done" for one in build.deeds.left)


def plan_creates(wish: Wish, build: Build) -> Iterator[str]:
    """A plan for an empty server lists everything of each kind as to be created, under its own uid."""
    created = {(one.kind, one.uid) for one in build.deeds.planned if one.action == "create"}
    for kind in wish["kinds"]:
        wanted = {one.uid for output in build.outputs.values() for one in output.of(kind)}
        if not wanted:
            yield f"there is no {kind}"
        yield from (f"a sync creates no {kind} {uid}" for uid in sorted(wanted) if (kind, uid) not in created)


def command(wish: Wish, build: Build) -> Iterator[str]:
    """A backup lists the dashboards page by page, asks for each by its uid, and writes one file for each resource."""
    if wish["name"] != "export":
        yield f"the judge knows no command {wish['name']!r}"
    deeds = build.deeds
    if not any(_lists(one) for one in deeds.asked):
        yield "it does not list what there is page by page"
    asked = {one.path.rpartition("/")[2] for one in deeds.asked if one.method == "GET"}
    yield from (f"it does not ask for {uid}" for uid in sorted(deeds.stored) if uid not in asked)
    yield from (f"it writes to the server: {one.method} {one.path}" for one in deeds.asked if _is_write(one))
    for kind, count in Counter(step.kind for step in deeds.planned if step.kind in _CREATED).items():
        files = [path for path in deeds.backup if path.startswith(f"{kind}s/")]
        if len(files) < count:
            yield f"{len(files)} files hold {count} {kind}s"
    for path, content in deeds.backup.items():
        if path.startswith("datasources/") and json.loads(content).get("secureJsonData"):
            yield f"{path} has secrets"


def export_file_count(wish: Wish, build: Build) -> Iterator[str]:
    """A backup has a file for each dashboard, and each holds exactly that one."""
    if wish["equals"] != "dashboards":
        yield f"the judge counts no {wish['equals']}"
    files = {path: content for path, content in build.deeds.backup.items() if path.startswith("dashboards/")}
    uids = Counter(_uid(content) for content in files.values())
    if not files or uids != Counter(list(build.deeds.stored)):
        missing = sorted(set(build.deeds.stored) - set(uids))
        yield f"{len(files)} files hold {len(build.deeds.stored)} dashboards, and not {', '.join(missing) or 'others'}"


def roundtrip(wish: Wish, build: Build) -> Iterator[str]:
    """A backup that is put back on an empty server gives the same dashboards."""
    if wish["what"] != "dashboards":
        yield f"the judge compares no {wish['what']}"
    stored, restored = build.deeds.stored, build.deeds.restored
    if not stored:
        yield "there is no dashboard"
    for uid in sorted(stored.keys() | restored.keys()):
        if _own(stored.get(uid)) != _own(restored.get(uid)):
            yield f"{uid} comes back otherwise"


def plan_shows(wish: Wish, build: Build) -> Iterator[str]:
    """When somebody has taken the rights of a folder away, a plan says which of them a sync gives back."""
    if wish["what"] != "folder_permissions":
        yield f"the judge shows no {wish['what']}"
    said = build.deeds.permission_plan
    for stage, output in build.outputs.items():
        for folder in output.of("folder"):
            granted = {one["permission"] for one in folder.json.get("permissions") or ()}
            if not granted or folder.uid not in said or not all(one in said for one in granted):
                yield f"{stage}: the plan says nothing of the rights of {folder.uid}"


def sync_order(wish: Wish, build: Build) -> Iterator[str]:
    """What dashboards need is written before them.

    The row's order has datasources before folders, which need nothing of each other: both come before the dashboards.
    """
    *needed, last = wish["order"]
    begun = next((at for at, one in enumerate(build.deeds.sent) if _writes(one, last)), None)
    if begun is None:
        yield f"no {last} are written"
        return
    for kind in needed:
        at = [index for index, one in enumerate(build.deeds.sent) if _writes(one, kind)]
        if not at or max(at) > begun:
            yield f"{kind} are not written before {last}"


def datasource_health(wish: Wish, build: Build) -> Iterator[str]:
    """`grafmint doctor` says whether the server reaches the datasource."""
    lines = [line for line in build.deeds.checkup.splitlines() if wish["name"].lower() in line.lower()]
    if not any("health" in line.lower() or "reach" in line.lower() for line in lines):
        yield f"doctor says nothing of the health of {wish['name']}"


def _lists(call: Call) -> bool:
    is_list = call.path.endswith(("/api/search", "/dashboards"))
    return call.method == "GET" and is_list and ("page=" in call.query or "limit=" in call.query)


def _is_write(call: Call) -> bool:
    return call.method != "GET"


def _writes(call: Call, kind: str) -> bool:
    # Rights are given to a folder that is there already.
    return _is_write(call) and call.path.startswith(_WRITES[kind]) and not call.path.endswith("/permissions")


def _uid(content: bytes) -> str:
    document = json.loads(content)
    return str(document.get("uid") or document.get("metadata", {}).get("name"))


def _own(document: Any) -> Any:
    return document and {key: value for key, value in document.items() if key not in _OF_SERVER}
