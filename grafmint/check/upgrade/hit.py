"""Hit: something that an upgrade breaks at one place of a document; those of one line of code are told once."""

from collections.abc import Iterable, Iterator

import attrs

from grafmint.check.board import PanelView, counted
from grafmint.check.document import Document
from grafmint.finding import Finding, Severity
from grafmint.origin import Place


@attrs.frozen(kw_only=True)
class Hit:
    """What a rule found, at a JSON pointer; `panel` where it is in one."""

    rule: str
    severity: Severity
    message: str
    hint: str | None = None
    pointer: str = ""
    panel: PanelView | None = None


def findings(document: Document, hits: Iterable[Hit]) -> Iterator[Finding]:
    """A finding for each place and each message: what many panels share is counted, and one of them is named."""
    groups: dict[tuple[str, str, Place | None], list[Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.rule, hit.message, document.entry.place(hit.pointer)), []).append(hit)
    for group in groups.values():
        first = group[0]
        panels = len({hit.panel.pointer for hit in group if hit.panel is not None})
        several = f" ({counted(panels, 'panel', 'panels')})" if panels > 1 else ""
        yield document.finding(
            first.rule,
            first.severity,
            f"{first.message}{several}",
            hint=first.hint,
            path=first.pointer,
            panel=first.panel,
        )
