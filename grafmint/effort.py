"""Effort: whether Python is done soon with somebody's regular expression, whatever text it is tried on.

It tries all ways to read a text before it knows that none fits. Browsers do so too, but there somebody closes the page;
Prometheus and Loki have a language of patterns that never takes long.
"""

import re
from math import comb, inf, log2
from typing import Self

import attrs

#: So many ways are tried within two seconds, and mostly within far less. They are counted in doublings, for there may
#: be more of them than any number can say.
_MOST = log2(100_000_000)
_LONGEST, _MOST_ENDS = 2000, 20
_TOKEN = re.compile(
    r"(?P<open>\((?:\?(?:<?[=!]|P?<\w+>|[imsu]*:)|(?!\?)))|(?P<flags>\(\?[imsu]+\))|(?P<strange>\(\?)|(?P<close>\))"
    r"|(?P<bar>\|)|(?P<many>[*+])[?+]?|(?P<maybe>\?)[?+]?|\{(?=[\d,])(?P<low>\d*)(?:,(?P<high>\d*))?(?P<times>\})[?+]?"
    r"|(?P<atom>\\.|\[\^?\]?(?:\\.|[^\]\\])*+\]|.)",
    re.DOTALL,
)


def is_quick(pattern: str, length: int) -> bool:
    """Whether a regular expression is soon done with any text of a length; False where that is not sure."""
    found = _read(pattern) if len(pattern) <= _LONGEST else _Ways(doublings=inf)
    # A search begins at every place of the text, one that is bound to its beginning only there.
    ends = found.ends + (not pattern.startswith("^") or "|" in pattern)
    return ends <= _MOST_ENDS and found.doublings + log2(comb(length + ends, ends)) <= _MOST


@attrs.frozen
class _Ways:
    """In how many ways a part is tried: those to choose places for its `ends` in a text, doubled so many times."""

    ends: int = 0
    doublings: float = 0

    def then(self, other: Self) -> "_Ways":
        """Of one part after another."""
        return _Ways(self.ends + other.ends, self.doublings + other.doublings)

    def instead(self, other: Self) -> "_Ways":
        """Of one part or another."""
        less, more = sorted((self.doublings, other.doublings))
        return _Ways(max(self.ends, other.ends), more if more == inf else more + log2(1 + 2 ** (less - more)))

    def repeated(self, low: int, high: int | None) -> "_Ways":
        """Of a part that comes from `low` to `high` times, None for without end."""
        if high is not None:
            return _Ways(min(self.ends * high, _MOST_ENDS + 1), (self.doublings * high if high else 0) + log2(high + 1))
        # What may be read in several ways has as many for every time that it comes, and nobody knows how often.
        return _Ways(1, log2(low + 1) if self == _Ways() else inf)


@attrs.define
class _Level:
    """What stands within one pair of parentheses, as far as it was read."""

    others: _Ways | None = None
    before: _Ways = _Ways()
    last: _Ways = _Ways()

    def add(self, part: _Ways) -> None:
        self.before, self.last = self.before.then(self.last), part

    def branch(self) -> None:
        self.others, self.before, self.last = self.ways(), _Ways(), _Ways()

    def ways(self) -> _Ways:
        own = self.before.then(self.last)
        return own if self.others is None else self.others.instead(own)


def _read(pattern: str) -> _Ways:
    """The ways of an expression that Python can read."""
    levels = [_Level()]
    for token in _TOKEN.finditer(pattern):
        level, kind = levels[-1], token.lastgroup
        if kind == "open":
            levels.append(_Level())
        elif kind == "close" and len(levels) > 1:
            levels.pop()
            levels[-1].add(level.ways())
        elif kind == "bar":
            level.branch()
        elif kind in {"many", "maybe", "times"}:
            level.last = level.last.repeated(*_times(token))
        elif kind == "atom":
            level.add(_Ways())
        elif kind != "flags":
            return _Ways(doublings=inf)
    return levels[0].ways()


def _times(token: re.Match[str]) -> tuple[int, int | None]:
    if token["maybe"]:
        return 0, 1
    if token["many"]:
        return 0, None
    low = int(token["low"] or 0)
    return low, low if token["high"] is None else int(token["high"]) if token["high"] else None
