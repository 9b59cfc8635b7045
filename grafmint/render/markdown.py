"""Plans and findings as Markdown, for a comment; what comes from the change stands in code spans.

In a code span nothing counts: no markup, HTML or link, and no mention or issue number for the site that shows it.
"""

import re
from collections.abc import Iterable, Iterator

from grafmint.bundle import shown
from grafmint.finding import Finding
from grafmint.plan.plan import Plan
from grafmint.plan.step import Step
from grafmint.render.clean import clean
from grafmint.render.plan import NO_CHANGES, summary

_TICKS = re.compile("`+")
# GitHub's parser knows no fence of more than 80 ticks.
_MANY = re.compile("(`{40})`+")


def code(text: str) -> str:
    """The text as a code span that shows exactly it, in one line; its fence is longer than any in the text.

    Of more than 40 ticks in a row the rest is left out.
    """
    text = _MANY.sub(r"\1…", clean(text))
    if not text.strip():
        return ""
    fence = "`" * (1 + max((len(ticks) for ticks in _TICKS.findall(text)), default=0))
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def plan_markdown(plan: Plan, heading: str | None = None) -> str:
    """The plan as a list, below what it comes to or a heading of its own."""
    told = [step for step in plan.steps if step.action != "unchanged"]
    said = summary(plan)
    lines = [
        heading or (said if said == NO_CHANGES else f"**{said}**"),
        *([""] if told else []),
        *(line for step in told for line in _step(step)),
    ]
    if plan.unsaid and said != NO_CHANGES:
        lines += ["", *(f"Not applied here: {code(said)}" for said in plan.unsaid)]
    return "\n".join(lines) + "\n"


def findings_markdown(findings: Iterable[Finding]) -> str:
    """Findings as a list."""
    lines = []
    for finding in findings:
        place = f" at {code(str(finding.place))}" if finding.place is not None else ""
        hint = f", {code(finding.hint)}" if finding.hint else ""
        lines.append(f"- **{finding.severity}** {code(finding.message)}{place}{hint}")
    return "\n".join(lines) + "\n" if lines else "No findings.\n"


def _step(step: Step) -> Iterator[str]:
    title = f" {code(step.title)}" if step.title != step.uid else ""
    reason = f": {code(step.reason)}" if step.reason else ""
    yield f"- {step.action} {shown(step.kind)} {code(step.uid)}{title}{reason}"
    yield from (f"  - {code(change)}" for change in step.changes)
