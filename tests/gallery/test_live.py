"""The rule files of a build in a real Prometheus, which scrapes a system that is ill and its healthy twin."""

import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from grafmint.testing.rules import bundle_of

from .exporter import ILL, WELL, exporter
from .prometheus import Prometheus, prometheus, rule_files
from .scenes.mint_replica_lite import FAST, FREEZE, SLOW, TRIAL
from .test_boards import ROOT

needs_prometheus = pytest.mark.skipif(
    not shutil.which("prometheus") and "CI" not in os.environ,
    reason="prometheus is not installed (Debian package prometheus)",
)
_PATIENCE = 40
#: The port of nobody, on which the ill job does not answer.
_NOBODY = "127.0.0.1:9"


@needs_prometheus
def test_a_real_prometheus_fires_every_alert_on_what_is_ill_and_none_on_its_twin(tmp_path: Path) -> None:
    """The files are loaded as they are built, but for the time that they take: each alert fires, on the ill one."""
    with (
        exporter() as port,
        prometheus(tmp_path, _config(port, rule_files(bundle_of(TRIAL.engines[1], ROOT), tmp_path))) as server,
    ):
        firing = _until(server, {scene.alert for scene in TRIAL.scenes} | {FAST, SLOW, FREEZE})
        assert server.faults() == []
    assert sorted((one["alertname"], _who(one)) for one in firing if "slo" not in one) == sorted(
        (scene.alert, ILL) for scene in TRIAL.scenes
    )
    assert {one["grafana_folder"] for one in firing} == {scene.folder for scene in TRIAL.scenes}


def _until(server: Prometheus, names: set[str]) -> list[Mapping[str, str]]:
    """The alerts that fire when all of the names do; raises AssertionError if that takes too long."""
    end = time.monotonic() + _PATIENCE
    while True:
        firing = server.firing()
        missing = names - {one["alertname"] for one in firing}
        if not missing:
            return firing
        assert time.monotonic() < end, f"do not fire: {sorted(missing)}; {server.faults()}"
        time.sleep(0.2)


def _who(labels: Mapping[str, str]) -> str:
    """What an alert is about, by the label that its query keeps."""
    return next(labels[name] for name in ("service", "instance", "job") if name in labels)


def _config(port: int, files: list[str]) -> dict[str, Any]:
    jobs = {WELL: f"127.0.0.1:{port}", ILL: _NOBODY}
    return {
        "global": {"scrape_interval": "1s", "scrape_timeout": "1s"},
        "rule_files": files,
        "scrape_configs": [
            # The metrics say themselves which host they are of.
            {"job_name": job, "honor_labels": True, "static_configs": [{"targets": [target]}]}
            for job, target in jobs.items()
        ],
    }
