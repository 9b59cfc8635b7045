"""A project with something of every kind, and a server that has things of others too."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.cli.runner import Project, Ran
from tests.cli.server import Site, opened

_HEAD = """\
from grafmint import *
from grafmint.alerting import *
from grafmint.prometheus import Datasource, Query

shop = Folder(uid="shop", title="Shop")
"""
_SOURCE = """\
auth = BasicAuth(user="grafana", password=Secret(name="prom"))
metrics = Datasource(name="metrics", url="http://prometheus:9090", auth=auth)
"""
_LIBRARY = """\
served = LibraryPanel(
    uid="served",
    folder=shop,
    panel=Stat(title="Served", queries=Query(expr="sum(up)", instant=True)),
)
"""
_BOARD = """\
load = Dashboard(
    uid="load",
    title="{title}",
    folder=shop,
    panels=[
        TimeSeries(
            title="Requests",
            queries=Query(expr="sum(rate(http_requests_total[5m]))"),
            thresholds=above(critical=95),
            alerts=Alert(name="Too many", level="critical", summary="Too many requests."),
        ),
        served,
    ],
)
"""
_ALERTING = """\
down = AlertRule(
    uid="down",
    name="Shop is down",
    folder=shop,
    summary="Nobody can order.",
    queries=Query(expr="up"),
    thresholds=below(critical=1),
    level="critical",
    group=RuleGroup(name="fast", interval="30s"),
)
words = NotificationTemplate(name="words", template='{{ define "words" }}{{ .Status }}{{ end }}')
weekends = MuteTiming(name="weekends", time_intervals=TimeInterval(weekdays="saturday"))
chat = ContactPoint(name="chat", integrations=Webhook(url="https://shop.example/hook"))
policy = NotificationPolicy(
    contact_point=chat,
    routes=Route(matchers={"team": "shop"}, contact_point=chat, mute_timings=weekends),
)
"""
#: Something of every kind.
WHOLE = _HEAD + _SOURCE + _LIBRARY + _BOARD.replace("{title}", "Load") + _ALERTING
#: The same with another title, another text, another interval, one rule less and one board more.
CHANGED = (_HEAD + _SOURCE + _LIBRARY + _BOARD.replace("{title}", "Loads") + _ALERTING).replace(
    "Nobody can order.", "Nobody can buy."
).replace('"Served"', '"Serving"').replace("folder=shop,\n    panel=Stat", "folder=shop,\n    panel=Stat").replace(
    "http://prometheus:9090", "http://prometheus:9091"
).replace('"saturday"', '"sunday"').replace(
    '            alerts=Alert(name="Too many", level="critical", summary="Too many requests."),\n', ""
) + 'more = Dashboard(uid="more", title="More", folder=Folder(uid="other", title="Other"), panels=[])\n'
#: The same under other uids.
RENAMED = (
    WHOLE.replace('uid="load"', 'uid="loads", renamed_from="load"')
    .replace('uid="shop"', 'uid="store", renamed_from="shop"')
    .replace('uid="served"', 'uid="serving", renamed_from="served"')
)
#: What others have made in the page: a board in a folder, a datasource, and alerting of their own.
_BOARD_OF_OTHERS = {"uid": "theirs", "title": "Theirs", "schemaVersion": 37, "panels": [], "tags": ["ops"]}
_SOURCE_OF_OTHERS = {"uid": "loki", "name": "logs", "type": "loki", "url": "http://loki", "access": "proxy"}
_RULE_OF_OTHERS = {
    "uid": "full",
    "title": "Disk is full",
    "condition": "A",
    "data": [
        {
            "refId": "A",
            "datasourceUid": "__expr__",
            "relativeTimeRange": {"from": 600, "to": 0},
            "model": {"refId": "A", "type": "math", "expression": "1 > 0"},
        }
    ],
    "noDataState": "NoData",
    "execErrState": "Error",
    "for": "5m",
}
_ALERTING_OF_OTHERS = {
    "groups": [{"name": "disks", "folder": "Operations", "interval": "120s", "rules": [_RULE_OF_OTHERS]}],
    "contactPoints": [
        {"name": "ops", "receivers": [{"uid": "ops", "type": "webhook", "settings": {"url": "https://ops.example"}}]}
    ],
    "muteTimes": [{"name": "nights", "time_intervals": [{"times": [{"start_time": "22:00", "end_time": "23:59"}]}]}],
}


def others(site: Site) -> None:
    """Somebody makes things of their own."""
    site.ask("POST", "/api/folders", {"uid": "ops", "title": "Operations"})
    site.ask("POST", "/api/dashboards/db", {"dashboard": _BOARD_OF_OTHERS, "folderUid": "ops"})
    site.ask("POST", "/api/datasources", {**_SOURCE_OF_OTHERS, "secureJsonData": {"httpHeaderValue1": "of-others"}})
    site.grafana.alerting.provision(_ALERTING_OF_OTHERS, "ops", "")


@contextmanager
def whole_site(project: Project, monkeypatch: pytest.MonkeyPatch, **options: Any) -> Iterator[Site]:
    """A server with the whole project and what others made."""
    with opened(project, monkeypatch, **options) as site:
        site.code(WHOLE)
        others(site)
        ran = site.sync()
        assert ran.code == 0, ran
        yield site


def restore(site: Site, *arguments: str) -> Ran:
    """Put something back, without a question."""
    return site.project.run("restore", "--env", "prod", "--yes", *arguments)


def run_id(ran: Ran) -> str:
    """The id that a run told at its end."""
    line = next(line for line in ran.err.splitlines() if line.startswith("Undo this run: "))
    return line.rpartition(" ")[2]


def listed(site: Site) -> list[str]:
    """The ids of the runs that can be undone, newest first."""
    ran = site.project.run("restore", "--env", "prod", "--json")
    return [run["run"] for run in json.loads(ran.out)["runs"]]
