"""The metrics that a query selects, by name."""

import re

from grafmint.promql.place import STAND_IN
from grafmint.promql.strings import STRING

# What is no metric is consumed whole, so that no part of it is taken for one: strings, lists of labels, windows,
# numbers, words of the language, functions. Matchers are kept, for `{__name__="…"}` and `{"…"}`.
_PART = re.compile(
    rf"""
    {STRING} | \#[^\n]* | \[[^\[\]]*+\] | \.?\d[\w.]*+
  | \{{ ( (?: [^{{}}"'`] | {STRING} )*+ ) \}}
  | (?i: by | without | on | ignoring | group_left | group_right ) \b (?: \s* \([^()]*\) )?
  | (?i: and | or | unless | bool | offset | atan2 | inf | nan ) \b
  | [A-Za-z_:][\w:]*+ (?= \s*\( | \s+ (?i: by | without ) \b )
  | ( [A-Za-z_:][\w:]*+ )
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_IN_MATCHERS = re.compile(rf"(?:^|,)\s*(?:__name__\s*=\s*)?({STRING})\s*(?=,|$)", re.DOTALL)


def metric_names(query: str) -> frozenset[str]:
    """The names in a query that parses, without those that a variable is part of."""
    names = set()
    for matchers, name in _PART.findall(query):
        if name:
            names.add(name)
        elif '"' in matchers or "'" in matchers or "`" in matchers:
            names.update(string[1:-1] for string in _IN_MATCHERS.findall(matchers))
    return frozenset(name for name in names if not STAND_IN.search(name))
