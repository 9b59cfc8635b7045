"""A sync of alerting that is killed: the next one goes on where it was, and nothing is there twice."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from grafmint.bundle import Entry
from tests.elsewhere import Elsewhere, serving
from tests.target.server.alerting.scene import (
    EMAIL,
    PAGERDUTY,
    SECRETS,
    SLACK,
    Scene,
    actions,
    everything,
    group,
    mute,
    point,
    policy,
    route,
    rule,
    template,
)

MOMENTS = 10


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """A project on a server that runs in a process of its own."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name[1:], value)
    with serving() as elsewhere:
        yield Scene(elsewhere)  # type: ignore[arg-type]  # no more is asked of it


def _writes(scene: Scene) -> int:
    counts = Elsewhere(scene.grafana.url, scene.grafana.token).requests()
    return sum(count for method, count in counts.items() if method != "GET")


def _code(moment: int) -> list[Entry]:
    """At each moment something new of each kind, something changed, and an integration more or less."""
    many: list[dict[str, Any]] = [SLACK, EMAIL] if moment % 2 else [EMAIL, PAGERDUTY, {**SLACK, "settings": {}}]
    return everything(
        template=template(f"{moment}"),
        mute=mute(years=[str(2000 + moment)]),
        team=point("team", *many),
        new=point(f"new-{moment}", EMAIL, SLACK),
        policy=policy(route("oncall", str(moment)), route(f"new-{moment}", "x")),
        rule=rule(limit=moment),
        other=rule(f"rule-{moment}", title=f"R{moment}", in_=f"g{moment}"),
        group=group(interval=10 * moment),
        another=group(f"g{moment}", 120),
    )


def test_a_killed_sync_converges(scene: Scene) -> None:
    """Killed after each number of writes, the next run brings the rest about, and then nothing is left to do."""
    cut_short = 0
    for moment in range(1, MOMENTS + 1):
        code, before = _code(moment), _writes(scene)
        child = os.fork()
        if child == 0:
            scene.sync(code)
            os._exit(0)
        while _writes(scene) < before + moment - 1 and os.waitpid(child, os.WNOHANG) == (0, 0):
            pass
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        outcome = scene.sync(code)
        assert (outcome.exit_code, outcome.problems) == (0, ())
        cut_short += 0 < len(outcome.done) < len(outcome.plan.steps)
        assert set(actions(scene.plan(code)).values()) <= {"stray"}
        uids = Counter(each["uid"] for each in scene.send("GET", "contact-points"))
        assert max(uids.values()) == 1
    assert cut_short > MOMENTS // 2, "most of them were killed in the middle"
