"""idle-route."""

from typing import Any

import pytest

from grafmint.bundle import Entry
from tests.check.alerts import contact_point, file, found, policy, query, rule, steps


def _route(*matchers: tuple[str, str, str], **rest: Any) -> dict[str, Any]:
    return {"receiver": "on-call", "object_matchers": [list(each) for each in matchers], **rest}


def _rule(uid: str = "down", **labels: str) -> Entry:
    return rule(uid, title=uid, labels=labels)


def _told(*entries: Entry, **options: Any) -> list[str]:
    """What is said of routes, each as `path: message (hint)`."""
    told = [each for each in found(*entries, contact_point(), **options) if each.rule == "idle-route"]
    return [f"{each.path}: {each.message} ({each.hint})" for each in told]


PAYMNTS = _route(("team", "=", "paymnts"))
RULES = (_rule("a", team="payments"), _rule("b", team="search"))


def test_a_misspelt_route_is_told() -> None:
    """With the nearest value that an alert has; where none is near it may be old."""
    assert _told(policy(PAYMNTS), *RULES) == [
        "/routes/0: no alert of the project has team=paymnts (did you mean 'payments'?)"
    ]
    assert _told(policy(_route(("team", "=", "x"))), *RULES) == [
        "/routes/0: no alert of the project has team=x (correct what it asks for, or remove it)"
    ]
    assert _told(policy(_route(("alertname", "=~", "x.*"))), *RULES)[0].startswith("/routes/0: no alert of")


def test_a_nested_route_is_told_by_what_comes_to_it() -> None:
    """Of those inside each other the outermost one, of several labels the one that is wrong."""
    nested = _route(("team", "=", "payments"), routes=[PAYMNTS, _route(("team", "=", "search"))])
    assert _told(policy(nested), *RULES) == [
        "/routes/0/routes/0: no alert that comes to team=payments has team=paymnts (did you mean 'payments'?)",
        (
            "/routes/0/routes/1: no alert that comes to team=payments has team=search "
            "(correct what it asks for, or remove it)"
        ),
    ]
    outer = _route(("team", "=", "paymnts"), ("alertname", "=", "a"), routes=[PAYMNTS])
    assert _told(policy(outer), *RULES) == [
        "/routes/0: no alert of the project has team=paymnts (did you mean 'payments'?)"
    ]
    both = _route(("team", "=", "search"), ("alertname", "=", "a"))
    assert "has team=search, alertname=a (correct" in _told(policy(both), *RULES)[0]


@pytest.mark.parametrize(
    "route",
    [
        _route(("team", "=", "payments")),
        _route(("team", "!=", "paymnts")),
        _route(("team", "=~", "pay.*")),
        # A pattern that only Go reads.
        _route(("team", "=~", r"\pL+(")),
        _route(),
        # Declared before an alert has it.
        _route(("severity", "=", "info")),
        # Grafana's own.
        _route(("alertname", "=", "DatasourceNoData")),
        _route(("rulename", "=", "a")),
    ],
)
def test_a_route_that_may_take_an_alert(route: dict[str, Any]) -> None:
    """Of it nothing is said."""
    assert _told(policy(route), *RULES) == []


def test_what_series_or_templates_bring_is_left_open() -> None:
    """Unless the query keeps no such label, which is certain."""
    assert _told(policy(PAYMNTS), *RULES, _rule("c")) == []
    assert _told(policy(PAYMNTS), *RULES, _rule("c", team="{{ $labels.owner }}")) == []
    by = [rule("c", data=steps(query(f"sum by ({label}) (up)"))) for label in ("team", "job")]
    assert [len(_told(policy(PAYMNTS), *RULES, each)) for each in by] == [0, 1]
    filled = rule("c", labels={"team": "{{ $labels.job }}"}, data=steps(query("sum by (job) (up)")))
    assert _told(policy(PAYMNTS), *RULES, filled) == []
    # Prometheus adds its external labels.
    assert _told(policy(PAYMNTS), *RULES, file({"alert": "Down", "expr": "sum(up) == 0"})) == []


def test_without_alerts_nothing_is_idle() -> None:
    """Neither where recording rules are all there is, nor where a module is broken."""
    assert _told(policy(PAYMNTS)) == []
    assert _told(policy(PAYMNTS), file({"record": "a:b", "expr": "up"})) == []
    assert _told(policy(PAYMNTS), *RULES, is_whole=False) == []
