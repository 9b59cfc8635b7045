"""Where the alerts of the gallery go: alike in both engines, for every alert that there is and every severity."""

from itertools import product
from pathlib import Path

import pytest

from grafmint import ContactPoint
from grafmint.bundle import Bundle
from grafmint.output import content_of, path_of
from grafmint.routing import policy_of, route
from grafmint.testing.rules import bundle_of, check_config, check_rules, routes_to
from systems.mint_replica_lite import MINT_REPLICA_LITE
from tests.compile.prometheus.tools import needs_tools

from .scenes import APPLICATIONS, ENGINES, PLATFORM, SCENES, Scene
from .test_boards import ROOT

SEVERITIES = ("critical", "warning", "info", "page", None)
COMBINATIONS = [
    {name: value for name, value in zip(("severity", "system", "slo", "grafana_folder"), values, strict=True) if value}
    for values in product(SEVERITIES, (MINT_REPLICA_LITE.tag, None), ("x", None), (PLATFORM, APPLICATIONS))
]
NAMES = {
    severity.name: severity.contact_point.name
    for severity in MINT_REPLICA_LITE.severities
    if isinstance(severity.contact_point, ContactPoint)
}


@pytest.fixture(scope="module")
def bundles() -> dict[str, Bundle]:
    """The gallery as each engine has it."""
    return {environment: bundle_of(environment, ROOT) for environment in ENGINES}


@needs_tools
def test_both_engines_tell_the_same_people(bundles: dict[str, Bundle]) -> None:
    """Alertmanager's tool on its configuration, and our reading of Grafana's tree; a forgotten severity pages."""
    policy = policy_of(bundles["local"].of("policy")[0].json)
    assert policy is not None
    for labels in COMBINATIONS:
        (ours,) = route(labels, policy).destinations
        assert (ours.receiver,) == routes_to(bundles["prod"], labels), labels
        assert ours.receiver == NAMES.get(labels.get("severity", ""), NAMES["critical"])


@needs_tools
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.alert)
def test_an_alert_goes_where_its_severity_goes(scene: Scene, bundles: dict[str, Bundle]) -> None:
    """With all the labels that it has when it fires."""
    labels = {"severity": scene.severity, "grafana_folder": scene.folder, **scene.labels}
    assert [routes_to(bundle, labels) for bundle in bundles.values()] == [(NAMES[scene.severity],)] * 2


@needs_tools
def test_the_tools_accept_the_files(bundles: dict[str, Bundle], tmp_path: Path) -> None:
    """Promtool reads the rules and amtool the configuration as they are built."""
    for entry in bundles["prod"].of("prometheus-rules") + bundles["prod"].of("alertmanager"):
        file = tmp_path / path_of(entry)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content_of(entry))
    check_rules(*sorted((tmp_path / "prometheus").iterdir()))
    check_config(tmp_path / "alertmanager" / "alertmanager.yml")
