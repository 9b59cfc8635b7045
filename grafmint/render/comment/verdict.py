"""The verdict: what the checks say, and what would happen to the environment."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from grafmint.finding import Finding, Severity
from grafmint.plan.plan import Plan
from grafmint.plan.step import Action, Step
from grafmint.render.comment.fit import Section
from grafmint.render.comment.problems import is_failure
from grafmint.render.comment.text import NAME, inline, listed, name, span, spot
from grafmint.render.findings import number
from grafmint.render.review_kind import nouns
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
    new = sorted(review.new_findings, key=lambda finding: (not is_failure(review, finding), _badness(finding)))
    gone = sorted(review.gone_findings, key=_badness)
    is_compared = review.base.failure is None
    counted = _counted(new) or "nothing"
    said = f"{counted} new" if is_compared else counted if new else "nothing found"
    alone = ", not compared with the base" if review.base.failure is not None else ""
    lead = f"**Checks**: {said}{alone}{f', {len(gone)} gone' if gone else ''}."
    pieces = [*((f"- {each}",) for each in _findings(new)), *((f"- gone: {each}",) for each in _findings(gone))]
    return Section(lead=lead, pieces=pieces, noun="finding", rank=3)


def merged(review: Review) -> Section | None:
    """What a sync would do; None where nobody asked, or where it has been said that nothing is built."""
    if review.head.failure is not None:
        return None
    where = f"**If merged, {inline(review.environment or '', NAME // 2) or 'the environment'}**"
    if review.plan is None:
        said = f"{where}: not known: {inline(review.no_plan)}." if review.no_plan else None
        return Section(lead=said, rank=2) if said else None
    plan = review.plan
    conflicts = [f"⚠ {_left(step)}" for step in plan.conflicts]
    unread = [f"⚠ {nouns(kind)} could not be read" for kind in sorted(plan.unread)]
    warnings = conflicts + unread
    counted = _would(plan)
    if len(warnings) == 1 and len(warnings[0]) <= _SHORT:
        return Section(lead=f"{where}: {counted}; {warnings[0]}.", rank=2)
    pieces = [(f"- {warning}",) for warning in warnings]
    return Section(lead=f"{where}: {counted}.", pieces=pieces, noun="conflict", rank=2)


def _would(plan: Plan) -> str:
    counts = [(plan.count(action), word) for action, word in _DONE]
    done = ", ".join(f"{count} {word}" for index, (count, word) in enumerate(counts) if count or index < _ALWAYS)
    strays = plan.count("stray")
    stay = "stays" if strays == 1 else "stay"
    return f"{done}; {strays} that the code has no more {stay} in Grafana" if strays else done


def _left(step: Step) -> str:
    said = f"{name(step.title)} would be left alone"
    reason = (step.reason or "").removeprefix(_LEFT)
    return f"{said}: {inline(reason, NAME * 2)}" if reason else said


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    """What the findings say, each once with all of its places."""
    alike = defaultdict[Finding, list[Finding]](list)
    for finding in findings:
        said = Finding(rule=finding.rule, severity=finding.severity, message=finding.message, hint=finding.hint)
        alike[said].append(finding)
    yield from (_finding(finding, found) for finding, found in alike.items())


def _finding(finding: Finding, found: list[Finding]) -> str:
    places = list(dict.fromkeys(where for each in found if (where := _where(each))))
    at = "" if not places else f" at {listed(places)}" if found[0].place is not None else f" in {listed(places)}"
    hint = f", {inline(finding.hint, NAME * 2)}" if finding.hint else ""
    return f"**{finding.severity}** {inline(finding.message)} ({span(finding.rule)}){at}{hint}"


def _where(finding: Finding) -> str:
    """The place of a finding, and what it is found in, as `grafmint check` has it."""
    parts = (
        [f"{inline(finding.kind.replace('-', ' '), NAME // 2)} {span(finding.uid)}"]
        if finding.kind is not None and finding.uid
        else []
    )
    parts += [f"panel {name(finding.panel)}"] if finding.panel is not None else []
    parts += [f"query {name(finding.query, NAME // 3)}"] if finding.query is not None else []
    inside = ", ".join(parts)
    if finding.place is None:
        return inside
    return f"{spot(finding.place)} ({inside})" if inside else spot(finding.place)


def _badness(finding: Finding) -> int:
    return _SEVERITIES.index(finding.severity)


def _counted(findings: Iterable[Finding]) -> str:
    count = Counter(finding.severity for finding in findings)
    return ", ".join(number(count[severity], severity) for severity in _SEVERITIES if count[severity])
