"""The verdict: what the checks say, and what would happen to the environment."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from grafmint.finding import Finding, Severity
from grafmint.plan.plan import Plan
from grafmint.plan.step import Action, Step
from grafmint.render.comment.fit import Section
from grafmint.render.comment.text import NAME, inline, listed, name, span
from grafmint.render.findings import number
from grafmint.review import Review

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_DONE: tuple[tuple[Action, str], ...] = (
    ("create", "created"),
    ("update", "updated"),
    ("delete", "deleted"),
    ("take over", "taken over"),
    ("adopt", "adopted"),
)
_ALWAYS = 3
_LEFT = "left alone: "
# A warning that fits into the sentence before it, in characters.
_SHORT = 160


def checks(review: Review) -> Section:
    """Findings that the change brings, the worst first, and those that it takes away."""
    new, gone = (sorted(found, key=_badness) for found in (review.new_findings, review.gone_findings))
    is_compared = review.base.failure is None and review.head.failure is None
    counted = _counted(new) or "nothing"
    said = f"{counted} new" if is_compared else counted if new else "nothing found"
    alone = ", not compared with the base" if review.base.failure is not None else ""
    lead = f"**Checks**: {said}{alone}{f', {len(gone)} gone' if gone else ''}."
    pieces = [*((f"- {each}",) for each in _findings(new)), *((f"- gone: {each}",) for each in _findings(gone))]
    return Section(lead=lead, pieces=pieces, noun="finding", rank=3)


def merged(review: Review) -> Section | None:
    """What a sync would do; None where nobody asked."""
    where = f"**If merged, {inline(review.environment or '', NAME // 2) or 'the environment'}**"
    if review.plan is None:
        reason = [(f"- {inline(review.no_plan)}",)] if review.no_plan else []
        return Section(lead=f"{where}: not known.", pieces=reason, noun="reason", rank=2) if reason else None
    plan = review.plan
    conflicts = [f"⚠ {_left(step)}" for step in plan.conflicts]
    unread = [f"⚠ {kind}s could not be read" for kind in sorted(plan.unread)]
    warnings = conflicts + unread
    counted = _would(plan)
    if len(warnings) == 1 and len(warnings[0]) <= _SHORT:
        return Section(lead=f"{where}: {counted}; {warnings[0]}.", rank=2)
    pieces = [(f"- {warning}",) for warning in warnings]
    return Section(lead=f"{where}: {counted}.", pieces=pieces, noun="conflict", rank=2)


def _would(plan: Plan) -> str:
    counts = [(plan.count(action), word) for action, word in _DONE]
    return ", ".join(f"{count} {word}" for index, (count, word) in enumerate(counts) if count or index < _ALWAYS)


def _left(step: Step) -> str:
    said = f"{name(step.title)} would be left alone"
    reason = (step.reason or "").removeprefix(_LEFT)
    return f"{said}: {inline(reason, NAME * 2)}" if reason else said


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    """What the findings say, each once with all of its places."""
    places = defaultdict[Finding, list[str]](list)
    for finding in findings:
        said = Finding(rule=finding.rule, severity=finding.severity, message=finding.message, hint=finding.hint)
        places[said] += [span(str(finding.place))] if finding.place is not None else []
    yield from (_finding(finding, found) for finding, found in places.items())


def _finding(finding: Finding, places: list[str]) -> str:
    place = f" at {listed(places)}" if places else ""
    hint = f", {inline(finding.hint, NAME * 2)}" if finding.hint else ""
    return f"**{finding.severity}** {inline(finding.message)} ({span(finding.rule)}){place}{hint}"


def _badness(finding: Finding) -> int:
    return _SEVERITIES.index(finding.severity)


def _counted(findings: Iterable[Finding]) -> str:
    count = Counter(finding.severity for finding in findings)
    return ", ".join(number(count[severity], severity) for severity in _SEVERITIES if count[severity])
