"""The Grafana of the pages: a double that stands where they say that theirs is, and what people do there."""

import re
import socket
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs
import orjson

from grafmint.testing import Grafana
from tests.testing.client import ask

#: Where the pages have their Grafana, and the second one of those that need two.
ADDRESS = "http://127.0.0.1:3000"
OTHER = "http://127.0.0.1:3002"
#: Where a test on the pages lets a double of its own listen.
_PORT = re.compile(r"\b3001\b")

Happening = Callable[["Site", Path], None]


@attrs.frozen(slots=False)
class Site:
    """A page's servers; their ports, and that of a test on the page, are others in each run."""

    grafana: Grafana
    other: Grafana

    def within(self, text: str) -> str:
        """A text of a page with the addresses of this run in the place of the page's."""
        text = text.replace(ADDRESS, self.grafana.url).replace(OTHER, self.other.url)
        return _PORT.sub(self.free_port, text)

    @property
    def names(self) -> Mapping[str, str]:
        """What the page calls the addresses of this run; in a column it is as wide as there."""
        found: dict[str, str] = {}
        for address, url in ((ADDRESS, self.grafana.url), (OTHER, self.other.url)):
            found |= {f"{url}  ": f"{address:<{len(url)}}  ", url: address}
        return found

    def token(self, role: str, *, of_other: bool = False) -> str:
        """The token of a new service account with this role."""
        grafana = self.other if of_other else self.grafana
        account = self.ask("POST", "/api/serviceaccounts", {"name": f"a-{role}", "role": role}, grafana)
        return str(self.ask("POST", f"/api/serviceaccounts/{account['id']}/tokens", {"name": role}, grafana)["key"])

    def happen(self, what: str, root: Path) -> None:
        """Let happen what a page says; `root` is the reader's folder."""
        HAPPENINGS[what](self, root)

    def ask(self, method: str, path: str, body: Any, grafana: Grafana | None = None) -> Any:
        """Somebody else's request; what it answers."""
        grafana = grafana or self.grafana
        answer = ask(grafana.url, grafana.token, method, path, body)
        assert answer.status < 300, answer
        return answer.json

    @cached_property
    def free_port(self) -> str:
        """A port that nothing uses."""
        with socket.socket() as bound:
            bound.bind(("127.0.0.1", 0))
            return str(bound.getsockname()[1])


def _by_hand(site: Site, root: Path) -> None:
    board = {"uid": "prometheus", "title": "Prometheus", "panels": []}
    site.ask("POST", "/api/folders", {"uid": "monitoring", "title": "Monitoring"})
    site.ask("POST", "/api/dashboards/db", {"dashboard": board, "folderUid": "monitoring"})


def _as_exported(site: Site, root: Path) -> None:
    exported = orjson.loads((root / "exported/legacy.json").read_bytes())
    board = {key: value for key, value in exported["dashboard"].items() if key not in {"id", "version"}}
    site.ask("POST", "/api/dashboards/db", {"dashboard": board})


def _renamed(site: Site, root: Path) -> None:
    def rename(document: dict[str, Any]) -> None:
        [panel] = [panel for panel in document["panels"] if panel.get("title") == "Memory"]
        panel["title"] = "RAM"

    site.grafana.edit("prometheus", rename)


def _saved(site: Site, root: Path) -> None:
    site.grafana.edit("prometheus", lambda _: None)


def _team(site: Site, root: Path) -> None:
    site.ask("POST", "/api/teams", {"name": "sre"})


def _refused(site: Site, root: Path) -> None:
    answer = {"message": "Internal server error"}
    site.grafana.fail_next(method="POST", path="/api/dashboards/db", status=500, body=answer)


def _fires(site: Site, root: Path) -> None:
    site.grafana.fire("memory")


def _routed(site: Site, root: Path) -> None:
    theirs = {"name": "Shop", "receivers": [{"uid": "shop", "type": "email", "settings": {"addresses": "shop@x.org"}}]}
    routes = [{"receiver": "Shop", "object_matchers": [["team", "=", "shop"]]}]
    policies = {"receiver": "grafana-default-email", "group_by": ["grafana_folder", "alertname"], "routes": routes}
    site.grafana.alerting.provision({"contactPoints": [theirs], "policies": [policies]}, provenance="")


def _lost(site: Site, root: Path) -> None:
    site.grafana.delete("prometheus")


def _starred(site: Site, root: Path) -> None:
    site.grafana.star("prometheus")


def _still_starred(site: Site, root: Path) -> None:
    assert site.grafana.starred() == ["prometheus-health"]


def _timed(site: Site, root: Path) -> None:
    site.grafana.edit("prometheus", lambda board: board.update(time={"from": "now-12h", "to": "now"}))


def _beside(site: Site, root: Path) -> None:
    board = {"uid": "scratch", "title": "Scratch", "panels": []}
    site.ask("POST", "/api/dashboards/db", {"dashboard": board, "folderUid": "plat-shop"})


def _old_graph(site: Site, root: Path) -> None:
    panel = {"id": 1, "type": "flant-statusmap-panel", "title": "Jobs", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 8}}
    board = {"uid": "jobs", "title": "Jobs", "schemaVersion": 37, "panels": [panel]}
    site.ask("POST", "/api/dashboards/db", {"dashboard": board})


def _upgraded(release: str) -> Happening:
    def upgraded(site: Site, _: Path) -> None:
        site.grafana.upgrade(release)

    return upgraded


#: What follows "In Grafana, " on a page, before the colon.
HAPPENINGS: Mapping[str, Happening] = {
    "somebody has made a dashboard with the uid `prometheus`": _by_hand,
    "the dashboard is as you exported it": _as_exported,
    "a colleague renames the panel *Memory* to *RAM* and saves": _renamed,
    "a colleague saves the dashboard without a change": _saved,
    "somebody deletes the dashboard": _lost,
    "you make the team *sre*": _team,
    "something goes wrong with one save": _refused,
    "an instance of the alert rule `memory` fires": _fires,
    "a colleague stars *Prometheus*": _starred,
    "the colleague still has the star": _still_starred,
    "a colleague sets the time range to the last 12 hours and saves": _timed,
    "a colleague puts a dashboard of their own into *Shop*": _beside,
    "there is a dashboard that somebody made with a plugin of old": _old_graph,
    "the server is upgraded to 12.2": _upgraded("12.2"),
    "the server is upgraded to 13.2": _upgraded("13.2"),
    "the shop's people route their alerts to a contact point of theirs": _routed,
}
