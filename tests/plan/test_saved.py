"""Saved plans: what makes a plan another one than people have read, and what does not."""

from typing import Any

import attrs
import pytest

from grafmint.bundle import Bundle
from grafmint.plan import Plan
from grafmint.plan.saved import read_saved, saved
from tests.plan.scene import ENVIRONMENT, entry, held, plan

CODE = entry(refresh="1m")
THERE = attrs.evolve(held("ours"), revision="7")


def differences(then: Plan, now: Plan) -> tuple[str, ...]:
    """What is not the same any more."""
    content = saved(then, Bundle(entries=(CODE,)), ENVIRONMENT)
    return read_saved(content, "it").differences(now)


def with_held(**said: Any) -> Plan:
    """The plan as it was made, of something that is there otherwise."""
    made = plan([CODE], [THERE])
    return attrs.evolve(made, steps=tuple(attrs.evolve(each, held=attrs.evolve(THERE, **said)) for each in made.steps))


@pytest.mark.parametrize(
    "said",
    [{"uid": "other"}, {"folder": None}, {"hold": "edited"}, {"version": 4}, {"revision": "8"}, {"document": b"{}"}],
)
def test_another_state_is_another_plan(said: dict[str, Any]) -> None:
    """Though the step is the same: each of these alone, for no kind of resource has all of them."""
    assert differences(with_held(), with_held(**said)) == ("update dashboard load",)


@pytest.mark.parametrize("said", [{"where": "2 days ago"}, {"firing": 3}, {"notes": ("note",)}, {"title": "Renamed"}])
def test_words_that_change_by_themselves_make_no_other_plan(said: dict[str, Any]) -> None:
    """Time goes on while a plan waits for its reviewer."""
    assert differences(with_held(), with_held(**said)) == ()


def test_a_step_more_or_less_is_another_plan() -> None:
    """Each is named, and what is not done any more only where nothing else is to be told."""
    none = attrs.evolve(with_held(), steps=())
    assert differences(none, with_held()) == ("update dashboard load",)
    assert differences(with_held(), none) == ("no update dashboard load",)
