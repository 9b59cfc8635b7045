"""The server target: a Grafana behind its HTTP API, read and written in parallel."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import groupby

import attrs

from grafmint.bundle import GRAFANA, Bundle, Entry, Kind
from grafmint.environment import Environment
from grafmint.plan.choices import Choices
from grafmint.plan.name import Key, key_of
from grafmint.plan.plan import Plan
from grafmint.plan.renaming import is_renamed
from grafmint.plan.snapshot import Held, Listed, Snapshot
from grafmint.plan.step import Result, Step
from grafmint.target.port import Progress, silent
from grafmint.target.server.alerting.lists import asked, needed
from grafmint.target.server.alerting.policies import refuse_strangers
from grafmint.target.server.alerting.renaming import renamed
from grafmint.target.server.alerting.traffic import noted
from grafmint.target.server.connections import with_unconnected
from grafmint.target.server.contained import with_kept
from grafmint.target.server.folders import parents_first
from grafmint.target.server.former import Formers
from grafmint.target.server.http import WRITES, Http
from grafmint.target.server.index import Index
from grafmint.target.server.kind import ServerKind
from grafmint.target.server.kinds import Kinds
from grafmint.target.server.organisation import refuse_elsewhere
from grafmint.target.server.permissions import refuse_unknown
from grafmint.target.server.reading import held, read_all
from grafmint.target.server.rights import GRANTS_READ, refuse_powerless, unreadable
from grafmint.target.server.strays import strays
from grafmint.target.server.survey import Found, survey
from grafmint.target.server.unsaid import unsaid_of_alerting, unsaid_of_folders, unsaid_of_locked, unsaid_of_rights
from grafmint.target.server.version import refuse_older
from grafmint.target.server.waves import in_waves


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
        env, kinds = self.environment, self.kinds
        # Who we are comes first, with one login: a wrong password that is sent often locks its user out.
        read_all(
            self.http, {"version": lambda: kinds.version, "organisation": lambda: refuse_elsewhere(self.http, env)}
        )
        refuse_older(env, kinds.version)
        wanted = choices.select.fitting(self.wanted(bundle))
        if not env.owns_policies:
            refuse_strangers(bundle, [entry for entry in wanted if entry.kind == "policy"])
        points = [entry.uid for entry in wanted if entry.kind == "contact-point"]
        taken = [uid for uid in points if choices.takes_over("contact-point", uid)]
        index, boards = self._survey(wanted, taken)
        unread = unreadable(kinds.rights, {each.kind for each in wanted}, {each.kind for each in index.listed})
        others = [entry for entry in wanted if entry.kind != "dashboard" and entry.kind not in unread]
        if kinds.may(GRANTS_READ):
            refuse_unknown(kinds.permissions, others)
        sees_rules = "alert-rule" not in unread and kinds.lists.of("rules") is not None
        listed = (*index.listed, *(kinds.rules.listed() if sees_rules else ()))
        formers = Formers.of(kinds, bundle, listed, sees_rules=sees_rules)
        left = (each for each in strays(kinds, bundle, choices, index, unread) if key_of(each) not in formers.moving)
        reads = {**dict(self._reads(others)), **dict(map(self._reads_stray, left)), **dict(formers.reads(wanted))}
        found = {**boards, **read_all(self.http, reads)}
        there = formers.placed(held(found, {(each.kind, each.uid) for each in index.listed}, unread), choices)
        there = with_unconnected(with_kept(there, kinds, bundle, choices, index), kinds, wanted, index)
        return Snapshot(
            held=noted(renamed(there, bundle, kinds.rules), bundle, index.listed, kinds.rules, kinds.policies),
            listed=tuple(formers.renamed(there)),
            unsaid=tuple(self._unsaid(bundle, unread)),
            unread=unread,
            unique_titles=kinds.unique_titles,
        )

    def apply(self, plan: Plan) -> Iterator[Result]:
        """Do the plan's writing steps, kind after kind; raises CredentialsError before the first one is begun."""
        from grafmint.target.server.renaming import Renaming

        refuse_powerless(self.kinds.rights, plan, self.kinds.renames)
        kinds = {kind: Renaming(self.kinds, each) for kind, each in self.kinds.for_writing(plan).items()}
        missing, stopped, leaving = set[Key](), threading.Event(), list[Step]()
        for kind, steps in _by_kind(step for step in plan.writes if step.action != "delete"):
            for result in self._in_waves(kind, kinds[kind].write, steps, missing, stopped):
                if result.error is not None and not _is_there(result.step):
                    missing.add((kind, result.step.uid))
                if result.error is None and kinds[kind].leaves(result.step):
                    leaving.append(result.step)
                else:
                    yield result
        for kind, steps in reversed(_by_kind(step for step in plan.writes if step.action == "delete")):
            yield from self._in_waves(kind, kinds[kind].delete, steps, (), stopped)
        yield from self._in_waves("folder", kinds["folder"].clear, leaving[::-1], (), stopped)

    def _in_waves(
        self,
        kind: Kind,
        do: Callable[[Step], str | None],
        steps: Sequence[Step],
        missing: Collection[Key],
        stopped: threading.Event,
    ) -> Iterator[Result]:
        # One after another: a child needs its parent, a default datasource takes the flag from another one, and what
        # notifies is one document that all share.
        workers = WRITES if kind == "dashboard" else 1
        return in_waves(do, steps, missing, workers, stopped, self.http.halt)

    def _survey(self, entries: Sequence[Entry], taken: Sequence[str]) -> tuple[Index, Found]:
        kinds, lists = {entry.kind for entry in entries}, self.kinds.lists
        lists.forget(needed(kinds), taken)
        boards = dict(self._reads(entry for entry in entries if entry.kind == "dashboard"))
        asks = {name: partial(lists.of, name) for name in asked(kinds)}
        return survey(self.http, self.environment.project, lambda: self.kinds.rights, asks, boards, self.progress)

    def _reads(self, entries: Iterable[Entry]) -> Iterator[tuple[Key, Callable[[], Held | None]]]:
        for kind, of_kind in groupby(entries, key=_kind_of):
            its = list(of_kind)
            read = self.kinds.reader(kind, its)
            for entry in its:
                yield (kind, entry.uid), partial(read, entry.uid, entry)

    def _reads_stray(self, stray: Listed) -> tuple[Key, Callable[[], Held | None]]:
        return key_of(stray), partial(self._kind(stray.kind).read, stray.uid, None)

    def _kind(self, kind: Kind) -> ServerKind:
        # Dashboards are read before it is known what else we may.
        return self.kinds.dashboards if kind == "dashboard" else self.kinds.by_name[kind]

    def _unsaid(self, bundle: Bundle, unread: frozenset[Kind]) -> Iterator[str]:
        kinds = self.kinds
        yield from unsaid_of_rights(unread)
        yield from unsaid_of_folders(bundle, granted=kinds.may(GRANTS_READ), nested=kinds.nested)
        if self.environment.locked and "dashboard" not in kinds.served:
            yield from unsaid_of_locked(bundle)
        yield from unsaid_of_alerting(bundle, kinds.rules, kinds.policies)


def _by_kind(steps: Iterable[Step]) -> list[tuple[Kind, list[Step]]]:
    """The steps of each kind, the kinds after those that they need; of datasources the default one comes last."""
    ordered = sorted(steps, key=_becomes_default)
    kinds = [(kind, [step for step in ordered if step.kind == kind]) for kind in GRAFANA]
    return [(kind, its_steps) for kind, its_steps in kinds if its_steps]


def _kind_of(entry: Entry) -> Kind:
    return entry.kind


def _becomes_default(step: Step) -> bool:
    return step.kind == "datasource" and step.entry is not None and bool(step.entry.json.get("isDefault"))


def _is_there(step: Step) -> bool:
    return step.held is not None and not is_renamed(step.held, step.uid)
