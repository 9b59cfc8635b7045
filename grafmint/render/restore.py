"""The plan of a restore as a person reads it: what it leaves alone the restore itself puts back, when it is told to."""

from shlex import quote

from grafmint.plan.choices import shortest
from grafmint.plan.plan import Plan
from grafmint.render.clean import clean
from grafmint.render.plan import steps_text, summary
from grafmint.render.style import PLAIN, Style


def restore_text(plan: Plan, command: str, style: Style = PLAIN) -> str:
    """The plan, and for its conflicts the command with which each one is put back all the same."""
    text = f"{steps_text(plan, style)}{summary(plan)}\n"
    # Those that are resolved already stand in the way of a bare uid as well.
    asked = [(step.kind, step.uid) for step in plan.steps if step.way_out is not None]
    stopped = [(step.kind, step.uid) for step in plan.conflicts if step.way_out is not None]
    if not stopped:
        return text
    names = " ".join(f"--force {quote(clean(shortest(*key, asked)))}" for key in stopped)
    return f"{text}In conflict: put them back all the same with `{command} {names}`.\n"
