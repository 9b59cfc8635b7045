"""Files of alerting that stand where dashboards do."""

import json
from pathlib import Path
from typing import Any

import pytest

from grafmint.finding import Finding
from grafmint.loading import read_dashboard
from tests.cli.runner import Project
from tests.loading.conftest import TOML

RULE = {
    "uid": "down", "title": "Down", "folderUID": "shop", "ruleGroup": "shop", "condition": "C", "data": [],
    "noDataState": "NoData", "execErrState": "Error", "for": "5m",
}  # fmt: skip
POINT = {"uid": "a", "name": "Chat", "type": "slack", "settings": {"url": "[REDACTED]"}, "disableResolveMessage": False}
TIMING = {"name": "nights", "time_intervals": []}
OTHERS: dict[str, tuple[Any, str]] = {
    "rule": (RULE, "an alert rule"),
    "rules": ([RULE, RULE], "a list of alert rules"),
    "group": ({"title": "a", "folderUid": "b", "interval": 60, "rules": [RULE]}, "a group of alert rules"),
    "point": (POINT, "a contact point"),
    "points": ([POINT], "a list of contact points"),
    "timing": (TIMING, "a mute timing"),
    "template": ({"name": "words", "template": "{{ .Status }}"}, "a notification template"),
    "policies": ({"receiver": "a", "group_by": ["b"], "routes": []}, "the notification policies"),
    "root": ({"receiver": "a", "group_by": ["b"]}, "the notification policies"),
    "prometheus": ({"groups": [{"name": "a", "rules": []}]}, "a file of Prometheus rules"),
    "alertmanager": ({"route": {}, "receivers": []}, "an Alertmanager configuration"),
    "provisioned": ({"apiVersion": 1, "groups": []}, "a provisioning file of Grafana's"),
}


def _read(path: Path, document: Any) -> list[Any]:
    path.write_text(json.dumps(document), encoding="utf-8")
    return list(read_dashboard(path))


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_dashboard_is_called_by_its_name(tmp_path: Path, name: str) -> None:
    """With the way out; none of it becomes a board without panels."""
    document, what = OTHERS[name]
    (found,) = _read(tmp_path / "a.json", document)
    assert isinstance(found, Finding)
    assert (found.rule, found.message) == ("source-file", f"no dashboard but {what}")
    assert str(found.hint).startswith("files are read as dashboards alone: define it in a module, ")


@pytest.mark.parametrize(
    "document", [{"title": "A"}, {**RULE, "panels": []}, {**POINT, "title": "A", "schemaVersion": 37}, {"rows": []}]
)
def test_a_dashboard_stays_one(tmp_path: Path, document: Any) -> None:
    """What has panels is a dashboard, whatever else somebody wrote into it."""
    (found,) = _read(tmp_path / "a.json", document)
    assert not isinstance(found, Finding)


@pytest.mark.parametrize("document", [[], [1], [RULE, POINT], [{"title": "A"}]])
def test_other_lists_are_lists(tmp_path: Path, document: Any) -> None:
    """Nothing is said of what is in them."""
    (found,) = _read(tmp_path / "a.json", document)
    assert found.message == "no dashboard but a list"


def test_neither_a_source_nor_a_file_to_check_may_be_one(tmp_path: Path) -> None:
    """A plan would have made a board of it."""
    project = Project(tmp_path).write(
        {
            "grafmint.toml": TOML.replace('modules = ["boards"]', 'sources = ["json/*.json"]'),
            "json/down.json": json.dumps(RULE),
        }
    )
    for arguments in (["build"], ["check", "json/down.json"]):
        ran = project.run(*arguments)
        assert ran.code == 1
        assert "no dashboard but an alert rule" in ran.err + ran.out
