"""The server target: a Grafana behind its HTTP API, read and written in parallel."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial

import attrs

from grafmint.bundle import GRAFANA, Bundle, Entry, Kind
from grafmint.environment import Environment
from grafmint.errors import UsageError
from grafmint.plan.choices import Choices
from grafmint.plan.name import Key, key_of
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Held, Listed, Snapshot
from grafmint.plan.step import Result, Step
from grafmint.target.port import Progress, silent
from grafmint.target.server.alerting.contact_points import ContactPoints
from grafmint.target.server.alerting.kinds import alerting_kinds
from grafmint.target.server.alerting.left import marked
from grafmint.target.server.alerting.lists import Lists, asked, needed
from grafmint.target.server.alerting.policies import Policies, refuse_strangers
from grafmint.target.server.alerting.renaming import renamed
from grafmint.target.server.alerting.rules import AlertRules
from grafmint.target.server.alerting.traffic import noted
from grafmint.target.server.dashboards import Dashboards
from grafmint.target.server.datasources import Datasources
from grafmint.target.server.folders import Folders, parents_first
from grafmint.target.server.http import WRITES, Http
from grafmint.target.server.index import Index
from grafmint.target.server.kind import ServerKind
from grafmint.target.server.mark import Owner
from grafmint.target.server.organisation import refuse_elsewhere
from grafmint.target.server.permissions import Permissions, refuse_unknown
from grafmint.target.server.reading import held, read_all
from grafmint.target.server.rights import GRANTS_READ, Rights, read_rights, refuse_powerless, unreadable
from grafmint.target.server.spending import secrets_of
from grafmint.target.server.survey import Found, survey
from grafmint.target.server.unsaid import unsaid_of_alerting, unsaid_of_folders, unsaid_of_rights
from grafmint.target.server.version import read_version, refuse_older
from grafmint.target.server.waves import in_waves

_NESTED_SINCE = (11, 0)
_UNIQUE_TITLES_UNTIL = (11, 0)


@attrs.frozen(slots=False)
class ServerTarget:
    """Reads and writes one organisation of one Grafana."""

    environment: Environment
    http: Http
    progress: Progress = attrs.field(default=silent, repr=False)

    def wanted(self, bundle: Bundle) -> tuple[Entry, ...]:
        """The bundle's entries, folders before those that lie in them."""
        folders = parents_first(bundle.of("folder"))
        return (*folders, *(entry for entry in bundle if entry.kind != "folder" and entry.kind in GRAFANA))

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
        if not env.owns_policies:
            refuse_strangers(bundle, [entry for entry in wanted if entry.kind == "policy"])
        points = [entry.uid for entry in wanted if entry.kind == "contact-point"]
        taken = [uid for uid in points if choices.takes_over("contact-point", uid)]
        index, boards = self._survey(wanted, taken)
        unread = unreadable(self._rights, {each.kind for each in wanted}, {each.kind for each in index.listed})
        others = [entry for entry in wanted if entry.kind != "dashboard" and entry.kind not in unread]
        if self._may(GRANTS_READ):
            refuse_unknown(self._permissions, others)
        rules = self._rules if any(entry.kind == "alert-rule" for entry in others) else None
        strays = self._strays(bundle, choices, (*index.tagged, *marked(bundle, self._rules, self._policies, unread)))
        found = {**boards, **read_all(self.http, {**dict(self._reads(others)), **dict(map(self._reads_stray, strays))})}
        there = held(found, {(each.kind, each.uid) for each in index.listed}, unread)
        return Snapshot(
            held=noted(renamed(there, bundle, self._rules), bundle, index.listed, self._rules, self._policies),
            listed=(*index.listed, *(rules.listed() if rules else ())),
            unsaid=tuple(self._unsaid(bundle, unread)),
            unread=unread,
            unique_titles=self._version is None or self._version < _UNIQUE_TITLES_UNTIL,
        )

    def apply(self, plan: Plan) -> Iterator[Result]:
        """Do the plan's writing steps, kind after kind; raises CredentialsError before the first one is begun."""
        refuse_powerless(self._rights, plan)
        kinds: dict[Kind, ServerKind] = {**self._kinds, **self._with_secrets(plan)}
        missing, stopped = set[str](), threading.Event()
        for kind in GRAFANA:
            # One after another: a child needs its parent, a default datasource takes the flag from another one, and
            # what notifies is one document that all share.
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
        return {
            "folder": Folders(self.http, self._permissions, self._nested, self._may(GRANTS_READ)),
            "datasource": Datasources(self.http, self._owner),
            "dashboard": self._dashboards,
            **alerting_kinds(self.http, self._owner, self._lists, owns_policies=self.environment.owns_policies),
        }

    @cached_property
    def _lists(self) -> Lists:
        return Lists(self.http)

    @property
    def _rules(self) -> AlertRules:
        return AlertRules(self.http, self._owner, self._lists)

    @property
    def _policies(self) -> Policies:
        return Policies(self.http, self._owner, self._lists, self.environment.owns_policies)

    @property
    def _nested(self) -> bool:
        return self._version is not None and self._version >= _NESTED_SINCE

    def _with_secrets(self, plan: Plan) -> dict[Kind, ServerKind]:
        """The writers of the kinds that have secrets, with those that the plan needs."""
        resend, secrets = plan.choices.resend_secrets, secrets_of(plan, self.environment)
        self.http.hide(secrets.values())
        return {
            "datasource": Datasources(self.http, self._owner, resend, secrets),
            "contact-point": ContactPoints(self.http, self._owner, self._lists, resend, secrets),
        }

    def _survey(self, entries: Sequence[Entry], taken: Sequence[str]) -> tuple[Index, Found]:
        kinds = {entry.kind for entry in entries}
        self._lists.forget(needed(kinds), taken)
        boards = dict(self._reads(entry for entry in entries if entry.kind == "dashboard"))
        lists = {name: partial(self._lists.of, name) for name in asked(kinds)}
        return survey(self.http, self.environment.project, lambda: self._rights, lists, boards, self.progress)

    def _reads(self, entries: Iterable[Entry]) -> Iterator[tuple[Key, Callable[[], Held | None]]]:
        for entry in entries:
            # Dashboards are read before it is known what else we may.
            kind = self._dashboards if entry.kind == "dashboard" else self._kinds[entry.kind]
            yield (entry.kind, entry.uid), partial(kind.read, entry.uid, entry)

    def _reads_stray(self, stray: Listed) -> tuple[Key, Callable[[], Held | None]]:
        return key_of(stray), partial(self._kinds[stray.kind].read, stray.uid, None)

    def _strays(self, bundle: Bundle, choices: Choices, marked: Iterable[Listed]) -> list[Listed]:
        """Those that say they are ours and that the code has no more."""
        known = {(entry.kind, entry.uid) for entry in bundle}
        strange = [each for each in marked if key_of(each) not in known]
        return [each for each in strange if choices.select.covers(each.kind, each.uid, each.folder)]

    def _may(self, right: str) -> bool:
        return self._rights is None or not self._rights.lacking([right])

    def _unsaid(self, bundle: Bundle, unread: frozenset[Kind]) -> Iterator[str]:
        yield from unsaid_of_rights(unread)
        yield from unsaid_of_folders(bundle, granted=self._may(GRANTS_READ), nested=self._nested)
        yield from unsaid_of_alerting(bundle, self._rules, self._policies)


def _becomes_default(step: Step) -> bool:
    return step.entry is not None and bool(step.entry.json.get("isDefault"))
