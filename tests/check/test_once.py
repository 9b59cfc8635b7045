"""One mistake is one finding: the rules do not repeat what compile has said of our own boards."""

from pathlib import Path

import pytest

from grafmint.bundle import Bundle
from grafmint.check import check
from grafmint.config import read
from grafmint.finding import Finding
from grafmint.workflow import build
from tests.check.boards import board, entry, panel, target
from tests.cli.runner import IMPORTS, TOML, Project

_UP = 'TimeSeries(title="{}", queries=Query(expr="up"){})'


@pytest.mark.parametrize(
    ("panels", "rule"),
    [
        (f"{_UP.format('A', '')}, {_UP.format('A', '')}", "duplicate-key"),
        (f"{_UP.format('A', ', id=7')}, {_UP.format('B', ', id=7')}", "duplicate-id"),
        (
            'TimeSeries(title="A", queries=[Query(expr="up", ref_id="A"), Query(expr="x", ref_id="A")])',
            "duplicate-ref-id",
        ),
    ],
)
def test_a_mistake_in_our_board_is_told_once(tmp_path: Path, panels: str, rule: str) -> None:
    """What compile refuses with a rule of its own is the only finding of the build."""
    text = f'{IMPORTS}load = Dashboard(uid="load", title="Load", panels=[{panels}])\n'
    project = Project(tmp_path).write({"grafmint.toml": TOML, "boards.py": text})
    (environment,) = read(project.root / "grafmint.toml").select(["local"])
    assert [found.rule for found in build(environment).findings] == [rule]


@pytest.mark.parametrize(
    "engine",
    ["", 'alerting = "prometheus"\nprometheus = "2.42"\nalertmanager = "0.25"\n'],
    ids=["grafana", "prometheus"],
)
def test_a_limit_that_an_alert_has_of_its_panel_is_told_there(tmp_path: Path, engine: str) -> None:
    """An alert with a number of its own is told of itself."""
    text = f"""{IMPORTS}
from grafmint import Alert, AlertRule, Folder, above

share = "sum(rate(a_failed_total[5m])) / sum(rate(a_total[5m]))"
folder = Folder(uid="f", title="F")
load = Dashboard(
    uid="load",
    title="Load",
    folder=folder,
    panels=TimeSeries(
        title="Errors",
        queries=Query(expr=share),
        unit="percentunit",
        thresholds=above(critical=80),
        alerts=Alert(uid="errors", name="Errors", level="critical", summary="S"),
    ),
)
own = AlertRule(
    uid="own",
    name="Own",
    folder=folder,
    queries=Query(expr=share),
    thresholds=above(critical=90),
    level="critical",
    summary="S",
)
"""
    toml = TOML.replace("datasources = {", f"{engine}datasources = {{", 1)
    project = Project(tmp_path).write({"grafmint.toml": toml, "boards.py": text})
    (environment,) = read(project.root / "grafmint.toml").select(["local"])
    findings = [(found.rule, found.panel, found.message.split(",")[0]) for found in build(environment).findings]
    assert findings == [
        ("share-limit", "Errors", "limit 80"),
        ("share-limit", None, "a share of 1 is compared with 90"),
    ]


def _rules(*told: str, uid: str = "u", foreign: bool = False, panel_title: str | None = None) -> list[str]:
    same = panel("A", id=7, targets=[target("up"), target("down")])
    holed = {"title": "B", "id": 7}
    findings = tuple(
        Finding(rule=rule, severity="error", message="", kind="dashboard", uid=uid, panel=panel_title) for rule in told
    )
    bundle = Bundle(entries=(entry(board(same, holed), foreign=foreign),), findings=findings)
    return sorted({found.rule for found in check(bundle)} - set(told))


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        (None, ["panel-id", "panel-type", "ref-id"]),
        ("duplicate-key", ["panel-type", "ref-id"]),
        ("duplicate-id", ["panel-type", "ref-id"]),
        ("duplicate-ref-id", ["panel-id", "panel-type"]),
        ("refused", ["panel-id", "ref-id"]),
    ],
)
def test_each_rule_is_silent_for_its_own_reason(told: str | None, rules: list[str]) -> None:
    """Only what was told already is left out, of our boards, and of this one."""
    everything = ["panel-id", "panel-type", "ref-id"]
    names = (told,) if told else ()
    assert _rules(*names, panel_title="A") == rules
    assert _rules(*names, panel_title="A", foreign=True) == everything
    assert _rules(*names, panel_title="A", uid="another") == everything


def test_a_shared_ref_id_is_told_panel_by_panel() -> None:
    """What compile said of another panel explains nothing of this one."""
    assert "ref-id" in _rules("duplicate-ref-id", panel_title="B")
