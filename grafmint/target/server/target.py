"""The server target: a Grafana behind its HTTP API, read and written in parallel."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, Protocol

import attrs

from grafmint.bundle import KINDS, Bundle, Entry, Kind
from grafmint.config.secrets import resolve
from grafmint.environment import Environment
from grafmint.errors import UsageError
from grafmint.plan.choices import Choices
from grafmint.plan.name import Key
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Held, Snapshot
from grafmint.plan.step import Result, Step
from grafmint.target.port import Progress, silent
from grafmint.target.server.dashboards import Dashboards
from grafmint.target.server.datasources import Datasources, sent
from grafmint.target.server.faults import Forbidden
from grafmint.target.server.folders import Folders, parents_first
from grafmint.target.server.http import WRITES, Http
from grafmint.target.server.index import Index, index_of, read_hits, read_sources
from grafmint.target.server.mark import Owner
from grafmint.target.server.organisation import refuse_elsewhere
from grafmint.target.server.permissions import Permissions, refuse_unknown
from grafmint.target.server.reading import allowed, held, read_all
from grafmint.target.server.rights import GRANTS_READ, READS, Rights, read_rights, refuse_powerless
from grafmint.target.server.version import read_version, refuse_older
from grafmint.target.server.waves import in_waves

_NESTED_SINCE = (11, 0)
_UNIQUE_TITLES_UNTIL = (11, 0)
Found = Mapping[Key, Held | Forbidden | None]


class ServerKind(Protocol):
    """What differs between kinds: how one is compared, read and written."""

    def form(self, entry: Entry) -> bytes:
        """The entry's document as it is compared with one that was read."""

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """What the server has, or None; `entry` is what the code has, if anything."""

    def write(self, step: Step) -> str | None:
        """Do a step; what went otherwise than planned."""


