"""The alerts of the gallery on trial: each fires on what it is for, not on what comes close to it, and ends."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pytest

from grafmint.testing.rules import Firing, Rules
from tests.compile.prometheus.tools import needs_tools

from .scene import Scene, Trial
from .scenes import TRIALS
from .test_boards import ROOT

pytestmark = needs_tools

Told = Callable[[str], tuple[Firing, ...]]
#: Every trial, with the rules as Grafana evaluates them, and as Prometheus does.
ENGINES = [pytest.param((trial, name), id=name) for trial in TRIALS for name in trial.engines]
SCENES = [
    pytest.param((trial, name), scene, id=f"{name}: {scene.alert}")
    for trial in TRIALS
    for name in trial.engines
    for scene in trial.scenes
]


@cache
def rules_of(environment: str) -> Rules:
    """The rules of an environment."""
    return Rules.of_environment(environment, ROOT)


def only(environment: str, is_asked: Callable[[Mapping[str, Any]], bool]) -> Rules:
    """Some of the rules: to evaluate those of all objectives takes most of the time."""
    groups = ({**group, "rules": list(filter(is_asked, group["rules"]))} for group in rules_of(environment).groups)
    return Rules(tuple(group for group in groups if group["rules"]))


def is_of_objective(rule: Mapping[str, Any]) -> bool:
    """Whether a rule is one of those that what is promised has: they are alike, and have tests of their own."""
    return "slo" in rule["labels"]


@cache
def told_of(environment: str) -> Told:
    """What fires at a time when all scenes of a system are played at once."""
    (trial,) = (each for each in TRIALS if environment in each.engines)
    series = {name: values for scene in trial.scenes for name, values in {**scene.ill, **scene.well}.items()}
    run = only(environment, lambda rule: not is_of_objective(rule)).feed(series)
    return cache(lambda at: run.firing(at=at))


@pytest.mark.parametrize(("played", "scene"), SCENES)
def test_an_alert_fires_on_what_it_is_for_and_ends(played: tuple[Trial, str], scene: Scene) -> None:
    """After its pending period, with the labels it is routed by and a text that names what is ill; then no more."""
    trial, environment = played
    told = told_of(environment)
    assert not _about(scene, told(scene.silent))
    (found,) = _about(scene, told(scene.fires))
    own = {"severity": scene.severity, "system": trial.system.identity.tag, "grafana_folder": scene.folder}
    assert {**own, **scene.labels}.items() <= found.labels.items()
    assert found.annotations["summary"] == scene.summary
    assert not _about(scene, told(scene.ends))


@pytest.mark.parametrize("played", ENGINES)
def test_what_comes_close_is_quiet(played: tuple[Trial, str]) -> None:
    """While the scenes are played, nothing fires but what is ill."""
    trial, environment = played
    ill = {scene.alert: list(trial.beside.get(scene.alert, ())) for scene in trial.scenes}
    for scene in trial.scenes:
        ill[scene.alert].append(scene.labels)
    found = [(one.name, one.labels) for one in told_of(environment)("20m")]
    assert [(name, of) for name, of in found if not any(each.items() <= of.items() for each in ill[name])] == []
    now = {scene.alert for scene in trial.scenes if scene.fires == "20m"}
    assert len(found) == sum(len(labels) for alert, labels in ill.items() if alert in now)


@pytest.mark.parametrize("played", ENGINES)
def test_every_alert_is_on_trial(played: tuple[Trial, str]) -> None:
    """No alert of a system is without a scene."""
    trial, environment = played
    rules = [rule for group in rules_of(environment).groups for rule in group["rules"] if not is_of_objective(rule)]
    assert {rule["alert"] for rule in rules} == {scene.alert for scene in trial.scenes} | trial.apart


def _about(scene: Scene, found: tuple[Firing, ...]) -> list[Firing]:
    return [one for one in found if one.name == scene.alert and scene.labels.items() <= one.labels.items()]
