"""The server target: a Grafana behind its HTTP API, read and written in parallel."""

from collections.abc import Iterator
from functools import cached_property

import attrs

from grafmint.bundle import GRAFANA, Bundle, Entry, Kind
from grafmint.environment import Environment
from grafmint.plan.choices import Choices
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Held, Snapshot
from grafmint.plan.step import Result
from grafmint.target.progress import Progress, silent
from grafmint.target.server.alerting.policies import refuse_strangers
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.reading import read_all
from grafmint.target.server.instance.organisation import refuse_elsewhere
from grafmint.target.server.instance.version import refuse_older
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.snapshot.reading import Reading
from grafmint.target.server.sync.order import parents_first


@attrs.frozen(slots=False)
class ServerTarget:
    """Reads and writes one organisation of one Grafana."""

    environment: Environment
    http: Http
    progress: Progress = attrs.field(default=silent, repr=False)

    @cached_property
    def kinds(self) -> Kinds:
        """How each kind is read and written there."""
        return Kinds(self.environment, self.http)

    def wanted(self, bundle: Bundle) -> tuple[Entry, ...]:
        """The bundle's entries, folders before those that lie in them."""
        folders = parents_first(bundle.of("folder"))
        return (*folders, *(entry for entry in bundle if entry.kind != "folder" and entry.kind in GRAFANA))

    def form(self, entry: Entry) -> bytes:
        """The entry's document as it is compared with what the server answers."""
        return self.kinds.by_name[entry.kind].form(entry)

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it."""
        return self.kinds.by_name[held.kind].entry(held)

    def find(self, kind: Kind, uid: str) -> Held | None:
        """What there is of one resource, whoever's, as it is."""
        return self.kinds.by_name[kind].read(uid, None)

    def read(self, bundle: Bundle, choices: Choices) -> Snapshot:
        """What the server has of the bundle, by reads only; raises TargetError when it cannot be had."""
        self._refuse_other()
        wanted = choices.select.fitting(self.wanted(bundle))
        if not self.environment.owns_policies:
            refuse_strangers(bundle, [entry for entry in wanted if entry.kind == "policy"])
        return Reading(
            kinds=self.kinds, bundle=bundle, choices=choices, wanted=wanted, progress=self.progress
        ).snapshot()

    def apply(self, plan: Plan) -> Iterator[Result]:
        """Do the plan's writing steps, kind after kind; raises CredentialsError before the first one is begun."""
        from grafmint.target.server.sync.sync import Sync

        yield from Sync(kinds=self.kinds, plan=plan).done()

    def _refuse_other(self) -> None:
        """Raise an error where this is another organisation than the environment's, or an older Grafana."""
        # Who we are comes first, with one login: a wrong password that is sent often locks its user out.
        reads = {
            "version": lambda: self.kinds.version,
            "organisation": lambda: refuse_elsewhere(self.http, self.environment),
        }
        read_all(self.http, reads)
        refuse_older(self.environment, self.kinds.version)
