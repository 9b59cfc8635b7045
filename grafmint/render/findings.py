"""Findings as a person reads them: what, where, the text it is about, what to do next."""

from collections import Counter
from collections.abc import Iterable, Iterator

from grafmint.bundle import Bundle
from grafmint.finding import Finding, Snippet
from grafmint.render.clean import clean
from grafmint.render.style import PLAIN, Style, Tone

_TONES: dict[str, Tone] = {"error": "bad", "warning": "warn", "info": "dim"}


def findings_text(findings: Iterable[Finding], style: Style = PLAIN) -> str:
    """Every finding, one after another; each begins at the left margin."""
    return "".join(f"{line}\n" for finding in findings for line in _lines(finding, style))


def summary(findings: Iterable[Finding], bundles: Iterable[Bundle], seconds: float) -> str:
    """How many of what were found in how much, in one line."""
    count = Counter(finding.severity for finding in findings)
    boards = sum(len(bundle.of("dashboard")) for bundle in bundles)
    return (
        f"{number(count['error'], 'error')}, {number(count['warning'], 'warning')} in {number(boards, 'dashboard')}"
        f" ({seconds:.1f} s)."
    )


def number(count: int, noun: str) -> str:
    """A count with its noun: 1 error, 2 errors."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _lines(finding: Finding, style: Style) -> Iterator[str]:
    severity = style.paint(finding.severity, _TONES[finding.severity])
    yield f"{severity}: {clean(finding.message)} ({finding.rule})"
    where = _where(finding)
    if where:
        yield f"  {style.paint('-->', 'dim')} {where}"
    if finding.snippet is not None and finding.snippet.text.strip():
        yield from _marked(finding.snippet, finding.hint)
    elif finding.hint:
        yield f"  hint: {clean(finding.hint)}"


def _where(finding: Finding) -> str:
    parts = []
    if finding.kind is not None and finding.uid:
        parts.append(f"{finding.kind} {clean(finding.uid)}")
    if finding.panel is not None:
        parts.append(f'panel "{clean(finding.panel)}"')
    if finding.query is not None:
        parts.append(f"query {clean(finding.query)}")
    place = str(finding.place) if finding.place is not None else ""
    return f"{place}  {', '.join(parts)}".strip()


def _marked(snippet: Snippet, hint: str | None) -> Iterator[str]:
    before = snippet.text[: snippet.start]
    line_start = before.rfind("\n") + 1
    line = snippet.text[line_start:].partition("\n")[0]
    offset = snippet.start - line_start
    yield f"   |  {clean(line)}"
    if snippet.end > snippet.start:
        marks = "^" * max(1, min(snippet.end - snippet.start, len(line) - offset))
        yield f"   |  {' ' * offset}{marks}{f' {clean(hint)}' if hint else ''}"
    elif hint:
        yield f"  hint: {clean(hint)}"