@attrs.frozen(slots=False)
class ServerTarget:
    """Reads and writes one organisation of one Grafana."""

    environment: Environment
    http: Http
    progress: Progress = attrs.field(default=silent, repr=False)

    def wanted(self, bundle: Bundle) -> tuple[Entry, ...]:
        """The bundle's entries, folders before those that lie in them."""
        folders = parents_first(bundle.of("folder"))
        return (*folders, *(entry for entry in bundle if entry.kind != "folder"))

    def form(self, entry: Entry) -> bytes:
        """The entry's document as it is compared with what the server answers."""
        return self._kinds[entry.kind].form(entry)

    def read(self, bundle: Bundle, choices: Choices) -> Snapshot:
        """What the server has of the bundle, by reads only; raises TargetError when it cannot be had."""
        env = self.environment
        if choices.prune:
            raise UsageError("--prune: this version deletes nothing on a server", hint="leave --prune out")
        # Who we are comes first, with one login: a wrong password that is sent often locks its user out.
        read_all(
            self.http, {"version": lambda: self._version, "organisation": lambda: refuse_elsewhere(self.http, env)}
        )
        refuse_older(env, self._version)
        wanted = choices.select.of(self.wanted(bundle))
        index, boards = self._survey([entry for entry in wanted if entry.kind == "dashboard"])
        unread = self._unread({entry.kind for entry in wanted}, {each.kind for each in index.listed})
        others = [entry for entry in wanted if entry.kind != "dashboard" and entry.kind not in unread]
        if self._may(GRANTS_READ):
            refuse_unknown(self._permissions, others)
        known = {entry.uid for entry in bundle.of("dashboard")}
        tagged = [each for each in index.tagged if each.uid not in known]
        strays = [each for each in tagged if choices.select.covers(each.kind, each.uid, each.folder)]
        reads = [*self._reads(others), *(self._reads_stray(each.uid) for each in strays)]
        found = {**boards, **read_all(self.http, dict(reads))}
        return Snapshot(
            held=held(found, {(each.kind, each.uid) for each in index.listed}, unread),
            listed=index.listed,
            unsaid=tuple(self._unsaid(bundle, unread)),
            unread=unread,
            unique_titles=self._version is None or self._version < _UNIQUE_TITLES_UNTIL,
        )

    def apply(self, plan: Plan) -> Iterator[Result]:
        """Do the plan's writing steps, kind after kind; raises CredentialsError before the first one is begun."""
        refuse_powerless(self._rights, plan)
        kinds: dict[Kind, ServerKind] = {**self._kinds, "datasource": self._datasources(plan)}
        missing, stopped = set[str](), threading.Event()
        for kind in KINDS:
            # One after another: a child needs its parent, and a default datasource takes the flag from another one.
            workers = WRITES if kind == "dashboard" else 1
            steps = [step for step in plan.writes if step.kind == kind]
            if kind == "datasource":
                steps.sort(key=_becomes_default)
            for result in in_waves(kinds[kind].write, steps, missing, workers, stopped, self.http.halt):
                if kind == "folder" and result.error is not None and result.step.held is None:
                    missing.add(result.step.uid)
                yield result

    @cached_property
    def _version(self) -> tuple[int, int] | None:
        return read_version(self.http)

    @cached_property
    def _rights(self) -> Rights | None:
        return read_rights(self.http)

    @cached_property
    def _permissions(self) -> Permissions:
        return Permissions(self.http)

    @property
    def _owner(self) -> Owner:
        return Owner(self.environment.project, self.environment.name)

    @cached_property
    def _dashboards(self) -> Dashboards:
        return Dashboards(self.http, self._owner)

    @cached_property
    def _kinds(self) -> Mapping[Kind, ServerKind]:
        nested = self._version is not None and self._version >= _NESTED_SINCE
        return {
            "folder": Folders(self.http, self._permissions, nested, self._may(GRANTS_READ)),
            "datasource": Datasources(self.http, self._owner),
            "dashboard": self._dashboards,
        }

    def _datasources(self, plan: Plan) -> Datasources:
        """The writer of datasources with the secrets that the plan needs; raises CredentialsError for one not there."""
        resend = plan.choices.resend_secrets
        needed = {text for step in plan.writes if step.kind == "datasource" for text in sent(step, resend=resend)}
        sources = {f"${name.upper()}": (name, source) for name, source in self.environment.secrets.items()}
        secrets = {
            placeholder: resolve(sources[placeholder][1], what=f"secret {sources[placeholder][0]!r}")
            for placeholder in sorted(needed)
        }
        self.http.hide(secrets.values())
        return Datasources(self.http, self._owner, resend, secrets)

    def _survey(self, entries: Sequence[Entry]) -> tuple[Index, Found]:
        """The index and the dashboards of the code at once: none of these answers needs another."""
        first: dict[Any, Callable[[], Any]] = {
            "rights": lambda: self._rights,
            "hits": lambda: read_hits(self.http),
            "sources": lambda: read_sources(self.http),
        }
        came = read_all(self.http, {**first, **dict(self._reads(entries))}, self.progress)
        rights, hits, sources = (came.pop(name) for name in first)
        # Whether we miss anything for want of that right is told by the rights.
        seen = [] if isinstance(sources, Forbidden) and allowed(rights) is not None else allowed(sources)
        return index_of(allowed(hits), seen, self.environment.project), came

    def _reads(self, entries: Iterable[Entry]) -> Iterator[tuple[Key, Callable[[], Held | None]]]:
        for entry in entries:
            # Dashboards are read before it is known what else we may.
            kind = self._dashboards if entry.kind == "dashboard" else self._kinds[entry.kind]
            yield (entry.kind, entry.uid), partial(kind.read, entry.uid, entry)

    def _reads_stray(self, uid: str) -> tuple[Key, Callable[[], Held | None]]:
        return ("dashboard", uid), partial(self._dashboards.read, uid, None)

    def _may(self, right: str) -> bool:
        return self._rights is None or not self._rights.lacking([right])

    def _unread(self, wanted: Collection[Kind], present: Collection[Kind]) -> frozenset[Kind]:
        """The kinds that we may not read: the server answers as if there were none."""
        rights = self._rights
        if rights is None:
            return frozenset()
        return frozenset(kind for kind in wanted if not rights.may_read(kind, present))

    def _unsaid(self, bundle: Bundle, unread: frozenset[Kind]) -> Iterator[str]:
        for kind in sorted(unread):
            yield f"{kind}s, which are not compared: these credentials lack {READS[kind]}"
        granted = [entry.uid for entry in bundle.of("folder") if "permissions" in entry.json]
        if granted and not self._may(GRANTS_READ):
            yield f"permissions of folders, which are not compared: these credentials lack {GRANTS_READ}"
        nested = [entry.uid for entry in bundle.of("folder") if entry.folder is not None]
        if nested and (self._version is None or self._version < _NESTED_SINCE):
            yield f"parents of folders, which this Grafana has not: {', '.join(nested)}"


def _becomes_default(step: Step) -> bool:
    return step.entry is not None and bool(step.entry.json.get("isDefault"))
