"""Plans and outcomes as a person reads them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from grafmint.bundle import Kind, plural, shown
from grafmint.outcome import Outcome
from grafmint.plan.plan import Plan
from grafmint.plan.step import WRITES, Action, Result, Step
from grafmint.render.clean import clean
from grafmint.render.findings import number, problem_text
from grafmint.render.style import PLAIN, Style, Tone
from grafmint.render.ways_out import ways_out

#: What a run says that finds the target as the code has it; scripts may compare with it.
NO_CHANGES = "No changes."

_SIGNS: dict[Action, tuple[str, str, Tone]] = {
    "create": ("+", "create", "good"),
    "update": ("~", "update", "warn"),
    "rename": ("~", "rename", "warn"),
    "take over": ("~", "take over", "warn"),
    "adopt": ("~", "adopt", "dim"),
    "delete": ("-", "delete", "bad"),
    "conflict": ("!", "conflict", "bad"),
    "managed": ("!", "managed", "bad"),
    "held": (".", "held", "warn"),
    "stray": (".", "left", "dim"),
    "unchanged": ("=", "same", "dim"),
}
# As wide as the kinds that most plans are about.
_KIND = len("datasource")
# A datasource's title is its name in Grafana; the others are their names.
_NAMES: frozenset[Kind] = frozenset({"datasource", "template", "mute-timing", "contact-point"})
# Of steps that failed for one reason the summary has every name.
_NAMED = 3
_ALWAYS = frozenset({"create", "update", "delete"})
_DONE: tuple[tuple[Action, str], ...] = (
    ("create", "created"),
    ("update", "updated"),
    ("rename", "renamed"),
    ("take over", "taken over"),
    ("adopt", "adopted"),
    ("delete", "deleted"),
)


def plan_text(plan: Plan, style: Style = PLAIN) -> str:
    """The plan's steps but the unchanged ones, and their count."""
    return "".join(f"{line}\n" for line in _lines(plan, style))


def steps_text(plan: Plan, style: Style = PLAIN) -> str:
    """The plan's steps but the unchanged ones, with what differs."""
    return "".join(f"{line}\n" for line in _steps(plan, style))


def summary(plan: Plan) -> str:
    """What a plan comes to, in one line; what is on hold may differ, so that it is not said to be as in the code."""
    return NO_CHANGES if plan.is_empty and not plan.count("held") else count_line(plan)


def step_text(step: Step, widths: tuple[int, int] = (_KIND, 0), style: Style = PLAIN, place: str = "") -> str:
    """One step in one line; `widths` of the kind and of the whole name align those of several."""
    kind, name = widths
    sign, verb, tone = _SIGNS[step.action]
    line = f"  {style.paint(f'{sign} {verb:<9}', tone)}  {_name(step, kind):<{name}}"
    return f"{line}  {style.paint(clean(place), 'dim')}".rstrip() if place else line.rstrip()


def result_text(result: Result, number: int, plan: Plan, style: Style = PLAIN) -> str:
    """What came of one of a plan's steps, in one line."""
    # Told as often as there are steps: looking at each of them by its words would take long.
    total, width = len(plan.writes), max((_KIND, *map(_width, {step.kind for step in plan.writes})))
    remark = f"  {clean(result.remark)}" if result.remark is not None else ""
    counted = style.paint(f"[{number:>{len(str(total))}}/{total}]", "dim")
    failed = f" {style.paint('failed:', 'bad')}" if result.error is not None else ""
    return f"{counted}{failed}{step_text(result.step, (width, 0), style)}{remark}"


def outcome_text(outcome: Outcome, seconds: float, style: Style = PLAIN) -> str:
    """What was done, in one line, and what was left alone, a line each."""
    sign = style.paint("✓", "good") if outcome.exit_code == 0 else style.paint("!", "bad")
    lines = [f"  {sign} {_counted(outcome)} ({seconds:.1f} s)"]
    bad = style.paint("!", "bad")
    lines += [f"  {bad} {_what(result.step)}: {clean(result.remark or '')}" for result in outcome.remarks]
    lines += [f"  {bad} left alone: {_what(step)}, {clean(_why(step))}" for step in outcome.plan.conflicts]
    lines += [f"  {bad} failed: {_what(step)}" for step, _ in outcome.failed]
    untried = Counter(step.kind for step in outcome.untried)
    lines += [f"  {bad} not begun: {number(count, shown(kind), plural(kind))}" for kind, count in untried.items()]
    return "".join(f"{line}\n" for line in lines)


