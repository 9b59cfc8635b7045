"""Owners: whose the dashboards, datasources and alert rules of a server are, by what each one itself says."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from grafmint.bundle import Kind
from grafmint.target.server.alerting.rule import mark_of
from grafmint.target.server.board import path_of
from grafmint.target.server.http import Http
from grafmint.target.server.index import Index
from grafmint.target.server.mark import Mark, Owner, read_mark
from grafmint.target.server.pool import in_parallel
from grafmint.target.server.reading import READERS

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


def owned_dashboards(http: Http, us: Owner, index: Index) -> Iterator[Owned]:
    """Every dashboard of the index, each read once; one that has gone in the meantime is left out."""
    uids = [each.uid for each in index.listed if each.kind == "dashboard"]
    tagged = {each.uid for each in index.tagged}
    for uid, found in in_parallel(lambda uid: http.find(path_of(uid)), uids, READERS):
        if isinstance(found, Exception):
            yield Owned("dashboard", uid, UNREAD)
        elif found is not None:
            is_file = bool(found.get("meta", {}).get("provisioned"))
            owner = FILES if is_file else _owner(uid, read_mark(found.get("dashboard")), us)
            yield Owned("dashboard", uid, TAGGED if owner == HAND and uid in tagged else owner)


def owned_datasources(us: Owner, found: Sequence[Any]) -> Iterator[Owned]:
    """Every datasource of the server's list."""
    for each in found:
        uid, mark = each["uid"], read_mark(each.get("jsonData"))
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
