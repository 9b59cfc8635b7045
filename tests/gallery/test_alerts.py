"""The alerts of the gallery on trial: each fires on what it is for, not on what comes close to it, and ends."""

from collections.abc import Callable
from functools import cache

import pytest

from grafmint.testing.rules import Firing, Rules, Run
from systems.mint_replica_lite import MINT_REPLICA_LITE
from tests.compile.prometheus.tools import needs_tools
from tests.slo.tried import counter

from .scenes import ENGINES, PLATFORM, SCENES, Scene, requests
from .test_boards import ROOT

pytestmark = needs_tools

Told = Callable[[str], tuple[Firing, ...]]
SLO = "mint-replica-lite-availability"
FAST, SLOW, FREEZE, NO_DATA = (f"{SLO} {name}" for name in ("fast burn", "slow burn", "freeze", "no data"))
#: So many of a hundred thousand requests fail in each minute, for two hours.
WELL, NEARLY_SPENT, TWICE = 50, 95, 200


@pytest.fixture(scope="module", params=ENGINES)
def trial(request: pytest.FixtureRequest) -> Rules:
    """The rules as Grafana evaluates them, and as Prometheus does."""
    return Rules.of_environment(request.param, ROOT)


@pytest.fixture(scope="module")
def told(trial: Rules) -> Told:
    """What fires at a time when all scenes are played at once."""
    run = trial.feed({name: values for scene in SCENES for name, values in {**scene.ill, **scene.well}.items()})
    return cache(lambda at: run.firing(at=at))


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.alert)
def test_an_alert_fires_on_what_it_is_for_and_ends(scene: Scene, told: Told) -> None:
    """After its pending period, with the labels it is routed by and a text that names what is ill; then no more."""
    assert not _about(scene, told(scene.silent))
    (found,) = _about(scene, told(scene.fires))
    own = {"severity": scene.severity, "system": MINT_REPLICA_LITE.tag, "grafana_folder": scene.folder}
    assert found.labels == {**own, **scene.labels}
    assert found.annotations["summary"] == scene.summary
    assert not _about(scene, told(scene.ends))


def test_what_comes_close_is_quiet(told: Told) -> None:
    """Beside what is ill only the warning on what is worse fires: a critical number has passed the lower one too."""
    found = [(one.name, {**one.labels}) for one in told("20m") if "slo" not in one.labels]
    ill = {one.alert: [scene.labels for scene in SCENES if scene.alert == one.alert] for one in SCENES}
    for host in ("red", "orange"):
        ill["NodeCPUUsageWarning"].append({"instance": host})
        ill["NodeMemoryUsageWarning"].append({"instance": host, "job": "node"})
    unexpected = [(name, of) for name, of in found if not any(each.items() <= of.items() for each in ill[name])]
    assert unexpected == []
    assert len(found) == sum(map(len, ill.values())) - len(ill["ServiceAvailabilityLow"])


def test_a_system_that_is_not_there_is_quiet(trial: Rules) -> None:
    """Before anything is measured nothing fires, but for one warning that says so."""
    fired = trial.feed({'up{job="backend", instance="0"}': "1x60"}).firing(at="50m")
    assert [(one.name, one.labels["severity"]) for one in fired] == [(NO_DATA, "warning")]


@pytest.mark.parametrize(
    ("bad", "names"),
    [(WELL, set()), (NEARLY_SPENT, {FREEZE}), (TWICE, {FREEZE, SLOW})],
    ids=["well", "nearly spent", "twice"],
)
def test_a_budget_that_is_spent_too_fast_is_told(bad: int, names: set[str], trial: Rules) -> None:
    """Half of what is allowed is nobody's business, twice as much is a warning."""
    run = _asked(trial, counter((bad, 120)), counter((100_000 - bad, 120)))
    assert {one.name for one in run.firing(at="90m")} == names


def test_an_outage_pages_at_once_and_ends_with_it(trial: Rules) -> None:
    """A tenth of all requests fail for ten minutes: a page within five, which the short window takes back."""
    run = _asked(trial, counter((0, 40), (100, 10), (0, 60)), counter((1000, 110)))
    run.expect_silent(FAST, at="40m")
    run.expect_firing(
        FAST,
        at="45m",
        labels={"severity": "critical", "slo": SLO, "system": MINT_REPLICA_LITE.tag, "grafana_folder": PLATFORM},
    )
    run.expect_silent(FAST, at="95m")


def test_every_alert_is_on_trial(trial: Rules) -> None:
    """No alert of the gallery is without a scene."""
    named = {rule["alert"] for group in trial.groups for rule in group["rules"] if "alert" in rule}
    assert named == {scene.alert for scene in SCENES} | {FAST, SLOW, FREEZE, NO_DATA}


def _asked(trial: Rules, bad: str, good: str) -> Run:
    return trial.feed(requests("shop", good, bad))


def _about(scene: Scene, found: tuple[Firing, ...]) -> list[Firing]:
    return [one for one in found if one.name == scene.alert and scene.labels.items() <= one.labels.items()]
