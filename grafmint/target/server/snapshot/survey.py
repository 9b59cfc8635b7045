"""Survey: the first look at a server, all at once where no answer needs another."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

import attrs

from grafmint.bundle import Entry, Kind
from grafmint.plan.name import Key
from grafmint.plan.snapshot import Held
from grafmint.target.progress import Progress
from grafmint.target.server.alerting.lists import asked, needed
from grafmint.target.server.api.index import Index, index_of, read_hits, read_sources
from grafmint.target.server.api.library import read_library
from grafmint.target.server.http.faults import Forbidden
from grafmint.target.server.http.reading import allowed, read_all
from grafmint.target.server.instance.rights import ALERTING_READ, unreadable
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.snapshot.reads import reads_of

Found = Mapping[Key, Held | Forbidden | None]


@attrs.frozen(kw_only=True)
class Survey:
    """The index, the dashboards of the code, and the kinds that we may not read."""

    index: Index
    boards: Found
    unread: frozenset[Kind]


def survey(kinds: Kinds, entries: Sequence[Entry], taken: Collection[str], progress: Progress) -> Survey:
    """Look for entries; of alerting it is enough that its lists were asked for.

    The contact points in `taken` are ours from now on, whoever made them.
    """
    wanted = {entry.kind for entry in entries}
    kinds.lists.forget(needed(wanted), taken)
    boards = dict(reads_of(kinds, [entry for entry in entries if entry.kind == "dashboard"]))
    lists = {name: partial(kinds.lists.of, name) for name in asked(wanted)}
    tasks: dict[Any, Callable[[], Any]] = {**_general(kinds), **lists, **boards}
    came: dict[Any, Any] = read_all(kinds.http, tasks, progress)
    allowed(came.pop("rights"))
    sources = _sources(kinds, came.pop("sources"))
    for list_ in [came.pop(name) for name in lists]:
        if kinds.may(ALERTING_READ):
            allowed(list_)
    hits, library = allowed(came.pop("hits")), came.pop("library")
    panels = None if isinstance(library, Forbidden) else library
    index = index_of(hits, sources, kinds.environment.project, panels)
    unread = unreadable(kinds.rights, wanted, {each.kind for each in index.listed})
    return Survey(index=index, boards=came, unread=unread)


def _general(kinds: Kinds) -> Mapping[str, Callable[[], Any]]:
    return {
        "rights": lambda: kinds.rights,
        "hits": lambda: read_hits(kinds.http),
        "sources": lambda: read_sources(kinds.http),
        "library": lambda: read_library(kinds.http),
    }


def _sources(kinds: Kinds, came: list[Any] | Forbidden) -> list[Any]:
    # Whether we miss anything for want of that right is told by the rights.
    return [] if isinstance(came, Forbidden) and kinds.rights is not None else allowed(came)
