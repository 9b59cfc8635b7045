"""System: everything that makes one system differ from another, as values.

The sections of the boards are the same for all systems: a further system is a further value of this class.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import attrs

from alerting.promises import Promise
from dashboards.board import Board
from datasources.observability import observability
from grafmint import ContactPoint, Dashboard, Datasource, Env, NotificationPolicy, resources
from grafmint.alerting import Inhibition, NotificationTemplate, Route, Severity
from grafmint.block import Block, on_behalf_of
from grafmint.errors import ModelError
from grafmint.slo import SLO
from systems.identity import Identity
from systems.values import Values

#: What a module of a system defines; folders, contact points and timings come along.
Resource: TypeAlias = Datasource | Dashboard | NotificationPolicy | NotificationTemplate | SLO


@attrs.frozen(kw_only=True)
class System(Block):
    """One system: its names, its boards, what it promises, and whom its alerts are told to.

    `severities` are listed from the most urgent. `group_by` and what follows it are those of the notification policy,
    and so is `contact_point`, who is told what no route takes: the first of the severities' own, if nobody else is.
    """

    identity: Identity
    boards: tuple[Board, ...]
    severities: tuple[Severity, ...]
    contact_point: ContactPoint | None = None
    promises: tuple[Promise, ...] = ()
    group_by: tuple[str, ...] = ("grafana_folder", "alertname")
    routes: tuple[Route, ...] = ()
    inhibitions: tuple[Inhibition, ...] = ()
    templates: tuple[NotificationTemplate, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.contact_point is None and not self.severities:
            raise ModelError(f"{self.identity.title!r} tells nobody of its alerts", hint="give it severities")

    def resources(self) -> Iterator[Resource]:
        """The boards with their alerts, where these go, and what is promised; folders come along."""
        for board in self.boards:
            yield board.dashboard(self.identity)
        for promise in self.promises:
            yield from promise.slos(self.identity)
        yield from self.templates
        yield self._policy()

    def everywhere(self, *, slowest_scrape: str) -> Callable[[Env[Values]], Iterator[Resource]]:
        """What a module defines whose system is the same in every environment: only its datasources differ."""

        @resources
        def of_environment(env: Env[Values]) -> Iterator[Resource]:
            yield from observability(env.values, slowest_scrape=slowest_scrape)
            yield from self.resources()

        return of_environment

    def _policy(self) -> NotificationPolicy:
        with on_behalf_of(self):
            return NotificationPolicy(
                # A forgotten label must not be a missed page: one page too many is noticed and mended the same day.
                contact_point=self.contact_point or self.severities[0].contact_point,
                severities=self.severities,
                group_by=self.group_by,
                routes=self.routes,
                inhibitions=self.inhibitions,
            )
