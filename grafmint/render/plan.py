"""Plans and outcomes as a person reads them."""

from collections.abc import Iterator

from grafmint.outcome import Outcome
from grafmint.plan.plan import Plan
from grafmint.plan.step import Action, Step
from grafmint.render.clean import clean
from grafmint.render.style import PLAIN, Style, Tone

#: What a run says that finds the target as the code has it; scripts may compare with it.
NO_CHANGES = "No changes."

_SIGNS: dict[Action, tuple[str, str, Tone]] = {
    "create": ("+", "create", "good"),
    "update": ("~", "update", "warn"),
    "delete": ("-", "delete", "bad"),
    "conflict": ("!", "conflict", "bad"),
    "stray": (".", "left", "dim"),
    "unchanged": ("=", "same", "dim"),
}
_DONE = (("create", "created"), ("update", "updated"), ("delete", "deleted"))


def plan_text(plan: Plan, style: Style = PLAIN) -> str:
    """The plan's steps but the unchanged ones, and their count."""
    return "".join(f"{line}\n" for line in _lines(plan, style))


def step_text(step: Step, width: int = 0, style: Style = PLAIN, place: str = "") -> str:
    """One step in one line; `width` aligns the places of several."""
    sign, verb, tone = _SIGNS[step.action]
    line = f"  {style.paint(f'{sign} {verb:<8}', tone)}  {_name(step):<{width}}"
    return f"{line}  {style.paint(clean(place), 'dim')}".rstrip() if place else line.rstrip()


def outcome_text(outcome: Outcome, seconds: float, style: Style = PLAIN) -> str:
    """What was done, in one line, and what was left alone, a line each."""
    counts = [(sum(step.action == action for step in outcome.done), word) for action, word in _DONE]
    said = ", ".join(f"{count} {word}" for count, word in counts if count) or "nothing written"
    sign = style.paint("✓", "good") if outcome.exit_code == 0 else style.paint("!", "bad")
    lines = [f"  {sign} {said}; {outcome.plan.count('unchanged')} unchanged ({seconds:.1f} s)"]
    for step in outcome.left:
        why = f", {clean(step.reason)}" if step.action == "conflict" and step.reason else ""
        lines.append(f"  {style.paint('!', 'bad')} left alone: {step.kind} {clean(step.uid)}{why}")
    return "".join(f"{line}\n" for line in lines)


def count_line(plan: Plan) -> str:
    """The plan in numbers; scripts may read it."""
    counts = f"{plan.count('create')} to create, {plan.count('update')} to update, {plan.count('delete')} to delete"
    conflicts = f", {len(plan.conflicts)} in conflict" if plan.conflicts else ""
    return f"Plan: {counts}{conflicts}; {plan.count('unchanged')} unchanged."


def _name(step: Step) -> str:
    title = f'  "{clean(step.title)}"' if step.kind != "datasource" else ""
    return f"{step.kind:<10}  {clean(step.uid)}{title}"


def _lines(plan: Plan, style: Style) -> Iterator[str]:
    shown = [step for step in plan.steps if step.action != "unchanged"]
    width = max((len(_name(step)) for step in shown), default=0)
    for step in shown:
        place = str(step.place.relative_to(plan.root)) if step.place is not None else ""
        yield step_text(step, width, style, place)
        if step.reason is not None:
            yield f"      {clean(step.reason)}"
        for change in step.changes:
            yield f"      ~ {clean(change)}"
    if plan.is_empty:
        yield NO_CHANGES
        return
    yield from (f"Not applied here: {clean(line)}" for line in plan.unsaid)
    yield count_line(plan)
    if plan.conflicts:
        uids = " ".join(f"--force {clean(step.uid)}" for step in plan.conflicts)
        prune = " --prune" if any(step.entry is None for step in plan.conflicts) else ""
        command = f"grafmint sync --env {plan.environment}{prune} {uids}"
        yield f"In conflict: undo the edit, or overwrite it with `{command}`."
