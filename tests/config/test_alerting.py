"""The keys of alerting: the engine, the versions it is written for, retention and ownership."""

from collections.abc import Callable

import pytest

from grafmint.config import Config
from grafmint.config.describe import describe


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (
            'alerting = "prom"',
            (
                "6:1 bad-value: env.prod.alerting is 'prom', not one of grafana, prometheus "
                '(write alerting = "prometheus", or leave it out)'
            ),
        ),
        (
            'alerting = "promethus"',
            (
                "6:1 bad-value: env.prod.alerting is 'promethus', not one of grafana, prometheus "
                "(did you mean 'prometheus'?)"
            ),
        ),
        (
            'alerting = "prometheus"',
            (
                "6:1 missing-key: env.prod.alerting is 'prometheus', "
                "and the versions that files are written for are missing "
                '(write prometheus = "2.42" and alertmanager = "0.25")'
            ),
        ),
        (
            'prometheus = "2.42"\nalerting = "prometheus"',
            (
                "7:1 missing-key: env.prod.alerting is 'prometheus', "
                "and the versions that files are written for are missing "
                '(write alertmanager = "0.25")'
            ),
        ),
        (
            "prometheus = 2.42",
            '6:1 wrong-type: env.prod.prometheus is a number, not a string (write prometheus = "2.42")',
        ),
        (
            'alertmanager = "v0.25.1"',
            (
                "6:1 bad-version: env.prod.alertmanager is 'v0.25.1', not a version MAJOR.MINOR "
                '(write alertmanager = "0.25")'
            ),
        ),
        (
            'retention = "15 days"',
            '6:1 bad-value: env.prod.retention is \'15 days\', not a length of time (write it as "15d" or "12h")',
        ),
        ("owns_policies = 1", "6:1 wrong-type: env.prod.owns_policies is a whole number, not true or false"),
    ],
)
def test_what_is_wrong_is_told_with_the_way_out(faults: Callable[[str], list[str]], lines: str, fault: str) -> None:
    """One finding at the line, and no other one beside it."""
    assert faults(lines) == [fault]


def test_a_prometheus_may_stand_beside_grafana(sound: Callable[[str], Config]) -> None:
    """Then it records, and Grafana evaluates the alerts."""
    prod = sound('prometheus = "3.1"').environments["prod"]
    assert (prod.alerting, prod.prometheus, prod.records) == ("grafana", (3, 1), True)


def test_the_keys_are_described(sound: Callable[[str], Config]) -> None:
    """With the line that they stand on."""
    lines = (
        'alerting = "prometheus"\nprometheus = "2.42"\nalertmanager = "0.25"\nretention = "15d"\nowns_policies = true'
    )
    found = {one.key: (one.value, one.place and one.place.line) for one in describe(sound(lines).environments["prod"])}
    expected = {
        "alerting": ("prometheus", 6),
        "prometheus": ("2.42", 7),
        "alertmanager": ("0.25", 8),
        "retention": ("15d", 9),
        "owns_policies": ("true", 10),
    }
    assert {key: found[key] for key in expected} == expected
