"""Look: whatever is asked for on a server, whoever's it is, to be kept or to be put back."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

import attrs

from grafmint.bundle import GRAFANA, Entry, Kind
from grafmint.config.holds import today
from grafmint.environment import Environment, Server
from grafmint.errors import UsageError
from grafmint.plan.name import Key
from grafmint.plan.snapshot import Held, Listed, Snapshot
from grafmint.target.progress import Progress
from grafmint.target.server.alerting.lists import needed
from grafmint.target.server.api.index import Index, index_of, read_hits, read_sources
from grafmint.target.server.api.library import read_library
from grafmint.target.server.http.client import connect
from grafmint.target.server.http.faults import Forbidden
from grafmint.target.server.http.reading import read_all
from grafmint.target.server.instance.organisation import refuse_elsewhere
from grafmint.target.server.instance.rights import ALERTING_READ, READS, unreadable
from grafmint.target.server.instance.version import refuse_older
from grafmint.target.server.kinds.kind import ServerKind
from grafmint.target.server.target import ServerTarget

K = TypeVar("K")


@attrs.frozen
class Question:
    """What is asked for: a resource, as it is compared with an entry, or as it is."""

    kind: Kind
    uid: str
    entry: Entry | None = None


@attrs.frozen(kw_only=True)
class Everything:
    """All that a server has and we may read; `unread` are the kinds that we may not, `lacking` single resources.

    Unless `is_seen`, there may be folders and dashboards that no search shows us.
    """

    held: tuple[Held, ...]
    is_seen: bool
    unread: frozenset[Kind] = frozenset()
    lacking: tuple[Key, ...] = ()


@contextmanager
def server_of(environment: Environment, progress: Progress) -> Iterator[ServerTarget]:
    """The server of an environment, for as long as it is needed; raises UsageError where it is a directory."""
    if not isinstance(environment.target, Server):
        raise kept_nowhere(environment)
    with connect(environment.target, what=environment.name) as http:
        target = ServerTarget(environment.on(today()), http, progress)
        # Who we are comes first, with one login: a wrong password that is sent often locks its user out.
        refuse_elsewhere(http, environment)
        refuse_older(environment, target.kinds.version)
        yield target


def kept_nowhere(environment: Environment) -> UsageError:
    """What is said of an environment that is a directory."""
    return UsageError(
        f"{environment.name} is a directory: of what is written there no runs and no backups are kept",
        hint=f"check out an older commit and run `grafmint sync --env {environment.name}`",
    )


def look(target: ServerTarget, questions: Mapping[K, Question]) -> tuple[Mapping[K, Held], Snapshot]:
    """What there is of what was asked for, and what else a plan with it is to know; raises Forbidden.

    What we may not read a kind of is not asked for.
    """
    asked = {each.kind for each in questions.values()}
    index = _index(target, asked)
    unread = _begun(target, asked, index)
    asking = {key: each for key, each in questions.items() if each.kind not in unread}
    listed = {(each.kind, each.uid) for each in index.listed}
    found: dict[K, Held] = {}
    for key, came in _read_all(target, asking).items():
        # To an account that is no admin Grafana denies what does not exist.
        if isinstance(came, Forbidden) and (questions[key].kind, questions[key].uid) in listed:
            raise came
        if isinstance(came, Held):
            found[key] = came
    return found, Snapshot(
        held={(held.kind, held.uid): held for held in found.values()},
        listed=(*index.listed, *_rules(target, asked)),
        unread=unread,
        unique_titles=target.kinds.unique_titles,
    )


def everything(target: ServerTarget) -> Everything:
    """Every resource of every kind, listed kind by kind and then read many at once."""
    unread = _begun(target, GRAFANA, _index(target, ()))
    kinds = [kind for kind in GRAFANA if kind not in unread]
    # Each kind is made here: threads would make it once each, and ask for what it serves as often.
    by_name = target.kinds.by_name
    listed = read_all(target.http, {kind: partial(_uids, by_name[kind]) for kind in kinds})
    keys: list[Key] = []
    for kind in kinds:
        uids = listed[kind]
        if isinstance(uids, Forbidden):
            unread |= {kind}
        else:
            keys += [(kind, uid) for uid in uids]
    came = _read_all(target, {key: Question(*key) for key in keys})
    rights = target.kinds.rights
    return Everything(
        is_seen=rights is not None and rights.sees_all,
        # What has gone in the meantime is not there.
        held=tuple(each for each in (came[key] for key in keys) if isinstance(each, Held)),
        unread=unread,
        lacking=tuple(key for key in keys if isinstance(came[key], Forbidden)),
    )


def _begun(target: ServerTarget, kinds: Collection[Kind], index: Index) -> frozenset[Kind]:
    """The kinds that we may not read; of the others the lists are asked for anew."""
    unread = unreadable(target.kinds.rights, kinds, {each.kind for each in index.listed})
    target.kinds.lists.forget(needed([kind for kind in kinds if kind not in unread]))
    return unread


def _index(target: ServerTarget, kinds: Collection[Kind]) -> Index:
    """Folders and dashboards by name, and of the others those that are asked for and may be seen."""
    http, project = target.http, target.environment.project
    sources = read_sources(http) if "datasource" in kinds and target.kinds.may(READS["datasource"]) else ()
    return index_of(read_hits(http), sources, project, read_library(http) if "library-panel" in kinds else ())


def _rules(target: ServerTarget, asked: Collection[Kind]) -> Iterator[Listed]:
    """The alert rules by name, where some are asked for, or folders, in which they lie."""
    kinds, is_meant = target.kinds, not {"alert-rule", "folder"}.isdisjoint(asked)
    if is_meant and kinds.may(ALERTING_READ) and kinds.lists.of("rules") is not None:
        yield from kinds.rules.listed()


def _uids(kind: ServerKind) -> tuple[str, ...]:
    return tuple(kind.uids())


def _read_all(target: ServerTarget, questions: Mapping[K, Question]) -> Mapping[K, Held | Forbidden | None]:
    by_name = target.kinds.by_name
    tasks = {key: partial(by_name[each.kind].read, each.uid, each.entry) for key, each in questions.items()}
    return read_all(target.http, tasks, target.progress)
