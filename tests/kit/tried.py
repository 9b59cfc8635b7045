"""Expressions of the kit on series that are made up, as a Prometheus computes them.

Source: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from grafmint.promql import Expr

PROMTOOL = shutil.which("promtool")
needs_promtool = pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed (Debian package prometheus)")


def tried(expr: Expr, series: Mapping[str, float], samples: Mapping[str, float], folder: Path) -> None:
    """Series that never change give these samples after ten minutes; time begins at 0. Fails where they do not."""
    assert PROMTOOL
    expected = [{"labels": labels, "value": value} for labels, value in samples.items()]
    question = {"expr": str(expr), "eval_time": "10m", "exp_samples": expected}
    given = [{"series": name, "values": f"{value:f}x10"} for name, value in series.items()]
    (folder / "tests.yml").write_text(
        json.dumps({"tests": [{"interval": "1m", "input_series": given, "promql_expr_test": [question]}]})
    )
    result = subprocess.run(
        [PROMTOOL, "test", "rules", "tests.yml"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
