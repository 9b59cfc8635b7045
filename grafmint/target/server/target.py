"""The server target: a Grafana behind its HTTP API, read and written in parallel."""

import threading
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

import attrs

from grafmint.bundle import KINDS, Bundle, Entry, Kind
from grafmint.config.secrets import resolve
from grafmint.environment import Environment
from grafmint.errors import UsageError
from grafmint.plan.choices import Choices
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Held, Snapshot
from grafmint.plan.step import Result, Step
from grafmint.target.port import Progress, silent
from grafmint.target.server.dashboards import Dashboards
from grafmint.target.server.datasources import Datasources, sent
from grafmint.target.server.faults import Forbidden
from grafmint.target.server.folders import Folders, parents_first
from grafmint.target.server.http import Http
from grafmint.target.server.index import read_index
from grafmint.target.server.organisation import refuse_elsewhere
from grafmint.target.server.permissions import Permissions, refuse_unknown
from grafmint.target.server.pool import in_parallel
from grafmint.target.server.rights import GRANTS_READ, READS, Rights, read_rights, refuse_powerless
from grafmint.target.server.version import read_version, refuse_older
from grafmint.target.server.waves import in_waves

READERS = 16
WRITERS = 8
_NESTED_SINCE = (11, 0)
_UNIQUE_TITLES_UNTIL = (11, 0)
_Key = tuple[Kind, str]


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
        if choices.prune:
            raise UsageError("--prune: this version deletes nothing on a server", hint="leave --prune out")
        refuse_older(self.environment, self._version)
        refuse_elsewhere(self.http, self.environment)
        index = read_index(self.http, self.environment.project)
        unread = self._unread(bundle, {each.kind for each in index.listed})
        wanted = choices.select.of(self.wanted(bundle))
        entries = [entry for entry in wanted if entry.kind not in unread]
        if self._may(GRANTS_READ):
            refuse_unknown(self._permissions, entries)
        known = {entry.uid for entry in bundle.of("dashboard")}
        strays = [
            each.uid
            for each in index.tagged
            if each.uid not in known and choices.select.covers(each.kind, each.uid, each.folder)
        ]
        return Snapshot(
            held=dict(self._held(entries, strays, {(each.kind, each.uid) for each in index.listed})),
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
            workers = WRITERS if kind == "dashboard" else 1
            steps = [step for step in plan.writes if step.kind == kind]
            if kind == "datasource":
                steps.sort(key=_becomes_default)
            for result in in_waves(kinds[kind].write, steps, missing, workers, stopped):
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

    @cached_property
    def _kinds(self) -> Mapping[Kind, ServerKind]:
        project = self.environment.project
        nested = self._version is not None and self._version >= _NESTED_SINCE
        return {
            "folder": Folders(self.http, self._permissions, nested, self._may(GRANTS_READ)),
            "datasource": Datasources(self.http, project),
            "dashboard": Dashboards(self.http, project),
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
        return Datasources(self.http, self.environment.project, resend, secrets)

    def _held(
        self, entries: Sequence[Entry], strays: Sequence[str], listed: Container[_Key]
    ) -> Iterator[tuple[_Key, Held]]:
        """What is there of the entries, and of the dashboards that look like ours without being in the code."""
        wanted: list[tuple[_Key, Entry | None]] = [((entry.kind, entry.uid), entry) for entry in entries]
        wanted += [(("dashboard", uid), None) for uid in strays]

        def read(item: tuple[_Key, Entry | None]) -> Held | None:
            (kind, uid), entry = item
            try:
                return self._kinds[kind].read(uid, entry)
            except Forbidden:
                # To an account that is no admin Grafana denies what does not exist.
                if (kind, uid) in listed:
                    raise
                return None

        for done, ((key, _), found) in enumerate(in_parallel(read, wanted, READERS), 1):
            self.progress(done, len(wanted))
            if isinstance(found, Exception):
                raise found
            if found is not None:
                yield key, found

    def _may(self, right: str) -> bool:
        return self._rights is None or not self._rights.lacking([right])

    def _unread(self, bundle: Bundle, present: Collection[Kind]) -> frozenset[Kind]:
        """The kinds that we may not read: the server answers as if there were none."""
        rights = self._rights
        if rights is None:
            return frozenset()
        return frozenset(kind for kind in KINDS if bundle.of(kind) and not rights.may_read(kind, present))

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
