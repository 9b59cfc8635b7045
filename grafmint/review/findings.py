"""Findings of two revisions: which are new, and which are gone."""

from collections import Counter
from collections.abc import Iterable

from grafmint.finding import Finding, in_order

_Key = tuple[str | None, ...]


def new_and_gone(
    before: Iterable[Finding], after: Iterable[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that only the later revision has, and those that only the earlier one has.

    They are the same wherever they are in the code, so that lines that moved are no news.
    """
    olds, news = in_order(before), in_order(after)
    return _without(news, olds), _without(olds, news)


def _without(findings: tuple[Finding, ...], others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    there, found = Counter(map(_key, others)), []
    for finding in findings:
        key = _key(finding)
        if there[key]:
            there[key] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _key(finding: Finding) -> _Key:
    return finding.rule, finding.kind, finding.uid, finding.panel, finding.query, finding.message
