"""Spans of the calendar, `"monday:friday"` or `"1"`, read as Alertmanager reads them.

Source: https://prometheus.io/docs/alerting/latest/configuration/#time_interval
"""

import re
from collections.abc import Mapping

import attrs

from grafmint.errors import ModelError
from grafmint.suggest import hint

#: The week begins on Sunday, which is why no span can lead over the weekend.
WEEKDAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
# What people write between the two ends.
_SPAN = re.compile(r"(\w+)\s*(?:-|–|\.\.|:|\bto\b)\s*(\w+)")  # noqa: RUF001  # the dash is meant
_NUMBER = re.compile(r"-?\d+", re.ASCII)
# The shortest month, in which a span that begins before it ends must do so too.
_FEWEST_DAYS = 28
_MOST_DAYS = 31


@attrs.frozen
class Calendar:
    """What one option counts: the numbers it takes, and the names that may or (`only_names`) must stand for them."""

    noun: str
    low: int
    high: int
    names: Mapping[str, int] = attrs.field(factory=dict)
    only_names: bool = False
    counts_back: bool = False

    def read(self, owner: str, text: str) -> tuple[int, int]:
        """The first and the last number of a span; raises ModelError for what is none."""
        first, colon, last = text.lower().partition(":")
        begin = self._member(owner, text, first)
        end = self._member(owner, text, last) if colon else begin
        if self._falls(begin, end):
            raise ModelError(f"{owner}: {text!r} ends before it begins", hint=self._way_out(first, last))
        return begin, end

    def _member(self, owner: str, text: str, part: str) -> int:
        if part in self.names:
            return self.names[part]
        number = int(part) if _NUMBER.fullmatch(part) and not self.only_names else None
        if number is not None and (self.low <= number <= self.high or self._is_from_the_end(number)):
            return number
        raise ModelError(f"{owner}: {text!r} is no {self.noun}", hint=self._meant(text.lower()) or self._example(part))

    def _example(self, part: str) -> str:
        return hint(part, self.names) if self.names else f"write a number from {self.low} to {self.high}"

    def _meant(self, text: str) -> str | None:
        """The span that a text such as `mon-fri` says in another way."""
        found = _SPAN.fullmatch(text)
        ends = [self._whole(part) for part in found.groups()] if found is not None else []
        if not ends or not all(ends):
            return None
        first, last = ends
        begin, end = (self.names[each] if each in self.names else int(each) for each in ends)
        return self._way_out(first, last) if self._falls(begin, end) else f'write "{first}:{last}"'

    def _whole(self, part: str) -> str:
        """The name that a short one begins, or the number itself; nothing for what is neither."""
        if part.isdecimal():
            return "" if self.only_names or not self.low <= int(part) <= self.high else part
        whole = [name for name in self.names if name.startswith(part)]
        return whole[0] if len(whole) == 1 else ""

    def _is_from_the_end(self, number: int) -> bool:
        return self.counts_back and -self.high <= number < 0

    def _falls(self, begin: int, end: int) -> bool:
        if begin < 0 < end:
            return True
        first, last = (_FEWEST_DAYS + each if each < 0 else each for each in (begin, end))
        return first > last

    def _way_out(self, first: str, last: str) -> str:
        if self.only_names:
            spans = [":".join(dict.fromkeys(pair)) for pair in ((first, WEEKDAYS[-1]), (WEEKDAYS[0], last))]
            return f"the week begins on Sunday: write two spans, {spans}"
        return "turn it round, or write two spans"


WEEKDAY = Calendar("weekday", 0, 6, {name: number for number, name in enumerate(WEEKDAYS)}, only_names=True)
DAY_OF_MONTH = Calendar("day of a month", 1, _MOST_DAYS, counts_back=True)
MONTH = Calendar("month", 1, 12, {name: number for number, name in enumerate(MONTHS, 1)})
YEAR = Calendar("year", 1970, 9999)
