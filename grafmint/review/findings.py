"""Findings of two revisions: which are new, and which are gone."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

import attrs

from grafmint.finding import Finding, in_order
from grafmint.review.review import PartChange, ResourceChange

_Key = tuple[str | None, ...]
_Uid = tuple[str | None, str | None]


def new_and_gone(
    before: Iterable[Finding], after: Iterable[Finding], changes: Sequence[ResourceChange] = ()
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that only the later revision has, and those that only the earlier one has.

    They are the same wherever they are in the code, so that lines that moved are no news, and under another uid or
    title too. What a removed resource had is gone with it, and no merit of the change.
    """
    names = _Names.of(changes)
    olds = [(names.key(finding), finding) for finding in in_order(before) if not names.is_removed(finding)]
    news = [(_key(finding), finding) for finding in in_order(after)]
    return _without(news, olds), _without(olds, news)


@attrs.frozen
class _Names:
    """What resources and panels are called after a change, by what they were called before it."""

    uids: Mapping[_Uid, str]
    titles: Mapping[tuple[_Uid, str], str]
    removed: frozenset[_Uid]

    @classmethod
    def of(cls, changes: Sequence[ResourceChange]) -> Self:
        """The names that changes give."""
        uids: dict[_Uid, str] = {(each.kind, each.was): each.uid for each in changes if each.was is not None}
        titles: dict[tuple[_Uid, str], str] = {
            ((change.kind, change.uid), old): new
            for change in changes
            for part in change.parts
            for old, new in [(_title(part.before), _title(part.after))]
            if _is_renamed(part) and old is not None and new is not None
        }
        removed = {(change.kind, change.uid) for change in changes if change.verb == "removed"}
        return cls(uids, titles, frozenset(removed))

    def is_removed(self, finding: Finding) -> bool:
        """Whether the resource of a finding is there no more."""
        return (finding.kind, finding.uid) in self.removed

    def key(self, finding: Finding) -> _Key:
        """The key of an earlier finding, as if it had been found after the change."""
        uid = self.uids.get((finding.kind, finding.uid), finding.uid)
        panel = None if finding.panel is None else self.titles.get(((finding.kind, uid), finding.panel), finding.panel)
        return _key(attrs.evolve(finding, uid=uid, panel=panel))


def _without(findings: Sequence[tuple[_Key, Finding]], others: Sequence[tuple[_Key, Finding]]) -> tuple[Finding, ...]:
    there, found = Counter(key for key, _ in others), []
    for key, finding in findings:
        if there[key]:
            there[key] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _key(finding: Finding) -> _Key:
    return finding.rule, finding.kind, finding.uid, finding.panel, finding.query, finding.message


def _is_renamed(part: PartChange) -> bool:
    return part.of == "panel" and part.verb == "renamed"


def _title(panel: Mapping[str, Any] | None) -> str | None:
    title = (panel or {}).get("title")
    return title if isinstance(title, str) else None
