"""What the tests of Prometheus' and Alertmanager's files share: a rule, and the tools that judge."""

import os
import shutil
from typing import Any

import attrs
import pytest

from grafmint.compile.alerting.rule import CompiledRule

#: Skipped where somebody lacks the tools, never where every pull request is tested.
needs_tools = pytest.mark.skipif(
    not (shutil.which("promtool") and shutil.which("amtool")) and "CI" not in os.environ,
    reason="promtool or amtool is not installed (Debian packages prometheus and prometheus-alertmanager)",
)

RULE = CompiledRule(
    uid="host-cpu",
    name="CPU high",
    folder="hosts",
    folder_title="Hosts & more",
    group="host",
    interval=60,
    data=(),
    condition="C",
    value="B",
    expr="avg by (instance) (cpu)",
    operator=">",
    limit=80,
    pending_period="5m",
    keep_firing_for=None,
    labels={"severity": "critical"},
    annotations={"summary": "{{ $labels.instance }} is at {{ $value }}"},
    dashboard=("host", 3),
    no_data_state="NoData",
    exec_err_state="Error",
    is_paused=False,
    origin=None,
    origins={},
)


def rule(**changes: Any) -> CompiledRule:
    """The rule with changes."""
    return attrs.evolve(RULE, **changes)
