"""Findings as a person reads them: what, where, the text it is about, what to do next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from grafmint.finding import Finding, Snippet
from grafmint.render.clean import clean
from grafmint.render.style import PLAIN, Style, Tone

if TYPE_CHECKING:
    from grafmint.check import Size

_TONES: dict[str, Tone] = {"error": "bad", "warning": "warn", "info": "dim"}


def findings_text(findings: Iterable[Finding], style: Style = PLAIN) -> str:
    """Every finding, errors last: there a terminal ends. Each begins at the left margin."""
    told = sorted(findings, key=lambda each: each.severity == "error")
    return "".join(f"{line}\n" for finding in told for line in _lines(finding, style))


def problem_text(message: str, hint: str | None, style: Style = PLAIN) -> str:
    """An error that is no finding, in the same form."""
    lines = [f"{style.paint('error', 'bad')}: {clean(message)}", *([f"  hint: {clean(hint)}"] if hint else [])]
    return "".join(f"{line}\n" for line in lines)


def summary(findings: Iterable[Finding], size: "Size", seconds: float) -> str:
    """How many of what were found in how much, in one line."""
    count = Counter(finding.severity for finding in findings)
    seen = [number(size.dashboards, "dashboard"), number(size.queries, "query", "queries")]
    if size.alert_rules:
        seen.append(number(size.alert_rules, "alert rule"))
    wrong = f"{number(count['error'], 'error')}, {number(count['warning'], 'warning')}"
    return f"{wrong} in {', '.join(seen)} ({seconds:.1f} s)."


def stopped(findings: Sequence[Finding], undone: str) -> str:
    """The last line of a command that errors stop: how many were found, what was not done, and what to do."""
    errors = sum(finding.severity == "error" for finding in findings)
    return f"{counted(findings)}. {undone}: mend the {'error' if errors == 1 else 'errors'} above."


def counted(findings: Iterable[Finding]) -> str:
    """How many errors there are, and warnings where there are any."""
    count = Counter(finding.severity for finding in findings)
    warnings = f", {number(count['warning'], 'warning')}" if count["warning"] else ""
    return f"{number(count['error'], 'error')}{warnings}"


def number(count: int, noun: str, nouns: str | None = None) -> str:
    """A count with its noun: 1 error, 2 errors."""
    return f"{count:,} {noun if count == 1 else nouns or f'{noun}s'}"


def _lines(finding: Finding, style: Style) -> Iterator[str]:
    severity = style.paint(finding.severity, _TONES[finding.severity])
    yield f"{severity}: {clean(finding.message)} ({finding.rule})"
    where = _where(finding)
    if where:
        yield f"  {style.paint('-->', 'dim')} {where}"
    if finding.also is not None:
        yield f"  {style.paint('and', 'dim')} {clean(str(finding.also))}"
    if finding.snippet is not None and finding.snippet.text.strip():
        yield from _marked(finding.snippet, finding.hint)
    elif finding.hint:
        yield f"  hint: {clean(finding.hint)}"


def _where(finding: Finding) -> str:
    parts = []
    if finding.kind is not None and finding.uid:
        parts.append(f"{finding.kind.replace('-', ' ')} {clean(finding.uid)}")
    if finding.panel is not None:
        parts.append(f'panel "{clean(finding.panel)}"')
    if finding.query is not None:
        parts.append(f"query {clean(finding.query)}")
    place = clean(str(finding.place)) if finding.place is not None else ""
    return f"{place}  {', '.join(parts)}".strip()


def _marked(snippet: Snippet, hint: str | None) -> Iterator[str]:
    start = snippet.text.rfind("\n", 0, snippet.start) + 1
    line = snippet.text[start:].partition("\n")[0]
    offset = snippet.start - start
    yield f"   |  {clean(line)}"
    if snippet.end > snippet.start:
        # What is cleaned may be longer than what was written; the marks stand below what is shown.
        before, marked = clean(line[:offset]), clean(line[offset : snippet.end - start])
        yield f"   |  {' ' * len(before)}{'^' * max(1, len(marked))}{f' {clean(hint)}' if hint else ''}"
    elif hint:
        yield f"  hint: {clean(hint)}"
