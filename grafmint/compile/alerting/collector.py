"""Collector: all of a project's alerting, until every part of it is known."""

from collections.abc import Callable, Mapping

import attrs

from grafmint._unset import Unset
from grafmint.bundle import Entry, Kind
from grafmint.compile.alerting.asked import QueryError
from grafmint.compile.alerting.book import Book
from grafmint.compile.alerting.contact import contact_point_document
from grafmint.compile.alerting.engine import grafana_entries, prometheus_entries, record_entries
from grafmint.compile.alerting.grafana import (
    check_branch,
    check_contact_point,
    check_inhibition,
    check_rule,
    check_timing,
)
from grafmint.compile.alerting.own import own_rule
from grafmint.compile.alerting.panel import panel_rule
from grafmint.compile.alerting.policy import every_branch, named, policy_document, policy_origins, response
from grafmint.compile.alerting.records import record_of
from grafmint.compile.alerting.rule import CompiledRule
from grafmint.compile.board import Watched
from grafmint.compile.encode import canonical
from grafmint.compile.entries import Entries, origins_of
from grafmint.compile.folder import keep_folder
from grafmint.compile.scope import Scope
from grafmint.errors import ModelError
from grafmint.finding import Finding
from grafmint.model.alerting.contact_point import ContactPoint
from grafmint.model.alerting.mute_timing import MuteTiming
from grafmint.model.alerting.policy import NotificationPolicy
from grafmint.model.alerting.rule import AlertRule, RecordingRule
from grafmint.model.alerting.template import NotificationTemplate
from grafmint.model.base import JsonObject
from grafmint.model.folder import Folder
from grafmint.origin import Origin
from grafmint.project import Alerting


@attrs.define
class Collector:
    """Takes rules, contact points and policies; `finish` writes them for the engine of the environment.

    What is Grafana's goes to `entries` where Grafana is the engine, and else to the files of the other.
    """

    context: Scope
    _book: Book = attrs.field(init=False)
    _kept: Entries = attrs.field(init=False)
    _responses: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        context = self.context
        root, findings = context.environment.root, context.findings
        self._book = Book(root, findings)
        self._kept = context.entries if self._is_grafana else Entries(root, findings)

    @property
    def _is_grafana(self) -> bool:
        return self.context.environment.alerting == "grafana"

    def watch(self, watched: Watched) -> None:
        """Take in the alerts of a panel; one that cannot be is a finding at its line, and the others stay."""
        for alert in watched.panel.alerts:
            try:
                rule = panel_rule(alert, watched, self.context)
            except ModelError as error:
                about = {"kind": "dashboard", "uid": watched.dashboard.uid, "panel": watched.panel.title}
                self._refuse(error, alert.origin or watched.panel.origin, about)
            else:
                self._rule(rule, alert.folder)

    def take(self, resource: Alerting) -> None:
        """Take in one resource; raises ModelError for one that cannot be."""
        if isinstance(resource, AlertRule):
            try:
                self._rule(own_rule(resource, self.context), resource.folder)
            except QueryError as error:
                self._refuse(error, resource.origin, {"kind": "alert-rule", "uid": resource.uid})
        elif isinstance(resource, RecordingRule):
            self._record(resource)
        elif isinstance(resource, NotificationPolicy):
            self._policy(resource)
        elif isinstance(resource, NotificationTemplate):
            self._keep("template", resource.name, self.context.encode(resource), origins_of(resource))
        else:
            self._receiver(resource)

    def finish(self) -> None:
        """Write what was taken in for the environment's engine."""
        environment, rules = self.context.environment, self._book.answered(self._responses)
        records = [self._book.records[key] for key in sorted(self._book.records)]
        if self._is_grafana:
            for entry in grafana_entries(rules):
                self.context.entries.keep(entry)
            made = record_entries(records, environment) if environment.records else ()
        else:
            made = prometheus_entries(rules, records, self._kept, environment)
        for each in made:
            if isinstance(each, Finding):
                self.context.findings.append(each)
            else:
                self.context.entries.keep(each)

    def _rule(self, rule: CompiledRule, folder: Folder | Unset) -> None:
        if self._is_grafana:
            self._check(lambda: check_rule(rule, self.context), rule.origin)
            if not isinstance(folder, Unset):
                keep_folder(folder, self.context.entries, self.context, by_reference=True)
        self._book.add(rule)

    def _record(self, rule: RecordingRule) -> None:
        if self._is_grafana and not self.context.environment.records:
            self._nobody_records(rule)
        try:
            self._book.add_record(record_of(rule), rule.origin)
        except QueryError as error:
            self._refuse(error, rule.origin, {})

    def _nobody_records(self, rule: RecordingRule) -> None:
        name = self.context.environment.name
        self.context.findings.append(
            Finding(
                rule="not-recorded",
                severity="warning",
                message=f"the series {rule.record!r} is recorded by nobody: environment {name!r} names no Prometheus",
                hint=f'write [env.{name}] prometheus = "2.42"',
                place=None if rule.origin is None else rule.origin.inner,
            )
        )

    def _policy(self, policy: NotificationPolicy) -> None:
        if self._is_grafana:
            for branch in every_branch(policy):
                self._check(lambda branch=branch: check_branch(branch, self.context), branch.origin)  # type: ignore[misc]
            for inhibition in policy.inhibitions:
                self._check(lambda inhibition=inhibition: check_inhibition(inhibition), inhibition.origin)  # type: ignore[misc]
        for receiver in named(policy):
            self._receiver(receiver, by_reference=True)
        self._responses = self._responses or {each.name: response(each) for each in policy.severities}
        self._keep("policy", "policies", policy_document(policy), policy_origins(policy), title="Notification policies")

    def _receiver(self, resource: ContactPoint | MuteTiming, *, by_reference: bool = False) -> None:
        """Take in a contact point or a timing, by itself or because a route names it."""
        if isinstance(resource, ContactPoint):
            kind: Kind = "contact-point"
            document = contact_point_document(resource, self.context)
            if self._is_grafana:
                self._check(lambda: check_contact_point(resource, self.context), resource.origin)
        else:
            kind, document = "mute-timing", self.context.encode(resource)
            if self._is_grafana:
                self._check(lambda: check_timing(resource, self.context), resource.origin)
        self._keep(kind, resource.name, document, origins_of(resource), by_reference=by_reference)

    def _keep(
        self,
        kind: Kind,
        uid: str,
        document: JsonObject,
        origins: Mapping[str, Origin],
        *,
        title: str | None = None,
        by_reference: bool = False,
    ) -> None:
        entry = Entry(kind=kind, uid=uid, title=title or uid, document=canonical(document), origins=origins)
        self._kept.keep(entry, equal_is_same=by_reference)

    def _check(self, check: Callable[[], None], origin: Origin | None) -> None:
        try:
            check()
        except ModelError as error:
            self._refuse(error, origin, {})

    def _refuse(self, error: ModelError, origin: Origin | None, about: Mapping[str, str]) -> None:
        snippet = None
        if isinstance(error, QueryError):
            origin, snippet = error.origin or origin, error.snippet
        self.context.findings.append(
            Finding(
                rule="refused",
                severity="error",
                message=error.message,
                hint=error.hint,
                place=None if origin is None else origin.inner,
                kind=about.get("kind"),
                uid=about.get("uid"),
                panel=about.get("panel"),
                snippet=snippet,
            )
        )
