"""Patterns: regular expressions as a browser reads them, `/…/flags` or a text that has to fit whole.

One that could take long is not tried at all: what it would have found is not drawn.
"""

import re
from functools import lru_cache
from typing import Final

import attrs

from grafmint.effort import is_quick
from grafmint.picture.not_drawn import NotDrawn

#: A text that grows beyond this when a pattern replaces something in it is no name.
_MOST_LETTERS: Final = 1_000_000
_SHOWN: Final = 60
_SLASHED: Final = re.compile(r"/(.*?)/([gimys]*)", re.DOTALL)
_GROUP_NAME: Final = re.compile(r"\(\?<(?=[A-Za-z_])")
_DOLLAR: Final = re.compile(r"\$(\$|&|\d{1,2}|<([^>]{0,100}+)>)")
_FLAGS: Final = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}


@attrs.frozen
class Pattern:
    """A regular expression, and whether it is replaced everywhere."""

    regex: re.Pattern[str]
    everywhere: bool = False

    def is_in(self, text: str) -> bool:
        """Whether something in a text fits; raises NotDrawn where that could take long."""
        return bool(self._quick(text).search(text))

    def replaced(self, text: str, by: str) -> str:
        """A text with its first match, or all of them, replaced; `$1` in `by` is what the first group found.

        Raises NotDrawn where that could take long.
        """
        if (len(text) + 1) * len(by) > _MOST_LETTERS:
            raise NotDrawn("a pattern replaces so much that the text has no end", hint="replace it by less")
        return self._quick(text).sub(lambda match: _expanded(match, by), text, count=0 if self.everywhere else 1)

    def _quick(self, text: str) -> re.Pattern[str]:
        if not is_quick(self.regex.pattern, len(text)):
            said = self.regex.pattern
            raise NotDrawn(
                f"the pattern {said if len(said) <= _SHOWN else f'{said[:_SHOWN]}…'} could take too long",
                hint="repeat fewer of its parts: a * or + after a group, or many of them, can be tried in endless ways",
            )
        return self.regex


@lru_cache(maxsize=256)
def pattern_of(text: str) -> Pattern | None:
    """A pattern as Grafana's options have it; None where it cannot be read."""
    slashed = _SLASHED.fullmatch(text)
    if text.startswith("/") and not slashed:
        return None
    flags = slashed[2] if slashed else ""
    try:
        found = re.compile(_python(slashed[1] if slashed else f"^{text}\\Z"), _flags(flags))
    except (re.error, RecursionError, OverflowError):
        return None
    return Pattern(found, "g" in flags)


@lru_cache(maxsize=256)
def bare_pattern(text: str) -> Pattern | None:
    """A pattern that is found anywhere; None where it cannot be read."""
    try:
        return Pattern(re.compile(_python(text)))
    except (re.error, RecursionError, OverflowError):
        return None


def _expanded(match: re.Match[str], template: str) -> str:
    return _DOLLAR.sub(lambda reference: _referred(match, reference), template)


def _referred(match: re.Match[str], reference: re.Match[str]) -> str:
    name, groups = reference[1], match.re.groups
    if name in "$&":
        return "$" if name == "$" else match[0]
    if name.startswith("<"):
        return (match.groupdict().get(reference[2]) or "") if match.re.groupindex else reference[0]
    # Of two digits that name no group, the second is text.
    for length in range(len(name), 0, -1):
        if 1 <= int(name[:length]) <= groups:
            return (match[int(name[:length])] or "") + name[length:]
    return reference[0]


def _python(pattern: str) -> str:
    return _GROUP_NAME.sub("(?P<", pattern)


def _flags(letters: str) -> re.RegexFlag:
    flags = re.RegexFlag(0)
    for letter in letters:
        flags |= _FLAGS.get(letter, re.RegexFlag(0))
    return flags
