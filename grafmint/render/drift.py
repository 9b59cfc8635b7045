"""Drift as a person reads it: what was edited on a target, and nothing of what a sync would do beside."""

from grafmint.bundle import KINDS, plural
from grafmint.plan.plan import Plan
from grafmint.render.findings import number
from grafmint.render.plan import steps_text
from grafmint.render.style import PLAIN, Style


def drift_text(drift: Plan, style: Style = PLAIN) -> str:
    """The edits, and their count."""
    return f"{steps_text(drift, style)}{drift_summary(drift)}\n"


def drift_summary(drift: Plan) -> str:
    """How much was edited, in a line."""
    on_hold = drift.count("held")
    held = f", {on_hold} on hold" if on_hold else ""
    edits = f"{number(len(drift.steps) - on_hold, 'edit')}{held}." if drift.steps else "No edits."
    kinds = ", ".join(plural(kind) for kind in KINDS if kind in drift.unread)
    return f"{edits} Not read, for these credentials may not: {kinds}." if kinds else edits
