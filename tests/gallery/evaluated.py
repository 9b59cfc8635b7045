"""Evaluated: the series that a Prometheus would have of rules, had it evaluated them in the past."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import attrs

from grafmint.bundle import Bundle
from grafmint.duration import milliseconds
from grafmint.testing.rules_entry import groups_of
from grafmint.testing.simulator.exposition import shown

Rule = Mapping[str, Any]


@attrs.frozen
class Stretch:
    """How far back rules are evaluated, how far apart, and where the next stretch begins, all in seconds.

    Their windows of minutes are `widened` where samples are too far apart for these.
    """

    length: int
    step: int
    rest: int = 0
    widened: str | None = None

    def seen(self, expr: str) -> str:
        """What a rule asks there."""
        return expr if self.widened is None else _MINUTES.sub(f"[{self.widened}]", expr)


_MINUTES = re.compile(r"\[[1-9]m\]")
#: What is summed up over a month counts each sample as much as another; alerts are of the last hours.
_DENSE = 8 * 86_400
_EVEN = (Stretch(31 * 86_400, 300, _DENSE, "30m"), Stretch(_DENSE, 300))
_RECENT = Stretch(7 * 3600, 60)
_MONTH = Stretch(31 * 86_400, 1800, _RECENT.length)


@attrs.frozen
class Evaluation:
    """The rules of a bundle at a Prometheus, evaluated until a time in seconds since 1970."""

    bundle: Bundle
    url: str
    end: int

    def recorded(self, *, dependent: bool) -> str:
        """As OpenMetrics, what the rules record that read what others have recorded, or those that do not."""
        rules = [rule for rule in self._rules() if "record" in rule]
        names = re.compile("|".join(re.escape(rule["record"]) for rule in rules) or r"\Z.")
        wanted = [rule for rule in rules if bool(names.search(rule["expr"])) is dependent]
        return self._exposition(wanted, "record", (_MONTH, _RECENT) if dependent else _EVEN, _always)

    def alerts(self) -> str:
        """As OpenMetrics, which alerts fired."""
        rules = [rule for rule in self._rules() if "alert" in rule]
        return self._exposition(rules, "alert", (_RECENT,), firing)

    def _rules(self) -> Iterator[Rule]:
        return (rule for group in groups_of(self.bundle) for rule in group["rules"])

    def _exposition(
        self,
        rules: Sequence[Rule],
        kind: str,
        stretches: Sequence[Stretch],
        kept: Callable[[Rule, Sequence[int]], Sequence[int]],
    ) -> str:
        # A series has its samples one after the other.
        lines = (
            f"{text} {values[time]} {time}\n"
            for rule in rules
            for over in stretches
            for text, values in self._series(rule, kind, over)
            for time in kept(rule, list(values))
        )
        return "".join([*lines, "# EOF\n"])

    def _series(self, rule: Rule, kind: str, over: Stretch) -> Iterator[tuple[str, dict[int, str]]]:
        """What a rule makes of each series that it finds: its name and labels as text, and its values by time."""
        for labels, values in self._asked(over.seen(rule["expr"]), over):
            both = {**labels, **rule.get("labels", {})}
            if kind == "record":
                yield shown(rule["record"], both), values
            else:
                state = {"alertname": rule["alert"], "alertstate": "firing"}
                yield shown("ALERTS", {**both, **state}), dict.fromkeys(values, "1")

    def _asked(self, expr: str, over: Stretch) -> Iterator[tuple[dict[str, str], dict[int, str]]]:
        begin, end = (self.end // over.step * over.step - back for back in (over.length, over.rest))
        # Where the next stretch begins this one ends.
        asked = urlencode({"query": expr, "start": begin, "end": end - (1 if over.rest else 0), "step": over.step})
        with urlopen(f"{self.url}/api/v1/query_range", asked.encode(), timeout=300) as answer:  # noqa: S310  # our own
            found = json.load(answer)["data"]["result"]
        for each in found:
            labels = {name: value for name, value in each["metric"].items() if name != "__name__"}
            yield labels, {int(time): value for time, value in each["values"]}


def _always(rule: Rule, times: Sequence[int]) -> Sequence[int]:
    """What is recorded waits for nothing."""
    return times


def firing(rule: Rule, times: Sequence[int]) -> Sequence[int]:
    """The times at which a condition has held for as long as the rule waits."""
    waits, since, found = (milliseconds(rule.get("for", "0s")) or 0) // 1000, 0, list[int]()
    before = -_RECENT.step
    for time in times:
        since = since if time - before <= _RECENT.step else time
        found += [time] if time - since >= waits else []
        before = time
    return found
