"""A project of values on a server: each sync compiles them and is a session of its own, like a run of the command."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from grafmint.bundle import Bundle
from grafmint.compile import compile_project
from grafmint.environment import Environment, Hold, Reference, Server
from grafmint.finding import Finding, has_errors
from grafmint.origin import Place
from grafmint.outcome import Outcome
from grafmint.plan import Choices, Plan
from grafmint.plan.step import Action
from grafmint.project import Definition, Project, Resource
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.retry import Policy
from grafmint.target.server.target import ServerTarget
from grafmint.testing import Grafana
from grafmint.workflow import Built, apply, plan
from tests.matrix import direct
from tests.matrix.watched import Meets, Watched

#: The variable that has the one secret of the code, and what it is worth.
VARIABLE, SECRET = "MATRIX_CHAT", "https://chat.example.com/hook/0123456789"
Code = tuple[Resource, ...]
Key = tuple[str, str]


def _nobody(*_: object) -> None:
    """Nobody is told."""


# Pauses are taken as taken.
_AT_ONCE = Policy(sleep=_nobody)


@attrs.frozen
class Site:
    """One project on one server; `prefix` is what its environment declares to be its own, `holds` what is on hold.

    `meets` hears of each write before it is sent.
    """

    grafana: Grafana
    project: str = "shop"
    prefix: str | None = None
    policy: Policy = _AT_ONCE
    meets: Meets = _nobody
    holds: tuple[Hold, ...] = ()

    def plan(self, code: Code, **choices: Any) -> Plan:
        """What a sync of the code would do."""
        with self.http() as http:
            return plan(self._built(code), ServerTarget(self._environment, http), Choices(**choices))

    def sync(self, code: Code, *, between: Callable[[], object] = lambda: None, **choices: Any) -> Outcome:
        """Plan and apply; `between` is what happens in between."""
        with self.http() as http:
            target = ServerTarget(self._environment, http)
            made = plan(self._built(code), target, Choices(**choices))
            between()
            return apply(made, target, _nobody)

    def done(self, code: Code, **choices: Any) -> Outcome:
        """A sync that comes to its end, and leaves nothing to do."""
        outcome = self.sync(code, **choices)
        assert (outcome.exit_code, outcome.problems, told(outcome.plan)) == (0, (), {})
        self.assert_settled(code, **{name: value for name, value in choices.items() if name == "prune"})
        return outcome

    def assert_settled(self, code: Code, **choices: Any) -> None:
        """One more sync has nothing to do, and asks questions only."""
        self.grafana.forget_requests()
        outcome = self.sync(code, **choices)
        assert (outcome.exit_code, outcome.plan.is_empty, actions(outcome.plan, "stray")) == (0, True, {})
        assert self.writes() == []

    def writes(self) -> list[str]:
        """Every request but reads since they were forgotten."""
        return [f"{each.method} {each.path}" for each in self.grafana.requests if each.method != "GET"]

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Somebody else's request, with all rights; what it is answered."""
        return direct.ask(self.grafana, method, path, body)

    def http(self) -> Http:
        """A session that a test watches."""
        credentials = Credentials(token=self.grafana.token)
        return Watched(self._server, credentials, policy=self.policy, meets=self.meets)

    @property
    def _server(self) -> Server:
        return Server(self.grafana.url)

    @property
    def _environment(self) -> Environment:
        return attrs.evolve(
            _ENVIRONMENT, project=self.project, target=self._server, uid_prefix=self.prefix, holds=self.holds
        )

    def _built(self, code: Code) -> Built:
        return Built(environment=self._environment, bundle=compiled(code, self.project), findings=())


_ENVIRONMENT = Environment(
    name="prod",
    project="shop",
    root=Path(__file__).parent,
    target=Server("http://nowhere.invalid"),
    datasource_types={"metrics": "prometheus"},
    datasources={"metrics": "metrics"},
    secrets={"chat": Reference("env", VARIABLE)},
)


@cache
def compiled(code: Code, project: str) -> Bundle:
    """The bundle of the code, in which nothing is wrong."""

    def make() -> Iterator[Resource | Finding]:
        yield from code

    definition = Definition(place=Place(__file__, 1), name="code", make=make)
    environment = attrs.evolve(_ENVIRONMENT, project=project)
    bundle = compile_project(Project(environment=environment, definitions=(definition,)))
    assert not has_errors(bundle.findings), bundle.findings
    return bundle


def actions(plan: Plan, *without: Action) -> dict[Key, Action]:
    """What happens to what, without what stays as it is."""
    quiet = ("unchanged", *without)
    return {(step.kind, step.uid): step.action for step in plan.steps if step.action not in quiet}


def told(plan: Plan) -> dict[Key, Action]:
    """What is left alone and told."""
    return {(step.kind, step.uid): step.action for step in plan.conflicts}


def done(outcome: Outcome) -> set[Key]:
    """What was done."""
    return {(step.kind, step.uid) for step in outcome.done}


def failed(outcome: Outcome) -> set[Key]:
    """What was tried and could not be done."""
    return {(step.kind, step.uid) for step, _ in outcome.failed}


def contents(grafana: Grafana) -> dict[Key, Any]:
    """Everything that a server has, whoever made it."""
    alerting = grafana.alerting
    state = grafana._state
    boards = {uid: (each, grafana.folder_of(uid)) for uid, each in grafana.dashboards().items()}
    found: dict[str, Iterable[tuple[str, Any]]] = {
        "folder": grafana.folders().items(),
        "datasource": grafana.datasources().items(),
        "library-panel": ((uid, attrs.asdict(each)) for uid, each in state.elements.items()),
        "dashboard": boards.items(),
        "template": alerting.templates().items(),
        "mute-timing": alerting.mute_timings().items(),
        "contact-point": _points(grafana).items(),
        "policy": [("policies", alerting.policies())],
        "alert-rule": alerting.rules().items(),
        "rule-group": _groups(grafana).items(),
    }
    return {(kind, uid): each for kind, those in found.items() for uid, each in those}


def _points(grafana: Grafana) -> dict[str, Any]:
    alerting, found = grafana.alerting, dict[str, Any]()
    for uid, each in alerting.contact_points().items():
        found.setdefault(each["name"], []).append((each, alerting.secret(uid, "url")))
    return found


def _groups(grafana: Grafana) -> dict[str, Any]:
    rules = grafana.alerting.rules()
    return {f"{each['folderUID']}/{each['ruleGroup']}": grafana.alerting.interval(uid) for uid, each in rules.items()}
