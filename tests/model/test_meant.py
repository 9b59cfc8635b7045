"""What a value of the wrong type says in the right one."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint import Folder, Secret, promql
from grafmint.alerting import PagerDuty, Route, Slack
from grafmint.errors import ModelError
from grafmint.model.accept import accepts, explain
from grafmint.model.meant import meant
from grafmint.slo import Latency

NUMBER = (int, float)


@pytest.mark.parametrize(
    ("value", "classes", "expected"),
    [
        ("99.9%", NUMBER, 99.9),
        (" 5 ", (int,), 5),
        ("-1", NUMBER, -1),
        ("many", NUMBER, None),
        ("1e3", NUMBER, None),
        (0.5, (str,), "0.5"),
        (True, (str,), None),
        (5, (dict,), None),
        ("team=payments", (dict,), {"team": "payments"}),
        ('team = "a b"', (dict,), {"team": "a b"}),
        ("team=~a", (dict,), None),
        ("a=b,c=d", (dict,), None),
        ("a=b", (Folder,), None),
        (None, (str, dict, *NUMBER), None),
    ],
)
def test_what_is_meant(value: Any, classes: tuple[type[Any], ...], expected: Any) -> None:
    """Numbers, texts and one matcher; nothing where it is not plain."""
    found = meant(value, classes)
    assert (found, type(found)) == (expected, type(expected))


@given(st.text(alphabet="ab1.=~\"'\\\n %-"), st.sampled_from([NUMBER, (dict,), (str,)]))
def test_any_text_has_an_answer(text: str, classes: tuple[type[Any], ...]) -> None:
    """Whatever is written, it becomes one of the classes or nothing."""
    found = meant(text, classes)
    assert found is None or isinstance(found, classes)


def hint_of(call: Any, **given: Any) -> str | None:
    """The hint of a call that must be refused."""
    with pytest.raises(ModelError) as caught:
        call(**given)
    return caught.value.hint


def test_the_hint_shows_how_to_write_it() -> None:
    """As Python code."""
    assert hint_of(Route, matchers="team=payments") == 'write {"team": "payments"}'
    assert hint_of(Route, group_wait=30) == 'write it as "5m", "1h30m" or "30s"'
    assert hint_of(Latency, buckets=promql.metric("a_bucket"), bound=0.5) == 'write "0.5"'


def test_a_secret_is_not_shown_in_a_hint() -> None:
    """What stands where a secret belongs is not repeated."""
    assert hint_of(PagerDuty, integration_key=12345) == "write Secret(name=…)"
    assert "x=1" not in (hint_of(Slack, url="https://x=1") or "")
    assert explain(accepts(Mapping[str, str | Secret]), "key=hunter2") == (
        "is not a mapping to a string or Secret",
        None,
    )
