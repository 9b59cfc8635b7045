"""Durations: the windows and offsets of a query.

Source: https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
"""

import re

from grafmint.errors import ModelError
from grafmint.promql.matcher import VariableLike
from grafmint.promql.variables import SYNTAX

#: A length of time: `5m`, `1h30m`, a variable, or a number and a variable.
Duration = str | VariableLike

_PLAIN = r"(?=\d)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?"
_LENGTH = rf"(?:{_PLAIN}|[\da-z]*{SYNTAX}(?:[\da-z]|{SYNTAX})*)"
_OFFSET = re.compile(rf"-?{_LENGTH}", re.ASCII)
_WINDOW = re.compile(rf"{_LENGTH}(?::(?:{_LENGTH})?)?", re.ASCII)


def offset_text(value: Duration) -> str:
    """How far back, or with a minus ahead; raises ModelError for what is no duration."""
    return _checked("offset", value, _OFFSET, '"7d"')


def window_text(value: Duration) -> str:
    """What stands in brackets: a duration, or with a colon the step of a subquery; raises ModelError for the rest."""
    return _checked("window", value, _WINDOW, '"5m" or "$__rate_interval"')


def _checked(name: str, value: Duration, form: "re.Pattern[str]", example: str) -> str:
    if not isinstance(value, str | VariableLike):
        raise ModelError(f"{name} {value!r} is not a duration", hint=f'write "{value}s"')
    if not form.fullmatch(str(value)):
        raise ModelError(f"{name} {str(value)!r} is not a duration", hint=f"write {example}")
    return str(value)
