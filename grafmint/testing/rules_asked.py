"""Asked: what promtool answers when it is asked for alerts and series that a test does not expect.

A unit test of promtool only compares. So nothing is expected of it, and what it says it got instead is read.

Source: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
"""

import ast
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import attrs

from grafmint.compile.prometheus.files import written
from grafmint.errors import GrafmintError
from grafmint.testing.rules_tool import run

_QUOTED: Final = r'"(?:[^"\\]|\\.)*"'
_LABELS: Final = rf"\{{((?:\w+={_QUOTED}(?:, )?)*)\}}"
_LABEL: Final = re.compile(rf"(\w+)=({_QUOTED})")
_ALERT: Final = re.compile(rf"Labels:{_LABELS}\s+Annotations:{_LABELS}")
_SAMPLE: Final = re.compile(rf"{_LABELS} ([-+]?[\w.+-]+)")
_FAILED: Final = "FAILED"
_NAME: Final = "alertname"


@attrs.frozen
class Firing:
    """An alert that fires: its rule's name, its labels without the name, and its texts."""

    name: str
    labels: Mapping[str, str]
    annotations: Mapping[str, str]


@attrs.frozen
class Sample:
    """One series of an answer, its name among the labels as `__name__`."""

    labels: Mapping[str, str]
    value: float


@attrs.frozen(kw_only=True)
class Feed:
    """Rules, the series that they are given, and how often both come."""

    groups: tuple[Mapping[str, Any], ...]
    series: Mapping[str, str]
    interval: str

    def alerts(self, names: Iterable[str], at: str) -> tuple[Firing, ...]:
        """What fires of these names at a time after the first sample."""
        tests = [{"eval_time": at, "alertname": name, "exp_alerts": []} for name in names]
        found = ((_labels(each[1]), _labels(each[2])) for each in _ALERT.finditer(self._ask(alert_rule_test=tests)))
        return tuple(Firing(labels.pop(_NAME), labels, annotations) for labels, annotations in found)

    def samples(self, expr: str, at: str) -> tuple[Sample, ...]:
        """What a query answers at a time after the first sample."""
        asked = self._ask(promql_expr_test=[{"expr": expr, "eval_time": at, "exp_samples": []}])
        got = asked.rpartition("got:")[2]
        return tuple(Sample(_labels(each[1]), float(each[2])) for each in _SAMPLE.finditer(got))

    def _ask(self, **tests: object) -> str:
        """What promtool got instead of nothing, empty for nothing; raises GrafmintError for any other answer."""
        series = [{"series": each, "values": values} for each, values in self.series.items()]
        test = {"interval": self.interval, "input_series": series, **tests}
        asked = {
            "rule_files": ["rules.yaml"],
            "evaluation_interval": self.interval,
            "group_eval_order": [group["name"] for group in self.groups],
            "tests": [test],
        }
        with TemporaryDirectory(prefix="grafmint-rules-") as folder:
            (Path(folder) / "rules.yaml").write_bytes(written({"groups": list(self.groups)}))
            (Path(folder) / "test.yaml").write_bytes(written(asked))
            ran = run("promtool", "test", "rules", "test.yaml", folder=Path(folder))
        if ran.is_content:
            return ""
        answer = ran.words.partition(_FAILED)[2]
        if "got:" not in answer:
            raise GrafmintError(f"promtool cannot try the rules out:\n{ran.words}", hint="look at the series")
        return answer


def _labels(text: str) -> dict[str, str]:
    # What Go quotes, Python reads.
    return {name: ast.literal_eval(value) for name, value in _LABEL.findall(text)}
