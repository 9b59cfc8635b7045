"""Fit: texts in the room that they have, by the page's own rules."""

import math
import re

from grafmint.picture.canvas import Canvas, Lettering

#: What the page measures texts at, and the two pixels that it adds.
_MEASURED = 14.0
_SPARE = 2.0
#: From the middle of a line down to its baseline, in sizes of its letters.
_DROP = 0.364
_ELLIPSIS = "…"
#: A text fits where it is wider by no more than sums of widths are rounded.
_ROUNDING = 0.01
#: Where a page may break a line: behind blanks, and behind a hyphen within a word.
_BREAKS = re.compile(r"(?<=\s)(?=\S)|(?<=\w-)(?=\w)")
#: Hardly a text that people write is longer, and most are measured once.
_AT_ONCE = 256


def one_line(text: str) -> str:
    """The text with a space for every character that has no letter of its own: ends of lines, tabs, steering."""
    return text if text.isprintable() else "".join(each if each.isprintable() else " " for each in text)


def font_size(
    canvas: Canvas, text: str, width: float, height: float, line_height: float, greatest: float = math.inf
) -> float:
    """How large a text can be in a box; at least one pixel."""
    natural = canvas.measure(text, Lettering(color="", size=_MEASURED)) + _SPARE
    return max(1.0, min(width / natural * _MEASURED, height / line_height, greatest))


def baseline(middle: float, size: float) -> float:
    """Where the letters of a line stand whose middle is given."""
    return middle + _DROP * size


def shortened(canvas: Canvas, text: str, look: Lettering, width: float) -> str:
    """The text, ended by … where it is too wide; empty where not even that fits."""
    low, high = 0, _fitting(canvas, text, look, width + _ROUNDING)
    if high == len(text):
        return text
    while low < high:
        middle = (low + high + 1) // 2
        if canvas.measure(f"{text[:middle].rstrip()}{_ELLIPSIS}", look) <= width:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}{_ELLIPSIS}" if low else ""


def broken(canvas: Canvas, text: str, look: Lettering, width: float) -> list[str]:
    """The text in lines, broken between any two letters; what would begin a line with spaces ends the one before."""
    lines = []
    for line in text.split("\n"):
        rest = line
        while (count := max(1, _fitting(canvas, rest, look, width))) < len(rest):
            lines.append(rest[:count])
            rest = rest[count:].lstrip(" ")
        lines.append(rest)
    return lines


def _fitting(canvas: Canvas, text: str, look: Lettering, width: float) -> int:
    """How many letters of a text fit; those far behind are not even looked at."""
    low, high = 0, min(_AT_ONCE, len(text))
    while canvas.measure(text[:high], look) <= width:
        if high == len(text):
            return high
        low, high = high, min(2 * high, len(text))
    high -= 1
    while low < high:
        middle = (low + high + 1) // 2
        if canvas.measure(text[:middle], look) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def wrapped(canvas: Canvas, text: str, look: Lettering, width: float) -> list[str]:
    """The text in lines, broken between words, and within those that are wider than a line."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if canvas.measure(longer, look) <= width:
            lines[-1] = longer
        else:
            lines[-1:] = [*([lines[-1]] if lines[-1] else []), *broken(canvas, word, look, width)]
    return lines


def folded(canvas: Canvas, text: str, look: Lettering, width: float) -> list[str]:
    """The text in lines as a page breaks it, which leaves whole what has neither blanks nor hyphens."""
    lines = [""]
    for part in _BREAKS.split(" ".join(text.split())):
        longer = lines[-1] + part
        if not lines[-1] or canvas.measure(longer.rstrip(), look) <= width + _ROUNDING:
            lines[-1] = longer
        else:
            lines.append(part)
    return [line.rstrip() for line in lines]
