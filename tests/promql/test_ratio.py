"""`promql.ratio` on a real Prometheus, by promtool.

Source: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from grafmint import promql
from grafmint.promql import Expr

PROMTOOL = shutil.which("promtool")
needs_promtool = pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed (Debian package prometheus)")

requests = promql.metric("requests_total")
failed = requests.where(code=promql.re("5.."))

# Ten minutes of samples, one a minute. `healthy` has never failed, so that there is no series of its failures.
SERIES = {
    'requests_total{service="healthy", code="200"}': "0+60x10",
    'requests_total{service="failing", code="200"}': "0+45x10",
    'requests_total{service="failing", code="503"}': "0+15x10",
    'requests_total{service="quiet", code="200"}': "7+0x10",
    'requests_total{service="quiet", code="500"}': "2+0x10",
    'free_bytes{instance="a"}': "25+0x10",
    'total_bytes{instance="a"}': "100+0x10",
}


def share(by: str | None, **labels: str) -> Expr:
    """The share of requests that failed."""
    part, whole = (promql.sum(promql.rate(m.where(**labels), "5m"), by=by) for m in (failed, requests))
    return promql.ratio(part, whole)


@needs_promtool
@pytest.mark.parametrize(
    ("expr", "samples"),
    [
        pytest.param(share(None, service="healthy"), {"{}": 0}, id="traffic without errors is 0"),
        pytest.param(share(None, service="failing"), {"{}": 0.25}, id="errors are their share"),
        pytest.param(share(None, service="quiet"), {}, id="no traffic is no sample"),
        pytest.param(share(None, service="missing"), {}, id="no series is no sample"),
        pytest.param(share(None), {"{}": 0.125}, id="all services together"),
        pytest.param(
            share("service"),
            {'{service="healthy"}': 0, '{service="failing"}': 0.25},
            id="each service as it would be alone",
        ),
        pytest.param(
            1 - share("service"),
            {'{service="healthy"}': 1, '{service="failing"}': 0.75},
            id="as a part of an expression",
        ),
        pytest.param(
            promql.ratio(promql.count(promql.gt(requests, 1e9)), promql.count(requests)), {"{}": 0}, id="none of many"
        ),
        pytest.param(
            promql.ratio(promql.metric("free_bytes"), promql.metric("total_bytes")),
            {'{instance="a"}': 0.25},
            id="gauges",
        ),
    ],
)
def test_a_share_on_prometheus(expr: Expr, samples: dict[str, float], tmp_path: Path) -> None:
    """A share is 0 where nothing failed yet, absent where nothing happened, and the quotient elsewhere."""
    expected = [{"labels": labels, "value": value} for labels, value in samples.items()]
    test = {
        "interval": "1m",
        "input_series": [{"series": name, "values": values} for name, values in SERIES.items()],
        "promql_expr_test": [{"expr": str(expr), "eval_time": "10m", "exp_samples": expected}],
    }
    # JSON is YAML.
    file = tmp_path / "ratio.json"
    file.write_text(json.dumps({"tests": [test]}), encoding="utf-8")
    done = subprocess.run([str(PROMTOOL), "test", "rules", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
