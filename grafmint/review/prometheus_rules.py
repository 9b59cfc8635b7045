"""Prometheus rules: what becomes of each rule in a file for a Prometheus, by its name."""

from collections.abc import Iterator, Mapping

from grafmint.plan.semantic import Line
from grafmint.promql.difference import differences
from grafmint.review.alert import Filed, filed
from grafmint.review.alerting import Alerting
from grafmint.review.parts import Parts
from grafmint.review.review import PartChange
from grafmint.review.rule_part import rule_part
from grafmint.review.side import Side

_NOUN = "recording rule"


def prometheus_rules(before: Side | None, after: Side | None, alerting: Alerting) -> Parts:
    """The difference of a file, None where there is none."""
    olds, news = (_rules(side) for side in (before, after))
    found, rewritten = list[PartChange](), 0
    for name in dict.fromkeys((*news, *olds)):
        old, new = olds.get(name), news.get(name)
        side, rule = (after, new) if new is not None else (before, old)
        place = side.entry.place(rule.pointer) if side is not None and rule is not None else None
        if rule is not None and rule.kind == "alert":
            pair = alerting.pair("prometheus-rules", (_uid(before), _uid(after)), name)
            part, rewritten = rule_part(pair, "alert", name=name, place=place), rewritten + pair.is_rewritten
        else:
            part = _record(name, old, new)
        found += [part] if part is not None else []
    return Parts(own=tuple(_groups(olds, news)), parts=tuple(found), rewritten=rewritten)


def _rules(side: Side | None) -> dict[str, Filed]:
    return {each.name: each for each in filed(side.json)} if side is not None else {}


def _uid(side: Side | None) -> str | None:
    return side.entry.uid if side is not None else None


def _record(name: str, old: Filed | None, new: Filed | None) -> PartChange | None:
    """What becomes of a series that a Prometheus computes ahead."""
    if old is None or new is None:
        return PartChange(of=_NOUN, name=name, verb="removed" if new is None else "added")
    was, now = (str(each.document.get("expr")) for each in (old, new))
    lines = list(_query(was, now))
    if old.document.get("labels") != new.document.get("labels"):
        lines.append("other labels")
    return PartChange(of=_NOUN, name=name, verb="changed", lines=tuple(lines)) if lines else None


def _query(old: str, new: str) -> Iterator[str]:
    words = differences(old, new)
    if words is None:
        yield f"query  {old} → {new}"
    elif words:
        yield f"query: {', '.join(words)}"


def _groups(olds: Mapping[str, Filed], news: Mapping[str, Filed]) -> Iterator[Line]:
    """How often rules are evaluated that were there before, by their groups."""
    both = [(olds[name], new) for name, new in news.items() if name in olds]
    moved = dict.fromkeys((old.interval, new.interval) for old, new in both if old.interval != new.interval)
    for was, now in moved:
        yield Line(("groups", f"{was} {now}"), f"  evaluated every {now}s instead of {was}s")
