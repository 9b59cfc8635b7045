"""A project whose environment is a server, run by the command, and what happens to that server meanwhile."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import attrs
import pytest

from grafmint.target.server.http.retry import Policy
from grafmint.testing import Grafana
from tests.cli.runner import Project, Ran, transcript
from tests.testing.client import ask

#: Values that stand in no text by chance.
TOKEN, PASSWORD, OTHER = "SHOP_TOKEN", "SHOP_PROM_PASSWORD", "SHOP_OTHER_TOKEN"  # names of variables
SECRET = "hunter2-Äß/+=\\\"'%40"  # noqa: S105  # of no server
SERVER = """\
[project]
name = "shop"
modules = ["boards"]

[datasources]
metrics = "prometheus"

[env.prod]
url = "{url}"
token = {{ env = "SHOP_TOKEN" }}
datasources = {{ metrics = "prom" }}
secrets = {{ prom = {{ env = "SHOP_PROM_PASSWORD" }} }}
"""
HEAD = """\
from grafmint import *
from grafmint.prometheus import Datasource, Query

shop = Folder(uid="shop", title="Shop")
"""
SOURCE = """\
auth = BasicAuth(user="grafana", password=Secret(name="prom"))
metrics = Datasource(name="metrics", url="http://prometheus:9090", auth=auth)
"""
LOAD = """\
load = Dashboard(
    uid="load",
    title="Load",
    folder=shop,
    panels=[
        TimeSeries(
            title="Requests",
            queries=Query(expr="sum(rate(http_requests_total[5m]))"),
            unit="reqps",
            thresholds=above(warning=80, critical=95),
        ),
        Stat(title="Up", queries=Query(expr="sum(up)", instant=True)),
    ],
)
"""
ERRORS = """\
errors = Dashboard(
    uid="errors",
    title="Errors",
    folder=shop,
    panels=[Stat(title="Failed", queries=Query(expr="sum(up == 0)", instant=True))],
)
"""
CODE = HEAD + SOURCE + LOAD + ERRORS
#: The same without what needs an admin.
BOARDS = HEAD + LOAD + ERRORS


@attrs.frozen
class Site:
    """A project and the server that its environment `prod` is."""

    project: Project
    grafana: Grafana

    def code(self, text: str) -> None:
        """The code says this from now on."""
        self.project.write({"boards.py": text})

    def config(self, *more: str, **said: str) -> None:
        """The project's file: for the keys of the template other values, and lines below them."""
        text = SERVER.format(url=self.grafana.url)
        for key, value in said.items():
            text = re.sub(rf"^{key} = .*$", f"{key} = {value}", text, flags=re.MULTILINE)
        self.project.write({"grafmint.toml": text + "".join(f"{line}\n" for line in more)})

    def plan(self, *arguments: str) -> Ran:
        """What a sync would do."""
        return self.project.run("plan", "--env", "prod", *arguments)

    def sync(self, *arguments: str) -> Ran:
        """Do it, without a question."""
        return self.project.run("sync", "--env", "prod", "--yes", *arguments)

    def steps(self, *arguments: str) -> dict[str, str]:
        """What the plan does to each resource."""
        steps = json.loads(self.plan("--json", *arguments).out)["steps"]
        return {f"{step['kind']} {step['uid']}": step["action"] for step in steps}

    def step(self, uid: str, *arguments: str) -> dict[str, Any]:
        """What the plan says of one resource."""
        steps = json.loads(self.plan("--json", *arguments).out)["steps"]
        [found] = [step for step in steps if step["uid"] == uid]
        return dict(found)

    def settled(self) -> bool:
        """Whether one more sync has nothing to say and sends only reads."""
        self.grafana.forget_requests()
        ran = self.sync()
        return (ran.code, ran.out, ran.err, self.written()) == (0, "No changes.\n", "", [])

    def written(self) -> list[str]:
        """Every request but reads since they were forgotten."""
        return [f"{each.method} {each.path}" for each in self.grafana.requests if each.method != "GET"]

    def retitle(self, uid: str = "load", title: str = "Theirs") -> None:
        """Somebody gives a dashboard another title in its page."""
        self.grafana.edit(uid, lambda board: board.update(title=title))

    def version(self, uid: str = "load") -> int:
        """How many times a dashboard was saved."""
        board = self.grafana.dashboard(uid)
        assert board is not None
        return int(board["version"])

    def title(self, uid: str = "load") -> str:
        """The title of a dashboard that is there."""
        board = self.grafana.dashboard(uid)
        assert board is not None
        return str(board["title"])

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Somebody else's request to the server, with all rights; what it answers."""
        answer = ask(self.grafana.url, self.grafana.token, method, path, body)
        assert answer.status < 300, answer
        return answer.json

    def transcript(self, *arguments: str) -> str:
        """A run as it is kept: steps that are done at once in the order of their names."""
        ran = self.project.run(*arguments)
        done = [line for line in ran.err.splitlines() if line.startswith("[")]
        rest = [line for line in ran.err.splitlines() if not line.startswith("[")]
        lines = [*sorted(re.sub(r"^\[ *\d+/", "[·/", line) for line in done), *rest]
        even = attrs.evolve(ran, err="".join(f"{line}\n" for line in lines))
        return transcript(self.project.root, arguments, even).replace(self.grafana.url, "GRAFANA")


@contextmanager
def opened(project: Project, monkeypatch: pytest.MonkeyPatch, **options: Any) -> Iterator[Site]:
    """The project with a fresh server, and its secrets in the environment."""
    with Grafana(**options) as grafana:
        monkeypatch.setenv(TOKEN, grafana.token)
        monkeypatch.setenv(PASSWORD, SECRET)
        site = Site(project, grafana)
        site.config()
        site.code(CODE)
        yield site


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses between attempts are taken as taken."""
    monkeypatch.setattr("grafmint.target.server.http.client.Policy", partial(Policy, sleep=lambda _: None))


def between(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Something happens after the plan was made and before its first step is done."""
    from grafmint import workflow

    real = workflow.apply

    def apply(*arguments: Any) -> Any:
        happens()
        return real(*arguments)

    monkeypatch.setattr(workflow, "apply", apply)


def account(grafana: Grafana, role: str) -> str:
    """The token of a new service account with a role."""
    made = ask(grafana.url, grafana.token, "POST", "/api/serviceaccounts", {"name": role.lower(), "role": role}).json
    path = f"/api/serviceaccounts/{made['id']}/tokens"
    return str(ask(grafana.url, grafana.token, "POST", path, {"name": "sync"}).json["key"])
