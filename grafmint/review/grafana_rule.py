"""Grafana rule: what becomes of an alert rule of Grafana's, told as one part."""

from collections.abc import Iterator

from grafmint.plan.semantic import Line
from grafmint.review.alerting import Alerting
from grafmint.review.flat import flat
from grafmint.review.parts import Parts
from grafmint.review.rule_part import Pair, rule_part
from grafmint.review.side import Side

_Names = tuple[str | None, str | None]
#: What is said by the condition's own lines, or of the resource.
_SAID = frozenset({"threshold", "for", "keepFiringFor", "isPaused", "title", "uid"})
_FOLDER = ("folder",)


def grafana_rule(before: Side, after: Side, alerting: Alerting, folders: _Names) -> Parts:
    """The difference of a rule that is in both; `folders` are what people call those that it lies in."""
    pair = alerting.pair("alert-rule", (before.entry.uid, after.entry.uid))
    others = list(_lines(before, after, pair, folders))
    part = rule_part(pair, "board", others, place=after.place(()))
    return Parts(parts=(part,) if part is not None else (), rewritten=int(pair.is_rewritten))


def _lines(before: Side, after: Side, pair: Pair, folders: _Names) -> Iterator[str]:
    """All that its condition does not say."""
    for line in flat(before, after):
        if line.path == _FOLDER:
            yield from [f"folder  {folders[0]} → {folders[1]}"] if folders[0] != folders[1] else []
        elif not _is_said(line, pair):
            yield line.text


def _is_said(line: Line, pair: Pair) -> bool:
    conditions = [each.alert.condition for each in (pair.old, pair.new) if each is not None]
    if line.path[0] == "threshold":
        return all(each.operator is not None for each in conditions)
    if line.path[0] == "queries":
        return line.path[-1] == "expr" and all(each.query is not None for each in conditions)
    return line.path[0] in _SAID
