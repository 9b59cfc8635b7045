"""Owners: whose the dashboards, datasources and alert rules of a server are, by what each one itself says."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import attrs

from grafmint.bundle import Kind
from grafmint.target.server.alerting.rule import mark_of
from grafmint.target.server.api import source
from grafmint.target.server.api.board import NEW_LAYOUT, is_of_new_layout, path_of
from grafmint.target.server.api.index import Index
from grafmint.target.server.apis.board import read_board
from grafmint.target.server.apis.dashboards import DashboardResources
from grafmint.target.server.apis.resources import Resources
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Refused
from grafmint.target.server.http.pool import in_parallel
from grafmint.target.server.http.reading import READERS
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.proof.mark import Mark, read_mark
from grafmint.target.server.proof.owner import Owner

OURS = "ours"
#: Our tag without our mark proves nothing: somebody saved it in the page, or it is a copy.
TAGGED = "with our tag but without proof"
FILES = "provisioned from files"
HAND = "made by hand"
UNREAD = "not readable"


@attrs.frozen
class Owned:
    """A resource and whose it is, for people."""

    kind: Kind
    uid: str
    owner: str

    @property
    def is_foreign(self) -> bool:
        """Whether it is somebody else's."""
        return self.owner not in (OURS, TAGGED)


def owned_dashboards(kinds: Kinds, us: Owner, index: Index) -> Iterator[Owned]:
    """Every dashboard of the index, each read once; one that has gone in the meantime is left out."""
    uids = [each.uid for each in index.listed if each.kind == "dashboard"]
    tagged, boards = {each.uid for each in index.tagged}, kinds.dashboards
    by_document = partial(_of_document, kinds.http, us)
    ask = partial(_of_resource, boards.resources, us) if isinstance(boards, DashboardResources) else by_document
    for uid, owner in in_parallel(ask, uids, READERS):
        if isinstance(owner, Exception):
            is_new = isinstance(owner, Refused) and is_of_new_layout(owner)
            yield Owned("dashboard", uid, NEW_LAYOUT if is_new else UNREAD)
        elif owner is not None:
            yield Owned("dashboard", uid, TAGGED if owner == HAND and uid in tagged else owner)


def _of_document(http: Http, us: Owner, uid: str) -> str | None:
    found = http.find(path_of(uid))
    if found is None:
        return None
    return FILES if found.get("meta", {}).get("provisioned") else _owner(uid, read_mark(found.get("dashboard")), us)


def _of_resource(resources: Resources, us: Owner, uid: str) -> str | None:
    found = resources.find(uid)
    if found is None:
        return None
    board = read_board(found, us.project)
    manager = board.meta.manager
    if manager is not None and manager.project is None:
        return FILES if manager.is_file else str(manager)
    return _owner(uid, board.mark, us)


def owned_datasources(us: Owner, found: Sequence[Any]) -> Iterator[Owned]:
    """Every datasource of the server's list."""
    for each in found:
        uid, mark = each["uid"], source.mark_of(each)
        yield Owned("datasource", uid, FILES if each.get("readOnly") else _owner(uid, mark, us))


def owned_rules(us: Owner, found: Sequence[Any]) -> Iterator[Owned]:
    """Every alert rule of the server's list, which does not tell in each version what comes from files."""
    for each in found:
        is_file = each.get("provenance") == "file"
        yield Owned("alert-rule", each["uid"], FILES if is_file else _owner(each["uid"], mark_of(each), us))


def _owner(uid: str, mark: Mark | None, us: Owner) -> str:
    # A copy made through the API has the mark of its original.
    if mark is None or mark.uid != uid:
        return HAND
    if us.owns(mark):
        return OURS
    is_same = mark.project == us.project
    return f"of the environment {mark.environment!r}" if is_same else f"of the project {mark.project!r}"
