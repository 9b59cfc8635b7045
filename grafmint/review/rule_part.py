"""Rule part: what is told of one alert rule that came, went or changed."""

from collections.abc import Iterator, Sequence
from typing import Literal

import attrs

from grafmint.origin import Place
from grafmint.review.alert_lines import condition_lines, new_lines, query_words, text_lines
from grafmint.review.condition import Condition
from grafmint.review.notified import Listed, Notified
from grafmint.review.review import AlertChange, PartChange, QueryChange, Verb
from grafmint.review.weight import weight

Of = Literal["board", "alert"]


@attrs.frozen(kw_only=True)
class Pair:
    """An alert before and after, None where there is none, each with all that it is routed by.

    `goes_on_in` says where one of its name is new that is gone here.
    """

    before: Notified
    after: Notified
    old: Listed | None
    new: Listed | None
    goes_on_in: str | None = None

    @property
    def is_rewritten(self) -> bool:
        """Whether its query is only written differently."""
        if self.old is None or self.new is None:
            return False
        old, new = self.old.alert.condition, self.new.alert.condition
        return old.query != new.query and query_words(old, new) == ()

    def lines(self, others: Sequence[str] | None) -> list[str]:
        """What is said of it, what matters most first; `others` say all but its condition, None for what we say."""
        if self.old is None or self.new is None:
            return list(new_lines(self.new.alert)) if self.new is not None else []
        old, new = self.old.alert, self.new.alert
        rest = text_lines(old, new) if others is None else others
        return sorted((*condition_lines(old.condition, new.condition), *self._rerouted(), *rest), key=weight)

    def alert(self) -> AlertChange:
        """Where it stands, how often it is looked at, and whom it is told to."""
        known = self.new or self.old
        return AlertChange(
            panel=known.alert.panel if known is not None else None,
            was_told=self.before.told(self.old) if self.old is not None else (),
            told=self.after.told(self.new) if self.new is not None else (),
            interval=known.interval if known is not None else 0,
            goes_on_in=self.goes_on_in,
        )

    def queries(self) -> tuple[QueryChange, ...]:
        """Its query, where that is another one."""
        old, new = (each.alert.condition if each is not None else Condition() for each in (self.old, self.new))
        if old.query == new.query or self.is_rewritten:
            return ()
        words = query_words(old, new) or ()
        # What came or went has no second query to compare with.
        language = new.language if new.query is not None else old.language
        return (QueryChange(ref_id="A", language=language, before=old.query, after=new.query, words=words),)

    def _rerouted(self) -> Iterator[str]:
        """To whom it goes instead, where both are known."""
        if self.old is None or self.new is None:
            return
        was, now = self.before.ends(self.old), self.after.ends(self.new)
        if was and now and was != now:
            yield f"goes to {' and '.join(now)} instead of {' and '.join(was)}"


def rule_part(
    pair: Pair, of: Of, others: Sequence[str] | None = None, *, name: str | None = None, place: Place | None = None
) -> PartChange | None:
    """The part that an alert is; None where nothing of it changed. `name` is what it is called if not by its own."""
    known = pair.new or pair.old
    if known is None:
        return None
    was = pair.old.alert.name if pair.old is not None else None
    is_renamed = pair.old is not None and pair.new is not None and was != pair.new.alert.name
    lines, queries = tuple(pair.lines(others)), pair.queries()
    if pair.old is not None and pair.new is not None and not (lines or queries or is_renamed):
        return None
    verb: Verb = "added" if pair.old is None else "removed" if pair.new is None else "changed"
    return PartChange(
        of=of,
        name=name or known.alert.name,
        verb="renamed" if is_renamed else verb,
        was=was if is_renamed else None,
        lines=lines,
        queries=queries,
        place=place,
        alert=pair.alert(),
        before=pair.old.document if pair.old is not None else None,
        after=pair.new.document if pair.new is not None else None,
    )
