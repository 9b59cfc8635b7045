"""Times that the page would read as something else are refused."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Dashboard, Folder, QueryVariable, Stat, loki, prometheus
from grafmint.errors import ModelError

Refuse = Callable[..., ModelError]


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"time_from": "6h"}, "did you mean 'now-6h'?"),
        ({"time_to": "tomorrow"}, "write it as now-6h, now/d or 2026-11-21"),
        ({"auto_refresh": "30 s"}, "did you mean '30s'?"),
        ({"auto_refresh": "5 minutes"}, "did you mean '5m'?"),
        ({"auto_refresh": "often"}, "write it as '30s'"),
    ],
)
def test_what_is_no_time_is_refused(refuse: Refuse, options: dict[str, Any], hint: str) -> None:
    """The page would say "Invalid date", or silently take another one."""
    assert refuse(Dashboard, uid="a", title="A", **options).hint == hint


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("now-6h", "now"),
        ("now/d", "now/d"),
        ("now-1d/d", "now-1d/d"),
        ("now/fQ", "now"),
        ("2026-01-01", "1767225600000"),
    ],
)
def test_grafanas_own_times_are_taken(start: str, end: str) -> None:
    """Relative, rounded, dates and milliseconds."""
    assert Dashboard(uid="a", title="A", time_from=start, time_to=end, auto_refresh="").time_from == start


def test_a_step_is_a_duration_or_a_variable(refuse: Refuse) -> None:
    """The least step of a query, as `$__interval` reads it."""
    assert refuse(prometheus.Query, expr="up", interval="1 minute").hint == "did you mean '1m'?"
    for step in ("30s", ">1m", "$step"):
        assert prometheus.Query(expr="up", interval=step).interval == step


def test_a_variable_takes_no_query_of_a_panel(refuse: Refuse) -> None:
    """The page would throw on it; the hint names what is meant."""
    error = refuse(QueryVariable, name="pod", query=prometheus.Query(expr="label_values(up, pod)"))
    assert error.hint is not None
    assert "LabelValues" in error.hint
    assert QueryVariable(name="pod", query=loki.LabelValues(label="pod")).name == "pod"


@pytest.mark.parametrize("title", ["General", " general "])
def test_grafanas_own_folder_is_not_taken(refuse: Refuse, title: str) -> None:
    """A folder of that title keeps a Grafana from starting."""
    assert "is Grafana's own" in refuse(Folder, uid="a", title=title).message


@pytest.mark.parametrize(
    ("options", "hint"),
    [({"thresholds": 80}, "write above(warning=…, critical=…)"), ({"queries": "up"}, "write prometheus.Query(expr=…)")],
)
def test_a_wrong_shape_says_what_to_write(refuse: Refuse, options: dict[str, Any], hint: str) -> None:
    """A number or a text where a value belongs is the commonest first mistake."""
    found = refuse(Stat, title="A", **options).hint
    assert found is not None
    assert found.startswith(hint)
