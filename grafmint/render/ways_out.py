"""Ways out: what whoever reads a plan can do about its conflicts, a line for each of them."""

from collections.abc import Iterator
from shlex import quote

import attrs

from grafmint.plan.choices import Choices, shortest
from grafmint.plan.plan import Plan
from grafmint.plan.step import Step
from grafmint.render.clean import clean

# The option, whether it is for what the code has no more, and what it does.
_WAYS = (
    ("--force", False, "In conflict: put the edit into the code, undo it, or overwrite it with"),
    ("--force", True, "Edited, and not in the code: put it back into the code, or delete it with"),
    ("--take-over", None, "Not ours: make them ours with"),
)


def ways_out(plan: Plan) -> Iterator[str]:
    """What ends the conflicts of a plan: for each option a command, and what people do where no option helps."""
    for option, is_gone, words in _WAYS:
        # Those that are resolved already stand in the way of a bare uid as well.
        asked = [(step.kind, step.uid) for step in plan.steps if step.way_out == option]
        steps = [step for step in plan.conflicts if step.way_out == option and is_gone in {None, step.entry is None}]
        if steps:
            names = " ".join(f"{option} {quote(clean(shortest(step.kind, step.uid, asked)))}" for step in steps)
            yield f"{words} `grafmint sync --env {plan.environment}{_again(plan.choices)} {names}`."
    yield from _ends_of_kept(plan)
    too_many = sum(map(_is_one_too_many, plan.conflicts))
    if too_many:
        again = _again(attrs.evolve(plan.choices, max_delete=too_many))
        yield f"Too many to delete: see that all is to go, and use `grafmint sync --env {plan.environment}{again}`."


def _ends_of_kept(plan: Plan) -> Iterator[str]:
    """What ends conflicts that no option does: another run would meet the same ones for ever."""
    kept = [step for step in plan.conflicts if step.entry is None and _is_ours(step) and step.held and step.held.kept]
    if any(step.kind == "folder" for step in kept):
        yield "Kept: empty them in Grafana, move out what is in them, or define them in the code again."
    if any(step.kind != "folder" for step in kept):
        yield "Kept: take away what stands against it, or define them in the code again."


def _is_ours(step: Step) -> bool:
    return step.held is not None and step.held.hold in {"ours", "edited"}


def _is_one_too_many(step: Step) -> bool:
    """Whether a step would delete something, and nothing but the number of those that do keeps it."""
    held = step.held
    is_left = step.entry is None and step.way_out is None and step.action == "conflict"
    return is_left and held is not None and _is_ours(step) and not held.kept


def _again(choices: Choices) -> str:
    """The options with which another run plans the same."""
    selected = "".join(f" --select {quote(clean(selector.text))}" for selector in choices.select.selectors)
    prune = " --prune" if choices.prune else ""
    most = f" --max-delete {choices.max_delete}" if choices.max_delete is not None else ""
    return f"{selected}{prune}{most}{' --resend-secrets' if choices.resend_secrets else ''}"
