"""Outcomes: one colour for each, so that a reader who has learned it on one panel knows it on all."""

from typing import Final

from grafmint.model.fields import Color, Override, by_regexp
from grafmint.model.mapping import RegexMap

#: What a status or a result begins with, and its colour: those of HTTP by class, and the words for good and bad ends.
_COLORS: Final = {
    "/^(2|ok|succe)/i": "green",
    "/^3/": "blue",
    "/^4/": "orange",
    "/^(5|err|fail)/i": "red",
}

#: The colours of series that are called by a status or a result.
OF_SERIES: Final = tuple(
    Override(matcher=by_regexp(pattern), color=Color(fixed_color=color)) for pattern, color in _COLORS.items()
)
#: The colours of statuses or results that are the values of a field.
OF_VALUES: Final = tuple(RegexMap(pattern=pattern, color=color) for pattern, color in _COLORS.items())
