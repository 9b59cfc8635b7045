"""Lines: what is said of an alert that changed, for the people whom it wakes up."""

from collections.abc import Iterator, Mapping

from grafmint.data.steps import duration
from grafmint.promql.difference import differences
from grafmint.review.alert import Alert
from grafmint.review.condition import Condition

_SIDES = {">": "above", "<": "below"}
#: Annotations that only lead somewhere.
_HIDDEN = "__"


def condition_lines(old: Condition, new: Condition) -> Iterator[str]:
    """What is said of a condition that changed."""
    if old.is_paused != new.is_paused:
        yield "is paused: nobody is told" if new.is_paused else "is no longer paused"
    yield from _limit(old, new)
    yield from _times(old, new)
    yield from _query(old, new)


def text_lines(before: Alert, after: Alert) -> Iterator[str]:
    """What is said of labels and annotations that changed."""
    yield from _values("label", before.labels, after.labels)
    yield from _values("annotation", before.annotations, after.annotations)


def new_lines(alert: Alert) -> Iterator[str]:
    """What a new alert is."""
    condition = alert.condition
    if condition.operator is not None:
        yield f"fires {_where(condition)}{_after(condition)}"
    elif condition.pending:
        yield f"fires{_after(condition)}"
    if condition.query is not None:
        yield f"query  `{condition.query}`"
    if condition.is_paused:
        yield "is paused: nobody is told"


def _limit(old: Condition, new: Condition) -> Iterator[str]:
    was, now = (None if each.operator is None else (each.operator, each.limit) for each in (old, new))
    if was == now or was is None or now is None:
        return
    lower = new.limit < old.limit
    sooner = "" if was[0] != now[0] else _sensitive(lower is (new.operator == ">"))
    side = "" if was[0] == now[0] else f"{_SIDES[was[0]]} "
    yield f"fires {_where(new)} instead of {side}{_number(old.limit)}{sooner}"


def _times(old: Condition, new: Condition) -> Iterator[str]:
    if old.pending != new.pending:
        was, now = (duration(each.pending) if each.pending else "at once" for each in (old, new))
        after = "after " if new.pending else ""
        yield f"fires {after}{now} instead of {was}{_sensitive(new.pending < old.pending)}"
    if old.keep != new.keep:
        instead = f" instead of {duration(old.keep)}" if old.keep and new.keep else ""
        no, for_ = ("", f" for {duration(new.keep)}") if new.keep else ("no longer ", f" for {duration(old.keep)}")
        yield f"{no}goes on firing{for_}{instead} afterwards"


def _query(old: Condition, new: Condition) -> Iterator[str]:
    words = query_words(old, new)
    if words:
        yield f"query: {', '.join(words)}"
    elif words is None and old.query is not None and new.query is not None:
        yield f"query  {old.query} → {new.query}"


def query_words(old: Condition, new: Condition) -> tuple[str, ...] | None:
    """What changed in the structure of an alert's query; None where no words say it."""
    if old.query == new.query:
        return ()
    if old.query is None or new.query is None or {old.language, new.language} != {"prometheus"}:
        return None
    return differences(old.query, new.query)


def _values(noun: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key) and not key.startswith(_HIDDEN):
            yield f"{noun} {key}  {old.get(key, 'none')} → {new.get(key, 'none')}"


def _where(condition: Condition) -> str:
    return f"{_SIDES[condition.operator or '>']} {_number(condition.limit)}"


def _after(condition: Condition) -> str:
    return f" for {duration(condition.pending)}" if condition.pending else ""


def _sensitive(is_more: bool) -> str:
    return f" ({'more' if is_more else 'less'} sensitive)"


def _number(value: float) -> str:
    return f"{value:.15g}"
