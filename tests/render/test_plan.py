"""Plans with every kind, as people and machines read them."""

from pathlib import Path
from typing import Any

import attrs
import pytest

from grafmint.bundle import Kind
from grafmint.errors import TargetError
from grafmint.outcome import Outcome
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Held, Whose
from grafmint.plan.step import Action, Result, Step
from grafmint.render.json import plan_json
from grafmint.render.markdown import plan_markdown
from grafmint.render.plan import failures_text, outcome_text, plan_text, summary


def _step(kind: Kind, uid: str, action: Action = "update", **said: Any) -> Step:
    return Step(**{"action": action, "kind": kind, "uid": uid, "title": uid, **said})


STEPS = (
    _step("dashboard", "http", "create", title="HTTP"),
    _step("contact-point", "on call", changes=("integration slack added",)),
    _step("policy", "policies", "managed", title="Notification policies", reason="left alone: by a file"),
    _step("alert-rule", "http-fails", title="HTTP fails", changes=("condition  > 0.05 → > 0.01", "resets its state")),
    _step("rule-group", "shop/http", title="http"),
)
PLAN = Plan(environment="prod", root=Path("/project"), steps=STEPS)


def test_kinds_are_told_in_words_and_columns_stay_aligned() -> None:
    """The longest kind makes room for all; what is its name is not said twice."""
    assert (
        plan_text(PLAN)
        == """\
  + create     dashboard      http  "HTTP"
  ~ update     contact point  on call
      ~ integration slack added
  ! managed    policy         policies  "Notification policies"
      left alone: by a file
  ~ update     alert rule     http-fails  "HTTP fails"
      ~ condition  > 0.05 → > 0.01
      ~ resets its state
  ~ update     rule group     shop/http  "http"
Plan: 1 to create, 3 to update, 0 to delete, 1 managed by others; 0 unchanged.
"""
    )


def _kept(kind: Kind, *, hold: Whose = "ours") -> Plan:
    held = Held(
        kind=kind, uid="a", title="A", folder=None, document=b"{}", hold=hold, where="here", kept=("used by 'x'",)
    )
    step = _step(kind, "a", "conflict", reason="not in the code, but kept: used by 'x'", held=held)
    return attrs.evolve(PLAN, steps=(step,))


@pytest.mark.parametrize(
    ("kind", "way_out"),
    [
        ("folder", "Kept: empty them in Grafana, move out what is in them, or define them in the code again."),
        ("library-panel", "Kept: take away what stands against it, or define them in the code again."),
    ],
)
def test_what_is_kept_for_ever_says_what_ends_that(kind: Kind, way_out: str) -> None:
    """Every night's run would meet the same conflict, and no option resolves it; of others' it is not ours to say."""
    assert plan_text(_kept(kind)).splitlines()[-1] == way_out
    assert "Kept" not in plan_text(_kept(kind, hold="foreign"))


def test_what_is_on_hold_is_counted() -> None:
    """What differs and is left alone is not said to be as in the code; without it the target is."""
    held = _step("dashboard", "load", "held", reason="on hold until 2999-12-31: incident")
    same = _step("dashboard", "errors", "unchanged")
    plan = attrs.evolve(PLAN, steps=(held, same))
    said = "Plan: 0 to create, 0 to update, 0 to delete, 1 on hold; 1 unchanged."
    assert plan.is_empty
    assert plan_text(plan).splitlines()[-1] == summary(plan) == said
    assert plan_markdown(plan).startswith(f"**{said}**\n")
    assert plan_text(attrs.evolve(plan, steps=(same,))) == "No changes.\n"
    assert plan_markdown(attrs.evolve(plan, steps=(same,))) == "No changes.\n"


def test_what_is_not_ours_is_not_said_to_be_made_by_nobody() -> None:
    """Another environment of the same project may have made it."""
    reason = "made by the environment 'fresh' of this project"
    step = _step("dashboard", "load", "conflict", reason=reason, way_out="--take-over")
    said = "Not ours: make them ours with `grafmint sync --env prod --take-over load`."
    assert plan_text(attrs.evolve(PLAN, steps=(step,))).splitlines()[-1] == said


def test_a_comment_says_kinds_in_words_and_json_by_their_ids() -> None:
    """People read the one, programs the other."""
    assert "- update alert rule `http-fails` `HTTP fails`" in plan_markdown(PLAN)
    assert "- update contact point `on call`\n" in plan_markdown(PLAN)
    assert [step["kind"] for step in plan_json(PLAN)["steps"]] == [step.kind for step in STEPS]


def test_outcomes_say_kinds_in_words() -> None:
    """What failed, what was left alone and how many of what were not begun."""
    rule = STEPS[3]
    failed = Result(step=rule, error=TargetError("alert rule 'http-fails' was refused"))
    text = outcome_text(Outcome(plan=PLAN, results=(failed,), interrupted=True), 1.0)
    assert "failed: alert rule http-fails\n" in text
    assert "left alone: policy policies" in text
    assert "not begun: 1 contact point\n" in text
    # The message names the only step itself.
    assert failures_text(Outcome(plan=PLAN, results=(failed,))).startswith("error: alert rule 'http-fails' was refused")
