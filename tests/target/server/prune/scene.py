"""A project of dashboards, datasources, folders and library panels on a server, and syncs of it that prune."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs

from grafmint.bundle import Bundle, Entry, Kind, Removed, in_order
from grafmint.compile.encode import canonical
from grafmint.config.holds import today
from grafmint.environment import Environment, Hold, Server
from grafmint.outcome import Outcome
from grafmint.plan import Choices, Plan
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.retry import Policy
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.target import ServerTarget
from grafmint.testing import Grafana
from grafmint.workflow import Built, apply, plan
from tests.testing.client import ask

#: How the uids begin that the environment declares to be its own.
PREFIX = "team-"
TEXT = {"type": "text", "title": "P", "options": {"content": "Hello"}}
_PLACE = {"x": 0, "y": 0, "w": 24, "h": 8}


def entry(kind: Kind, uid: str, document: Any, *, title: str | None = None, folder: str | None = None) -> Entry:
    """An entry as compiling makes it."""
    return Entry(kind=kind, uid=uid, title=title or uid, folder=folder, document=canonical(document))


def board(uid: str = "load", folder: str | None = None, *, shows: str = "", source: str = "", **said: Any) -> Entry:
    """A dashboard of one panel, which may be one of the library or ask a datasource."""
    own = {"id": 1, "gridPos": _PLACE, "title": "P"}
    panel: dict[str, Any] = {**own, "libraryPanel": {"uid": shows, "name": shows}} if shows else {**TEXT, **own}
    panel |= {"datasource": {"type": "prometheus", "uid": source}} if source else {}
    document = {"uid": uid, "title": uid.title(), "schemaVersion": 37, "panels": [panel], **said}
    return entry("dashboard", uid, document, title=uid.title(), folder=folder)


def folder(uid: str = "team-a", parent: str | None = None) -> Entry:
    """A folder whose uid is the environment's own."""
    return entry("folder", uid, {"uid": uid, "title": uid.title()}, title=uid.title(), folder=parent)


def source(uid: str = "logs", **said: Any) -> Entry:
    """A datasource."""
    document = {"uid": uid, "name": uid, "type": "prometheus", "access": "proxy", "url": "http://p", **said}
    return entry("datasource", uid, document)


def panel(uid: str = "shared", folder: str | None = None, **said: Any) -> Entry:
    """A panel of the library."""
    return entry("library-panel", uid, {"uid": uid, "name": uid, "model": {**TEXT, **said}}, folder=folder)


#: What the code goes on defining: where it defines nothing, nothing is deleted.
STAYS = board("stays")


@attrs.frozen
class Scene:
    """One environment of a project on a server; each sync is a session of its own, like a run of the command."""

    grafana: Grafana
    project: str = "shop"
    name: str = "prod"
    token: str = ""

    def plan(self, *code: Entry, removed: Iterable[Removed] = (), holds: Iterable[Hold] = (), **choices: Any) -> Plan:
        """What a sync that prunes would do."""
        with self.http() as http:
            built = self._built(code, removed, holds)
            return plan(built, ServerTarget(built.environment.on(today()), http), _choices(**choices))

    def sync(
        self,
        *code: Entry,
        between: Callable[[], object] = lambda: None,
        removed: Iterable[Removed] = (),
        holds: Iterable[Hold] = (),
        **choices: Any,
    ) -> Outcome:
        """Plan and apply; `between` is what happens in between."""
        with self.http() as http:
            built = self._built(code, removed, holds)
            target = ServerTarget(built.environment.on(today()), http)
            made = plan(built, target, _choices(**choices))
            between()
            return apply(made, target, lambda _: None)

    def made(self, *code: Entry) -> None:
        """A first sync, after which nothing is counted yet."""
        outcome = self.sync(*code, STAYS)
        assert outcome.exit_code == 0, outcome
        self.grafana.forget_requests()

    def steps(self, *code: Entry, **options: Any) -> dict[str, str]:
        """What a plan that prunes does, but for what is unchanged."""
        return actions(self.plan(*code, STAYS, **options))

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Somebody else's request, with all rights."""
        answer = ask(self.grafana.url, self.grafana.token, method, path, body)
        assert answer.status < 300, answer
        return answer.json

    def there(self) -> set[str]:
        """All that the server has, as `kind uid`."""
        found = self.ask("GET", "/api/library-elements?kind=1")["result"]["elements"]
        return {
            *(f"dashboard {uid}" for uid in self.grafana.dashboards()),
            *(f"folder {uid}" for uid in self.grafana.folders()),
            *(f"datasource {uid}" for uid in self.grafana.datasources()),
            *(f"library-panel {each['uid']}" for each in found),
        }

    def settled(self) -> bool:
        """Whether one more run has nothing to do and sends only reads."""
        self.grafana.forget_requests()
        outcome = self.sync(STAYS)
        return outcome.plan.is_empty and {each.method for each in self.grafana.requests} == {"GET"}

    def hand_made(self, uid: str, folder: str | None = None, shows: str = "") -> None:
        """Somebody saves a dashboard of their own."""
        save = {"dashboard": board(uid, shows=shows).json, "folderUid": folder or "", "overwrite": True}
        self.ask("POST", "/api/dashboards/db", save)

    def http(self) -> Http:
        """A session; pauses are taken as taken."""
        policy = Policy(sleep=lambda _: None)
        return Http(Server(self.grafana.url), Credentials(token=self.token or self.grafana.token), policy=policy)

    def kinds(self, http: Http) -> Kinds:
        """How each kind is read and written in a session."""
        return Kinds(self._built((), (), ()).environment, http)

    def _built(self, code: Iterable[Entry], removed: Iterable[Removed], holds: Iterable[Hold]) -> Built:
        environment = Environment(
            name=self.name,
            project=self.project,
            root=Path("/project"),
            target=Server(self.grafana.url),
            uid_prefix=PREFIX,
            holds=tuple(holds),
        )
        bundle = Bundle(entries=in_order(code), removed=tuple(removed))
        return Built(environment=environment, bundle=bundle, findings=())


def _choices(**said: Any) -> Choices:
    return Choices(**{"prune": True, "max_delete": 100, **said})


def actions(made: Plan) -> dict[str, str]:
    """What a plan does to each resource, but for what is unchanged."""
    return {f"{step.kind} {step.uid}": step.action for step in made.steps if step.action != "unchanged"}


def reason(made: Plan, uid: str) -> str:
    """Why one step of a plan is as it is."""
    (step,) = (step for step in made.steps if step.uid == uid)
    return step.reason or ""
