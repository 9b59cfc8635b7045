"""Kinds: how resources of each kind are compared, and what is told of one that came or went."""

import attrs

from grafmint.plan.semantic import Line
from grafmint.review.alerting import Alerting
from grafmint.review.effects import effects
from grafmint.review.flat import flat
from grafmint.review.grafana_rule import grafana_rule
from grafmint.review.library_panel import with_boards
from grafmint.review.parts import Parts, parts, whole
from grafmint.review.prometheus_rules import prometheus_rules
from grafmint.review.review import PartChange
from grafmint.review.rule_part import rule_part
from grafmint.review.side import Side
from grafmint.review.weight import weight

Names = tuple[str | None, str | None]
#: Resources of which people see all parts.
_SEEN = frozenset({"folder", "datasource", "library-panel", "dashboard"})
_EFFECT = ("effects",)


def compared(before: Side, after: Side, alerting: Alerting, folders: Names) -> Parts:
    """The difference of a resource that is in both revisions; `folders` are what people call those it lies in."""
    kind = after.entry.kind
    if kind in _SEEN:
        return with_boards(parts(before, after), after)
    if kind == "alert-rule":
        return grafana_rule(before, after, alerting, folders)
    if kind == "prometheus-rules":
        return prometheus_rules(before, after, alerting)
    own = tuple(flat(before, after))
    said = effects(before.entry, after.entry, alerting) if own else []
    lines = (*own, *(Line(_EFFECT, f"  {line}") for line in said))
    return Parts(own=tuple(sorted(lines, key=lambda line: weight(line.text))))


def brought(side: Side, alerting: Alerting, *, is_new: bool) -> tuple[PartChange, ...]:
    """What a resource has that came or went."""
    kind, uid = side.entry.kind, side.entry.uid
    if kind in _SEEN:
        return whole(side, is_new=is_new)
    if kind == "prometheus-rules":
        return prometheus_rules(None if is_new else side, side if is_new else None, alerting).parts
    if kind == "alert-rule":
        part = rule_part(alerting.pair(kind, (None, uid) if is_new else (uid, None)), "board", place=side.place(()))
        return (part,) if part is not None else ()
    said = effects(None if is_new else side.entry, side.entry if is_new else None, alerting)
    found = whole(side, is_new=is_new)
    if not said:
        return found
    (first,) = found or (PartChange(of="board", name=side.entry.title, verb="added" if is_new else "removed"),)
    return (attrs.evolve(first, lines=(*first.lines, *said)),)
