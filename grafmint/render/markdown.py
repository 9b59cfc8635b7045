"""Plans and findings as Markdown, for a comment; what comes from the change is escaped."""

import re
from collections.abc import Iterable

from grafmint.finding import Finding
from grafmint.plan.plan import Plan
from grafmint.render.clean import clean
from grafmint.render.plan import NO_CHANGES, count_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~@&$:-])")


def escape(text: str) -> str:
    """The text as Markdown that shows exactly it: no markup, mention or HTML in it counts."""
    return _SPECIAL.sub(r"\\\1", clean(text)).replace("\\<", "&lt;").replace("\\>", "&gt;").replace("\\@", "&#64;")


def plan_markdown(plan: Plan) -> str:
    """The plan as a list."""
    if plan.is_empty:
        return f"{NO_CHANGES}\n"
    lines = [f"**{count_line(plan)}**", ""]
    for step in plan.steps:
        if step.action == "unchanged":
            continue
        reason = f": {escape(step.reason)}" if step.reason else ""
        lines.append(f"- {step.action} {step.kind} *{escape(step.title)}* ({escape(step.uid)}){reason}")
        lines.extend(f"  - {escape(change)}" for change in step.changes)
    return "\n".join(lines) + "\n"


def findings_markdown(findings: Iterable[Finding]) -> str:
    """Findings as a list."""
    lines = []
    for finding in findings:
        place = f" ({escape(str(finding.place))})" if finding.place is not None else ""
        hint = f" {escape(finding.hint)}" if finding.hint else ""
        lines.append(f"- **{finding.severity}** {escape(finding.message)}{place}{hint}")
    return "\n".join(lines) + "\n" if lines else "No findings.\n"
