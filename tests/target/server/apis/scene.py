"""What these tests have in common: a world of two dashboards, and short words for what a plan and a sync come to."""

from typing import Any

import attrs
import orjson

from grafmint.bundle import Bundle, Entry
from grafmint.compile.encode import canonical
from grafmint.environment import Environment
from grafmint.outcome import Outcome
from grafmint.plan import Choices, Plan
from grafmint.target.server.apis.discovery import Served
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.target import ServerTarget
from grafmint.testing import Grafana
from grafmint.workflow import Built, apply, plan
from tests.target.server.world import Board, World

RELEASES = ("12.2", "13.2")
BOARDS = {"load": Board(title="Load", folder="shop"), "mem": Board(title="Memory")}
#: The same after a change of the code.
CHANGED = {**BOARDS, "load": Board(title="Load", folder="shop", refresh="2m")}
MARK = "grafmint/mark"
SERVED = Served(group="dashboard.grafana.app", version="v1", plural="dashboards", kind="Dashboard", namespace="default")
_VERSIONS = {"12.2": "v1beta1", "13.2": "v1"}


@attrs.frozen
class LockedWorld(World):
    """The same project where people are to save nothing in the page."""

    @property
    def _environment(self) -> Environment:
        return attrs.evolve(super()._environment, locked=True)


@attrs.frozen
class StageWorld(World):
    """Another environment of the same project."""

    @property
    def _environment(self) -> Environment:
        return attrs.evolve(super()._environment, name="stage")


def world(grafana: Grafana) -> World:
    """Our project on a server."""
    return World(grafana.url, grafana.token)


def path(release: str, uid: str | None = None, plural: str = "dashboards") -> str:
    """Where an object is, or all of them."""
    group = plural.removesuffix("s")
    all_ = f"/apis/{group}.grafana.app/{_VERSIONS[release]}/namespaces/default/{plural}"
    return all_ if uid is None else f"{all_}/{uid}"


def ask(grafana: Grafana, method: str, at: str, body: object = None) -> Any:
    """What the server answers somebody else's program."""
    with Http(World(grafana.url, grafana.token)._server, Credentials(token=grafana.token)) as http:
        return http.get(at) if method == "GET" else http.send(method, at, body)


def synced(grafana: Grafana, document: dict[str, Any]) -> str:
    """What a sync does to a dashboard of any JSON, which is all that the code has."""
    entry = Entry(kind="dashboard", uid=document["uid"], title=document["title"], document=canonical(document))
    ours = world(grafana)
    with Http(ours._server, Credentials(token=grafana.token)) as http:
        target = ServerTarget(ours._environment, http)
        built = Built(environment=ours._environment, bundle=Bundle(entries=(entry,)), findings=())
        made = plan(built, target, Choices())
        assert apply(made, target, lambda _: None).exit_code == 0
    return next(step.action for step in made.steps if step.uid == entry.uid)


def mark_of(found: Any) -> Any:
    """The mark among an object's annotations."""
    return orjson.loads(found["metadata"]["annotations"][MARK])


def pending(plan: Plan) -> dict[str, str]:
    """The action for each uid that is not as in the code."""
    return {step.uid: step.action for step in plan.steps if step.action != "unchanged"}


def reason(plan: Plan, uid: str = "load") -> str:
    """Why a step is what it is."""
    return next(step.reason or "" for step in plan.steps if step.uid == uid)


def changes(plan: Plan, uid: str = "load") -> tuple[str, ...]:
    """What a step would change."""
    return next(step.changes for step in plan.steps if step.uid == uid)


def error(outcome: Outcome) -> str:
    """The one thing that went wrong, with what to do."""
    [found] = [result.error for result in outcome.results if result.error is not None]
    return str(found)


def writes(grafana: Grafana) -> list[tuple[str, str, int | None]]:
    """Every request that is no question: method, path and status."""
    return [(each.method, each.path, each.status) for each in grafana.requests if each.method != "GET"]