def outcome_summary(outcome: Outcome) -> str:
    """What a sync came to, in one line."""
    left = [
        (len(outcome.failed), "failed"),
        (len(outcome.plan.conflicts), "left alone"),
        (len(outcome.untried), "not begun"),
    ]
    said = "".join(f", {count} {word}" for count, word in left if count)
    return f"{_counted(outcome)}{said}"


def failures_text(outcome: Outcome, style: Style = PLAIN) -> str:
    """Why steps failed, and what stopped the others: what several have in common is told once."""
    alike: dict[str, list[Step]] = {}
    errors = {str(error): error for _, error in outcome.failed}
    for step, error in outcome.failed:
        alike.setdefault(str(error), []).append(step)
    told = [problem_text(_named(steps, errors[key].message), errors[key].hint, style) for key, steps in alike.items()]
    if outcome.error is not None:
        told.append(problem_text(outcome.error.message, outcome.error.hint, style))
    return "".join(told)


def counted(counts: Mapping[Action, int]) -> str:
    """How many steps of each action were done: `1 created, 4 updated`."""
    return ", ".join(f"{counts[action]} {word}" for action, word in _DONE if counts.get(action))


def _counted(outcome: Outcome) -> str:
    said = counted(Counter(step.action for step in outcome.done)) or "nothing written"
    return f"{said}; {outcome.plan.count('unchanged')} unchanged"


def _named(steps: list[Step], message: str) -> str:
    """The message with the steps that it is about before it, where it does not name the only one itself."""
    if len(steps) == 1 and message.startswith(f"{shown(steps[0].kind)} {steps[0].uid!r}"):
        return message
    names = [_what(step) for step in steps]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}: {message}"


def count_line(plan: Plan) -> str:
    """The plan in numbers; scripts may read it."""
    counts = [f"{plan.count(action)} to {action}" for action in WRITES if plan.count(action) or action in _ALWAYS]
    conflicts = f", {plan.count('conflict')} in conflict" if plan.count("conflict") else ""
    managed = f", {plan.count('managed')} managed by others" if plan.count("managed") else ""
    held = f", {plan.count('held')} on hold" if plan.count("held") else ""
    return f"Plan: {', '.join(counts)}{conflicts}{managed}{held}; {plan.count('unchanged')} unchanged."


def _why(step: Step) -> str:
    return (step.reason or "").removeprefix("left alone: ")


def _width(kind: Kind) -> int:
    return len(shown(kind))


def _what(step: Step) -> str:
    return f"{shown(step.kind)} {clean(step.uid)}"


def _name(step: Step, width: int) -> str:
    title = f'  "{clean(step.title)}"' if step.kind not in _NAMES else ""
    return f"{shown(step.kind):<{width}}  {clean(step.uid)}{title}"


def _lines(plan: Plan, style: Style) -> Iterator[str]:
    yield from _steps(plan, style)
    said = summary(plan)
    if said != NO_CHANGES:
        yield from (f"Not applied here: {clean(line)}" for line in plan.unsaid)
    yield said
    yield from ways_out(plan)


def _steps(plan: Plan, style: Style) -> Iterator[str]:
    told = [step for step in plan.steps if step.action != "unchanged"]
    kind = max((_KIND, *(len(shown(step.kind)) for step in told)))
    name = max((len(_name(step, kind)) for step in told), default=0)
    for step in told:
        place = str(step.place.relative_to(plan.root)) if step.place is not None else ""
        yield step_text(step, (kind, name), style, place)
        if step.reason is not None:
            yield f"      {clean(step.reason)}"
        for change in step.changes:
            yield f"      ~ {clean(change)}"
