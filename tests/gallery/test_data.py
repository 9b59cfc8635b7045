"""The boards and alerts of the gallery show data: a real Prometheus answers each of their queries."""

import math
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from grafmint import promql
from grafmint.promql.parse import check
from grafmint.testing import simulator as sim
from grafmint.testing.rules import bundle_of
from grafmint.testing.simulator.asked import asked_in, recorded_in
from grafmint.testing.simulator.history import offsets_of, reaching
from tests.real_prometheus import TOOL
from tests.testing.simulator.prometheus import Asked, told

from .prometheus import rule_files
from .scene import Trial
from .scenes import TRIALS
from .test_boards import ROOT

#: Why a query may have no answer while all is well, by what is in it.
SILENT = {
    r"\bALERTS\b": "no alert fires",
    r"(==|!=|[<>]=?)(\s*bool)?\s*[\d.e+-]+\s*$": "asks for what is wrong alone",
}
needs_prometheus = pytest.mark.skipif(TOOL is None, reason="prometheus is not installed (Debian package prometheus)")


#: A month, the last day dense enough for windows of an hour, and the time since the last half hour for those of
#: minutes; what looks back a week finds an hour of minutes there.
HISTORY = {"31d": "2h", "26h": "15m", "80m": "30s"}
_PATIENCE = 90


@needs_prometheus
@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.system.identity.tag)
def test_every_query_finds_data(trial: Trial, tmp_path: Path) -> None:
    """Of boards, variables and rules, over the windows that they look back on, but for what asks for faults alone."""
    bundle = bundle_of(trial.engines[1], ROOT)
    queries = list(dict.fromkeys(check(each.expr).query for each in asked_in(bundle)))
    recorded = recorded_in(bundle)
    assert queries
    # Where it was sampled; rules are evaluated now.
    sampled = time.time() // 1800 * 1800
    files = rule_files(bundle, tmp_path)
    history = reaching(HISTORY, offsets_of(asked_in(bundle)))
    with told(sim.for_queries(bundle), tmp_path, history, rules=files) as asked:
        _await(asked, files)
        when = {expr: None if any(name in expr for name in recorded) else sampled for expr in queries}
        found = {expr: [value for _, value in asked.instant(expr, at)] for expr, at in when.items()}
    assert [expr for expr, values in found.items() if not all(map(math.isfinite, values))] == []
    empty = [expr for expr, values in found.items() if not values]
    assert [expr for expr in empty if not any(re.search(pattern, expr) for pattern in SILENT)] == []


def _await(asked: Asked, files: Iterable[str]) -> None:
    """Until the rules of the files have recorded what they are for."""
    rules = [rule for file in files for group in _groups(file) for rule in group["rules"] if "record" in rule]
    wanted = [promql.metric(rule["record"], **rule.get("labels", {})) for rule in rules]
    end = time.monotonic() + _PATIENCE
    while wanted := [metric for metric in wanted if not asked.instant(str(metric))]:
        assert time.monotonic() < end, f"not recorded: {wanted}"
        time.sleep(0.5)


def _groups(file: str) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = yaml.safe_load(Path(file).read_text(encoding="utf-8"))["groups"]
    return groups
