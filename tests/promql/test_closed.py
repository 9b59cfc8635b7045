"""Queries for alerting: what is left of them without a dashboard's variables."""

import attrs
import pytest
from hypothesis import given

from grafmint.promql import Expr
from grafmint.promql.closed import closed
from grafmint.promql.fault import Fault
from grafmint.promql.parse import check
from grafmint.promql.variables import references
from tests.promql.strategies import expressions


@attrs.frozen
class Choosable:
    """A variable, as far as it matters here."""

    name: str
    may_be_all: bool = True


VARIABLES = (Choosable("instance"), Choosable("env"), Choosable("job", may_be_all=False))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("up", "up"),
        ('up{job="a"}', 'up{job="a"}'),
        ('up{instance=~"$instance"}', "up"),
        ('up{instance="$instance", job="a"}', 'up{job="a"}'),
        ('up{job="a", instance=~"${instance:regex}"}', 'up{job="a"}'),
        ('up{job="a",instance!~"[[instance]]",env=~"$env",}', 'up{job="a",}'),
        ('up{instance=~"$instance", job="a", env=~\'$env\', b="c"}', 'up{job="a", b="c"}'),
        ("up{instance=~`$instance`} / up{job!=$instance}", "up / up"),
        ('{__name__="up", instance=~"$instance"}', '{__name__="up"}'),
        ('{"up", "a.b"=~"$instance"}', '{"up"}'),
        ("rate(x[$__rate_interval])", "rate(x[7m])"),
        ("rate(x[${__interval}]) + increase(x[[[__rate_interval]]])", "rate(x[7m]) + increase(x[7m])"),
        ("max_over_time(x[1h:$__interval])", "max_over_time(x[1h:7m])"),
        ("up # of $instance\n+ down", "up \n+ down"),
        (
            'label_replace(up{instance=~"$instance"}, "a", "$1", "b", "(.*)")',
            'label_replace(up, "a", "$1", "b", "(.*)")',
        ),
        ('sum(rate({app="x", env=~"$env"} |= "a{}#" [$__interval]))', 'sum(rate({app="x"} |= "a{}#" [7m]))'),
    ],
)
def test_matchers_on_all_are_left_out_and_intervals_filled_in(text: str, left: str) -> None:
    """The rest of the text stays as it was written."""
    assert closed(text, VARIABLES, "7m") == left


@pytest.mark.parametrize(
    ("text", "part", "message"),
    [
        ('up{job="$job"}', "$job", 'alerting has no value for $job: the variable has no "All"'),
        ('up{env=~"$env|x"}', "$env", "alerting has no value for $env: only a matcher on it can be left out"),
        ('up{env=~"$env"} * $env', "$env", "alerting has no value for $env: only a matcher on it can be left out"),
        ('up{$env=~"$env"}', "$env", "alerting has no value for $env: only a matcher on it can be left out"),
        ("up offset ${other}", "${other}", "alerting has no value for ${other}"),
        (
            "increase(x[$__range])",
            "$__range",
            "alerting has no time range for $__range: write the length itself",
        ),
        (
            "x / ${__range_s}",
            "${__range_s}",
            "alerting has no time range for ${__range_s}: write the length itself",
        ),
        (
            "rate(x[[[__range_ms]]])",
            "[[__range_ms]]",
            "alerting has no time range for [[__range_ms]]: write the length itself",
        ),
        (
            "x / $__interval_ms",
            "$__interval_ms",
            "alerting has no value for $__interval_ms: write the number itself",
        ),
        (
            "x / $__rate_interval_ms",
            "$__rate_interval_ms",
            "alerting has no value for $__rate_interval_ms: write the number itself",
        ),
        ("up > $__from", "$__from", "alerting has no value for $__from"),
        ('rate({app=~"$env"}[5m])', '{app=~"$env"}', "the selector has matchers on variables only"),
        ('{app="a"} | env="$env"', "$env", "alerting has no value for $env: only a matcher on it can be left out"),
        ("sum(up", "(", "'(' is never closed"),
    ],
)
def test_what_needs_a_variable_is_a_fault_with_its_place(text: str, part: str, message: str) -> None:
    """The last of several such parts is the one that is meant in these texts."""
    fault = closed(text, VARIABLES, "5m")
    assert isinstance(fault, Fault)
    assert fault.message == message
    assert text[fault.start : fault.end] == part
    assert fault.start == (text.find(part) if text.startswith("up{$env") else text.rfind(part))


@given(expressions())
def test_nothing_of_a_variable_is_left_and_what_parsed_still_does(expr: Expr) -> None:
    """Whatever the builder makes is either refused or a query that Prometheus takes as it stands."""
    text = str(expr)
    left = closed(text, VARIABLES, "5m")
    if not isinstance(left, Fault):
        assert references(left) == ()
        assert check(text).status != "ok" or check(left).status == "ok", left
        assert closed(left, (), "5m") == left
