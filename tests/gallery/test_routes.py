"""Where the alerts of the gallery go: alike in both engines, for every alert that there is and every severity."""

import re
import subprocess
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from grafmint import ContactPoint
from grafmint.bundle import Bundle
from grafmint.output import content_of, path_of
from grafmint.routing import policy_of, route
from grafmint.testing.rules import bundle_of, check_config, check_rules, routes_to
from tests.compile.prometheus.tools import needs_tools

from .scene import Scene, Trial
from .scenes import TRIALS
from .test_boards import CONFIG, ROOT

pytestmark = needs_tools
each_trial = pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.system.identity.tag)
SCENES = [
    pytest.param(trial, scene, id=f"{trial.system.identity.tag}: {scene.alert}")
    for trial in TRIALS
    for scene in trial.scenes
]


@cache
def built(environment: str) -> Bundle:
    """A system as an engine has it."""
    return bundle_of(environment, ROOT)


@each_trial
def test_both_engines_tell_the_same_people(trial: Trial) -> None:
    """Alertmanager's tool on its configuration, and our reading of Grafana's tree; a forgotten severity is told too."""
    ours, theirs = map(built, trial.engines)
    policy = policy_of(ours.of("policy")[0].json)
    assert policy is not None
    names = [severity.name for severity in trial.system.severities]
    folders = {scene.folder for scene in trial.scenes}
    for severity, system, slo, folder in product(
        (*names, "page", ""), (trial.system.identity.tag, ""), ("x", ""), folders
    ):
        of = {"severity": severity, "system": system, "slo": slo, "grafana_folder": folder}
        labels = {name: value for name, value in of.items() if value}
        receivers = tuple(one.receiver for one in route(labels, policy).destinations)
        assert receivers == routes_to(theirs, labels), labels


@pytest.mark.parametrize(("trial", "scene"), SCENES)
def test_an_alert_goes_where_its_severity_goes(trial: Trial, scene: Scene) -> None:
    """With all the labels that it has when it fires."""
    labels = {"severity": scene.severity, "grafana_folder": scene.folder, **scene.labels}
    (severity,) = (each for each in trial.system.severities if each.name == scene.severity)
    assert isinstance(severity.contact_point, ContactPoint)
    for environment in trial.engines:
        assert severity.contact_point.name in routes_to(built(environment), labels)


@each_trial
def test_the_tools_accept_the_files(trial: Trial, tmp_path: Path) -> None:
    """Promtool reads the rules and amtool the configuration as they are built, where it is not older than that."""
    files = built(trial.engines[1])
    for entry in files.of("prometheus-rules") + files.of("alertmanager"):
        file = tmp_path / path_of(entry)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content_of(entry))
    check_rules(*sorted((tmp_path / "prometheus").iterdir()))
    written_for = CONFIG.environments[trial.engines[1]].alertmanager
    assert written_for is not None
    if _amtool() >= written_for.version:
        check_config(tmp_path / "alertmanager" / "alertmanager.yml")


def test_the_tool_is_not_too_old_for_most() -> None:
    """Debian's amtool reads the files of all systems but one, which tells Microsoft Teams."""
    versions = {trial.engines[1]: CONFIG.environments[trial.engines[1]].alertmanager for trial in TRIALS}
    newer = [name for name, each in versions.items() if each is not None and each.version > (0, 25)]
    assert newer == ["agentprovision-production"]


def _amtool() -> tuple[int, int]:
    """The version of the tool that is installed."""
    said = subprocess.run(["amtool", "--version"], check=True, capture_output=True, text=True)  # noqa: S607  # wherever
    major, minor = re.search(r"version (\d+)\.(\d+)", said.stdout + said.stderr).groups()  # type: ignore[union-attr]
    return int(major), int(minor)
