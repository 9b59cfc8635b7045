"""Queries that promql-parser would not survive, told before it sees them: it ends the process, or panics.

It calls itself for every operator, bracket, escape and comment, and takes no number that is too large for a duration.
"""

import re

from grafmint.promql.strings import STRING
from grafmint.promql.tokens import scan

#: How many operators and brackets it can nest on the smallest stack.
DEPTH = 500
# A fifth of the escapes and comments in a row that overflow a stack of 8 MB.
_ROW = 5_000
_LONGEST = 100_000
# Prometheus counts nanoseconds in 64 bits.
_MOST_SECONDS = float(1 << 63) / 1e9

_DEEPENS = re.compile(r"""[-+*/%^([]|[=!<>]=|[<>]|\b(?:or|and|unless|atan2)\b""", re.IGNORECASE)
# Most queries have none of this, and cost no closer look.
_LARGE = re.compile(r"\d{10}|[\d.]e\+?\d|0x\w{9}|\b(?:nan|inf)\b", re.IGNORECASE | re.ASCII)
_STRING_OR_COMMENT = re.compile(rf"({STRING})|\#[^\n]*", re.DOTALL)
_NUMBER = r"([\w.]+(?:(?<=e)[-+]\d+)?)"
_DURATION = re.compile(
    rf"(?:(?<![\w:])offset\s*(?P<sign>[-+]?)|\[)\s*{_NUMBER}?\s*(?::\s*{_NUMBER})?", re.IGNORECASE | re.ASCII
)
_OPERAND_ENDS = re.compile(r"[\w)\]}\"]\s*\Z", re.ASCII)


def unsafe(text: str) -> str | None:
    """Why a query cannot be handed to the parser, None where it can."""
    if len(text) <= 2 * DEPTH:
        return None
    if len(text) > _LONGEST:
        return "it is too long to be read safely"
    # Counted everywhere: the parser does not agree with us on where each string of a broken query ends.
    if max(text.count("\\"), text.count("#")) > _ROW:
        return "it has too many backslashes or comments to be read safely"
    return "it is too deep to be read safely" if _is_deep(text) else None


def out_of_range(query: str) -> str | None:
    """The number after `offset` or in brackets that no duration can be, None where there is none."""
    if _LARGE.search(query) is None:
        return None
    plain = _STRING_OR_COMMENT.sub(lambda found: '""' if found[1] else " ", query)
    for found in _DURATION.finditer(plain):
        # `offset - Inf` is a metric of that name less a number.
        if found["sign"] and not _OPERAND_ENDS.search(plain, 0, found.start()):
            continue
        for number in found.groups()[1:]:
            if number and not _seconds(number) <= _MOST_SECONDS:
                return number
    return None


def _seconds(number: str) -> float:
    """The number that the parser reads; zero for what is none, as a number with a unit."""
    try:
        if number[:2].lower() == "0x":
            return int(number, 16)
        return int(number, 8) if number[0] == "0" and number.isdecimal() else float(number)
    except ValueError:
        return 0


def _is_deep(text: str) -> bool:
    if len(_DEEPENS.findall(text)) < DEPTH:
        return False
    return sum(token.kind in ("operator", "bracket", "word") for token in scan(text)) >= DEPTH
