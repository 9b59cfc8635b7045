"""Findings and errors on a page: what, where, the text that it is about, what to do next."""

from collections.abc import Iterable, Iterator

from grafmint.errors import GrafmintError, ProjectError
from grafmint.finding import Finding, Snippet
from grafmint.origin import Place
from grafmint.render.page.element import Element, Lines, Node, element


def finding_list(findings: Iterable[Finding]) -> Element | None:
    """The findings one below the other; None where there are none."""
    items = [element("li", *_finding(finding)) for finding in findings]
    return element("ul", items, class_="findings") if items else None


def problem_list(problems: Iterable[GrafmintError]) -> Element | None:
    """What kept something from being made: an error with findings by all of them."""
    items: list[Element] = []
    for problem in problems:
        if isinstance(problem, ProjectError):
            items.extend(element("li", *_finding(finding)) for finding in problem.findings)
        else:
            items.append(element("li", element("p", _severity("error"), problem.message), _hint(problem.hint)))
    return element("ul", items, class_="findings") if items else None


def place(at: Place | None) -> Node:
    """A file and a line, as an editor takes them."""
    return element("code", str(at), class_="place") if at is not None else None


def _finding(finding: Finding) -> Iterator[Node]:
    yield element("p", _severity(finding.severity), f"{finding.message} ({finding.rule})")
    where = list(_where(finding))
    if where:
        yield element("p", *where, class_="aside")
    if finding.snippet is not None and finding.snippet.text.strip():
        yield element("pre", element("code", *_marked(finding.snippet)))
    yield _hint(finding.hint)


def _severity(severity: str) -> Element:
    return element("strong", f"{severity}: ", class_=severity)


def _hint(hint: str | None) -> Node:
    return element("p", f"hint: {hint}") if hint else None


def _where(finding: Finding) -> Iterator[Node]:
    if finding.place is not None:
        yield place(finding.place)
        yield " "
    named = (
        (finding.kind and finding.kind.replace("-", " "), finding.uid),
        ("panel", finding.panel),
        ("query", finding.query),
    )
    yield ", ".join(f"{noun} {name}" for noun, name in named if noun and name)
    if finding.also is not None:
        yield " and "
        yield place(finding.also)


def _marked(snippet: Snippet) -> Iterator[Node]:
    text, start, end = snippet.text, snippet.start, snippet.end
    if not 0 <= start < end <= len(text):
        yield Lines(text)
        return
    yield Lines(text[:start])
    yield element("mark", Lines(text[start:end]))
    yield Lines(text[end:])
