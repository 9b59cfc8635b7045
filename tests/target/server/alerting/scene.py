"""A project with alerting on a server, written by hand, and syncs of it: each a session of its own."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs

from grafmint.bundle import Bundle, Entry, Kind, Removed, in_order
from grafmint.compile.encode import canonical
from grafmint.environment import Engine, Environment, Hold, Reference, Server
from grafmint.outcome import Outcome
from grafmint.plan import Choices, Plan
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.retry import Policy
from grafmint.target.server.target import ServerTarget
from grafmint.testing import Grafana
from grafmint.workflow import Built, apply, plan

#: The placeholders of secrets, and what each is worth; a project finds them in the environment.
SECRETS = {"$PAGES": "pages-key-0123456789", "$CHAT": "https://chat.example.com/hook/0123456789"}
_EXPRESSION = {"type": "__expr__", "uid": "__expr__"}
PAGERDUTY = {"type": "pagerduty", "settings": {"severity": "critical"}, "secureSettings": {"integrationKey": "$PAGES"}}
SLACK = {"type": "slack", "settings": {"title": "T"}, "secureSettings": {"url": "$CHAT"}}
EMAIL = {"type": "email", "settings": {"addresses": "a@example.com"}}


def entry(kind: Kind, uid: str, document: Any, *, title: str | None = None, folder: str | None = None) -> Entry:
    """An entry as compiling makes it."""
    return Entry(kind=kind, uid=uid, title=title or uid, folder=folder, document=canonical(document))


def rule(uid: str = "load-high", *, title: str = "Load high", limit: int = 80, in_: str = "load", **said: Any) -> Entry:
    """A rule of three steps in the folder `shop`."""
    steps: list[dict[str, Any]] = [
        {"refId": "A", "expr": "up", "instant": True},
        {"refId": "B", "type": "reduce", "reducer": "last", "expression": "A", "datasource": _EXPRESSION},
        {"refId": "C", "type": "threshold", "expression": "B", "datasource": _EXPRESSION,
         "conditions": [{"evaluator": {"type": "gt", "params": [limit]}}]},
    ]  # fmt: skip
    sources = {"A": "prom"}
    data = [
        {"refId": each["refId"], "datasourceUid": sources.get(each["refId"], "__expr__"), "model": each,
         "relativeTimeRange": {"from": 600 if each["refId"] in sources else 0, "to": 0}}
        for each in steps
    ]  # fmt: skip
    document = {
        "uid": uid, "title": title, "folderUID": "shop", "ruleGroup": in_, "condition": "C", "for": "5m",
        "noDataState": "NoData", "execErrState": "Error", "labels": {"severity": "critical"},
        "annotations": {"summary": "{{ $values.B.Value }}"}, "data": data, **said,
    }  # fmt: skip
    return entry("alert-rule", uid, document, title=title, folder=document["folderUID"])


def group(name: str = "load", interval: int = 60) -> Entry:
    """How often a group is evaluated."""
    document = {"folderUid": "shop", "title": name, "interval": interval}
    return entry("rule-group", f"shop/{name}", document, title=name, folder="shop")


def point(name: str, *receivers: dict[str, Any]) -> Entry:
    """A contact point."""
    return entry("contact-point", name, {"name": name, "receivers": list(receivers)})


def route(receiver: str, level: str, **said: Any) -> dict[str, Any]:
    """A route for alerts of one severity."""
    return {"receiver": receiver, "object_matchers": [["severity", "=", level]], **said}


def policy(*routes: dict[str, Any], **said: Any) -> Entry:
    """The tree of the code."""
    document = {"receiver": "oncall", "group_by": ["grafana_folder", "alertname"], "routes": list(routes), **said}
    return entry("policy", "policies", document, title="Notification policies")


def mute(**interval: Any) -> Entry:
    """A mute timing."""
    return entry("mute-timing", "nights", {"name": "nights", "time_intervals": [interval or {"weekdays": ["sunday"]}]})


def template(text: str = '{{ define "team.title" }}T{{ end }}\n') -> Entry:
    """A notification template."""
    return entry("template", "team", {"name": "team", "template": text})


def everything(**others: Entry) -> list[Entry]:
    """One of each kind, or others in their place."""
    made = {
        "folder": entry("folder", "shop", {"uid": "shop", "title": "Shop"}, title="Shop"),
        "template": template(),
        "mute": mute(),
        "oncall": point("oncall", PAGERDUTY),
        "team": point("team", SLACK, EMAIL),
        "policy": policy(route("oncall", "critical"), route("team", "warning", mute_time_intervals=["nights"])),
        "rule": rule(),
        "group": group(interval=30),
    }
    return [*(made | others).values()]


@attrs.frozen
class Scene:
    """One project on one server."""

    grafana: Grafana
    project: str = "shop"
    owns_policies: bool = False
    token: str | None = None
    engine: Engine = "grafana"
    uid_prefix: str | None = None
    removed: tuple[Removed, ...] = ()
    holds: tuple[Hold, ...] = ()
    ignore: tuple[str, ...] = ()

    def plan(self, entries: Iterable[Entry], **choices: Any) -> Plan:
        """What a sync would do."""
        with self.http() as http:
            return plan(self._built(entries), ServerTarget(self.environment, http), Choices(**choices))

    def sync(self, entries: Iterable[Entry], between: Callable[[], None] = lambda: None, **choices: Any) -> Outcome:
        """Plan and apply; `between` is what happens in between."""
        with self.http() as http:
            target = ServerTarget(self.environment, http)
            made = plan(self._built(entries), target, Choices(**choices))
            between()
            return apply(made, target, lambda _: None)

    def http(self) -> Http:
        """A session that waits for nothing."""
        credentials = Credentials(token=self.token or self.grafana.token)
        return Http(Server(self.grafana.url), credentials, policy=Policy(sleep=lambda _: None))

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """What another program asks of the provisioning API."""
        with self.http() as http:
            return http.send(method, f"/api/v1/provisioning/{path}", body)

    @property
    def environment(self) -> Environment:
        """The project's environment on that server."""
        secrets = {name[1:].lower(): Reference("env", name[1:]) for name in SECRETS}
        return Environment(
            name="prod",
            project=self.project,
            root=Path("/project"),
            target=Server(self.grafana.url),
            secrets=secrets,
            owns_policies=self.owns_policies,
            alerting=self.engine,
            uid_prefix=self.uid_prefix,
            holds=self.holds,
            ignore=self.ignore,
        )

    def _built(self, entries: Iterable[Entry]) -> Built:
        bundle = Bundle(entries=in_order(entries), removed=self.removed)
        return Built(environment=self.environment, bundle=bundle, findings=())


def actions(plan: Plan) -> dict[str, str]:
    """What happens to what, without what stays as it is."""
    return {f"{step.kind} {step.uid}": step.action for step in plan.steps if step.action != "unchanged"}
