"""Scaled: numbers that move from unit to unit by their size: 1200 is 1.2 K.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#unit
"""

import math
from collections.abc import Sequence
from typing import Final

import attrs

from grafmint.formats.formatted import Formatted
from grafmint.formats.number import endless, fixed

COUNTS: Final = ("", "K", "M", "B", "T")
SHORT: Final = ("", " K", " Mil", " Bil", " Tri", " Quadr", " Quint", " Sext", " Sept")
_SI: Final = ("f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y")
_SI_BASE: Final = _SI.index("")
_BINARY: Final = ("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi")


@attrs.frozen
class Scale:
    """Suffixes, each `factor` times the one before; `base` is the one that a number is given in."""

    factor: float
    suffixes: Sequence[str]
    base: int = 0

    def __call__(self, number: float, decimals: int | None = None) -> Formatted:
        """A number in the largest unit that is not larger than it."""
        if not math.isfinite(number):
            return Formatted(text=endless(number))
        steps = math.floor(math.log10(abs(number)) / math.log10(self.factor)) if number else 0
        last = len(self.suffixes) - 1
        steps = min(max(steps, -self.base), last - self.base)
        return Formatted(text=fixed(number / self.factor**steps, decimals), suffix=self.suffixes[self.base + steps])


def si(unit: str, power: int = 0) -> Scale:
    """A unit with SI prefixes, given in the prefix that is `power` steps of a thousand above none."""
    return Scale(1000.0, tuple(f" {prefix}{unit}" for prefix in _SI), _SI_BASE + power)


def binary(unit: str, power: int = 0) -> Scale:
    """A unit with prefixes of 1024, given in the one that is `power` steps above none."""
    return Scale(1024.0, tuple(f" {prefix}{unit}" for prefix in _BINARY), power)


def si_of(text: str) -> Scale:
    """A unit as `si:` has it: its first letter may be a prefix."""
    # There are two letters that look like µ; the page takes either.
    first = text[:1].replace("\N{GREEK SMALL LETTER MU}", "\N{MICRO SIGN}")
    power = _SI.index(first) - _SI_BASE if first in _SI else 0
    return si(text[1:] if power else text, power)
