"""What the command did: each part of it that is missing is named."""

from typing import Any

import attrs
import pytest

from .build import Build
from .deeds import Call, Step
from .judge import judge
from .rows import Row
from .shop import DONE, SHOP, row

EXPORT = row("command", name="export")
ORDER = row("sync_order", order=["datasources", "folders", "dashboards"])
COUNT = row("export_file_count", equals="dashboards")


def did(**others: Any) -> Build:
    """The shop of which the command did something else."""
    return attrs.evolve(SHOP, deeds=attrs.evolve(DONE, **others))


@pytest.mark.parametrize(
    ("asked", "others", "problem"),
    [
        (EXPORT, {"asked": DONE.asked[1:]}, "it does not list what there is page by page"),
        (EXPORT, {"asked": DONE.asked[:-1]}, "it does not ask for shop-slo"),
        (EXPORT, {"asked": (*DONE.asked, Call("POST", "/x"))}, "it writes to the server: POST /x"),
        (EXPORT, {"backup": {}}, "0 files hold 2 datasources"),
        (
            EXPORT,
            {"backup": {**DONE.backup, "datasources/Cloud.json": b'{"secureJsonData": {"x": "y"}}'}},
            "datasources/Cloud.json has secrets",
        ),
        (
            COUNT,
            {"backup": {"dashboards/x.json": b'{"uid": "overview"}'}},
            "1 files hold 2 dashboards, and not shop-slo",
        ),
        (ORDER, {"sent": DONE.sent[::-1]}, "datasources are not written before dashboards"),
        (ORDER, {"sent": DONE.sent[:2]}, "no dashboards are written"),
        (ORDER, {"sent": DONE.sent[1:]}, "folders are not written before dashboards"),
        (row("roundtrip", what="dashboards"), {"restored": {}}, "overview comes back otherwise"),
        (row("sync_from_empty"), {"planned": DONE.planned[1:]}, "a sync creates no datasource Cloud"),
        (
            row("sync_from_empty"),
            {"left": (Step("update", "folder", "team"),)},
            "after a sync update folder team is still to be done",
        ),
        (
            row("plan_shows", what="folder_permissions"),
            {"permission_plan": "~ folder team"},
            "prod: the plan says nothing of the rights of team",
        ),
        (
            row("datasource_health", name="Prometheus"),
            {"checkup": "datasource Prometheus: ours"},
            "doctor says nothing of the health of Prometheus",
        ),
        (row("auth", kind="bearer"), {"refused": False}, "a sync does not need the token"),
        (
            row("deterministic_build"),
            {"built": ({"a": b"1"}, {"a": b"2", "b": b""})},
            "a is another one each time",
        ),
        (row("extension_point"), {"extended": DONE.built[0]}, "another module adds no dashboard"),
        (
            row("extension_point"),
            {"extended": {**DONE.extended, "folders/team.json": b"{}"}},
            "another module changes folders/team.json",
        ),
        (
            row("artifact", glob="**/*.json", each_has=["title"]),
            {"built": ({"dashboards/x.json": b"{"}, {})},
            "dashboards/x.json is no JSON: ",
        ),
    ],
)
def test_what_the_command_did_not_do_is_named(asked: Row, others: dict[str, Any], problem: str) -> None:
    """Each row about the command fails for its own reason."""
    assert judge(asked, SHOP) == []
    assert judge(asked, did(**others))[0].startswith(problem)


@pytest.mark.parametrize(
    ("workflow", "problems"),
    [
        ("on: push\njobs: {a: {steps: [{run: make build}, {run: make test}, {uses: ./}]}}", 3),
        ("on: pull_request\njobs: {a: {steps: [{run: make build}, {run: make test}]}}", 1),
        ("on: [pull_request]\njobs: {a: {steps: [{run: .ci/run}, {uses: ./}]}}", 0),
    ],
)
def test_a_pull_request_is_built_tested_and_compared(workflow: str, problems: int) -> None:
    """What runs on a push alone comes too late."""
    build = attrs.evolve(SHOP, workflows={"one.yml": workflow})
    assert len(judge(row("ci_check", name="dashboard-diff"), build)) == problems
