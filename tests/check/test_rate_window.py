"""rate-window."""

import pytest

from grafmint.bundle import Bundle
from grafmint.check import check
from grafmint.environment import Demands
from tests.check.alerts import FOLDER, KNOWN, file, query, rule, steps
from tests.check.boards import board, found, panel, said, target

ASKED = Demands(min_rate_window="1m")


def _marked(expr: str, demands: Demands = ASKED) -> list[str]:
    findings = found(board(panel(targets=[target(expr)])), demands=demands)
    assert {each.rule for each in findings} <= {"rate-window"}
    marks = [each.snippet for each in findings if each.snippet is not None]
    return [mark.text[mark.start : mark.end] for mark in marks]


@pytest.mark.parametrize("expr", ["rate(up[30s])", "rate(up[ 30s ])"])
def test_a_short_window_is_a_warning(expr: str) -> None:
    """With what to write in a panel; without the setting nobody asks."""
    document = board(panel(targets=[target(expr)]))
    message = "a rate is measured over 30s, and [check] min_rate_window is 1m"
    assert said(found(document, demands=ASKED)) == [
        f"warning rate-window /panels/0/targets/0: {message} (write [$__rate_interval] or [1m])"
    ]
    assert found(document) == []


@pytest.mark.parametrize(
    ("expr", "marks"),
    [
        ("irate(up[59s])", ["[59s]"]),
        ("sum by (a) (increase(up{a!='b'}[0m30s]))", ["[0m30s]"]),
        ("rate(a[30s]) / rate(b[1m])", ["[30s]"]),
        ("rate(up[900ms])", ["[900ms]"]),
        ("rate(a[$__rate_interval]) / rate(b[30s])", ["[30s]"]),
        ("max_over_time(rate(up[15s])[1h:1m])", ["[15s]"]),
    ],
)
def test_where_it_stands(expr: str, marks: list[str]) -> None:
    """Each window of a rate, wherever it is, and no other."""
    assert _marked(expr) == marks


@pytest.mark.parametrize(
    "expr",
    [
        "rate(up[1m])",
        "rate(up[60s])",
        "rate(up[$__rate_interval])",
        "rate(up[${__range_s}s])",
        "max_over_time(up[30s])",
        "up",
    ],
)
def test_what_is_long_enough_passes(expr: str) -> None:
    """So do variables, and functions that are content with one sample."""
    assert _marked(expr) == []


def test_rules_of_either_engine_are_asked_too() -> None:
    """They have no variables, so only a length is of use; Loki's know no scrape."""
    written = file({"record": "a:b", "expr": "rate(up[30s])"})
    asks = rule(data=steps(query("rate(up[30s])")))
    logs = rule("logs", title="Logs", data=steps(query("rate({a=`b`}[30s])", uid="logs")))
    findings = check(Bundle(entries=(FOLDER, asks, logs, written), datasources=KNOWN, demands=ASKED))
    assert [(each.rule, each.kind, each.hint) for each in findings] == [
        ("rate-window", "alert-rule", "write [1m] or more"),
        ("rate-window", "prometheus-rules", "write [1m] or more"),
    ]
