"""Axis scale: where a value stands between the ends of an axis, and how the page chooses these ends.

The page leaves a tenth of the data's range free above and below, rounds to a tenth of its magnitude, and stops at zero
where the data does not cross it.
Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/time-series/#axis-options
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

import attrs

from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import option

Kind = Literal["linear", "log", "symlog"]
Range = tuple[float, float]

_PAD: Final = 0.1
#: Data that varies less than this, or by less than this many magnitudes below its own size, is taken as flat.
_FLAT: Final = 1e-9
_FLAT_MAGNITUDES: Final = 10
_NOTHING: Final = (0.0, 100.0)


@attrs.frozen(kw_only=True)
class Scale:
    """An axis from `low` to `high`; `base` counts for logarithms, within `threshold` of zero a symlog is linear."""

    low: float
    high: float
    kind: Kind = "linear"
    base: int = 10
    threshold: float = 1.0

    def share(self, value: float) -> float:
        """Where a value stands: 0 at the low end, 1 at the high one, less or more beyond them."""
        low, high = self._bent(self.low), self._bent(self.high)
        return (self._bent(value) - low) / (high - low)

    def value(self, share: float) -> float:
        """What stands at a share of the axis."""
        low, high = self._bent(self.low), self._bent(self.high)
        bent = low + share * (high - low)
        if self.kind == "log":
            return math.exp(bent)
        return math.sinh(bent) * self.threshold if self.kind == "symlog" else bent

    def _bent(self, value: float) -> float:
        if self.kind == "log":
            # A logarithm has no place for zero and less: the page puts it below the axis.
            return math.log(value if value > 0 else self.low / 10)
        return math.asinh(value / self.threshold) if self.kind == "symlog" else value


@attrs.frozen(kw_only=True)
class Bounds:
    """What the options of a field say of its scale; `whole` asks for ends without decimals."""

    low: float | None = None
    high: float | None = None
    soft_low: float | None = None
    soft_high: float | None = None
    centered: bool = False
    whole: bool = False

    @property
    def hard_low(self) -> float | None:
        """A low end that stands whatever the data; one with a soft end beside it only limits."""
        return self.low if self.soft_low is None else None

    @property
    def hard_high(self) -> float | None:
        """A high end that stands whatever the data."""
        return self.high if self.soft_high is None else None


def base_of(options: Mapping[str, Any], path: str) -> int:
    """The base of the logarithms that options ask for at `path`; raises NotDrawn for one that Grafana has not."""
    base = option(options, path, 2)
    if base not in {2, 10}:
        raise NotDrawn(f"{path} is {base!r}", hint="choose 2 or 10")
    return int(base)


def extent(values: Iterable[float | None], *, positive: bool = False) -> Range | None:
    """The least and the greatest of the values, or of those above zero; None where there is none."""
    there = [each for each in values if each is not None and (each > 0 or not positive)]
    return (min(there), max(there)) if there else None


def scale_for(
    data: Range | None, bounds: Bounds, kind: Kind = "linear", base: int = 10, threshold: float = 1.0
) -> Scale:
    """The scale for data from its least to its greatest value; from 0 to 100 where neither data nor bounds say."""
    low, high = _NOTHING if data is None else _ends(data, bounds, kind, base)
    low = low if bounds.hard_low is None else bounds.hard_low
    high = high if bounds.hard_high is None else bounds.hard_high
    if kind == "log" and low <= 0:
        low = 1.0
    if low >= high:
        low, high = (1.0 if kind == "log" else 0.0), 100.0
    return Scale(low=low, high=high, kind=kind, base=base, threshold=threshold)


def _ends(data: Range, bounds: Bounds, kind: Kind, base: int) -> Range:
    low, high = data
    if kind == "log":
        low, high = log_range(low, high, base)
        return (max(1.0, low), high) if bounds.whole else (low, high)
    if bounds.centered:
        high = max(abs(low), abs(high))
        low = -high
    if kind == "symlog":
        low, high = log_range(low, high, base)
    else:
        low = low if bounds.hard_low is None else bounds.hard_low
        high = high if bounds.hard_high is None else bounds.hard_high
        low, high = linear_range(low, high, bounds)
    return (math.floor(low), math.ceil(high)) if bounds.whole else (low, high)


def linear_range(low: float, high: float, bounds: Bounds) -> Range:
    """The ends of a linear axis for data from `low` to `high`."""
    if max(abs(low), abs(high)) < _FLAT:
        low = high = 0.0
    greatest = max(abs(low), abs(high))
    delta = high - low
    if delta < _FLAT or math.log10(greatest) - math.log10(delta) > _FLAT_MAGNITUDES:
        delta = 0.0 if low and high else _FLAT
    size = delta or greatest or 1e3
    step = 10.0 ** math.floor(math.log10(size)) / 10
    pad = size * (_PAD if delta else 1.0)
    start = _end(low, pad, step, bounds.low, bounds.soft_low)
    end = 0.0 - _end(-high, pad, step, _negative(bounds.high), _negative(bounds.soft_high))
    return _NOTHING if start == end == 0 else (start, end)


def _end(low: float, pad: float, step: float, hard: float | None, soft: float | None) -> float:
    padded = round(math.floor((low - pad) / step) * step, 9)
    rest = soft or 0.0
    if low >= rest and (soft is not None or padded <= rest):
        # The data stays on one side of where the axis may rest.
        padded = rest
    return padded if hard is None else max(hard, padded)


def _negative(value: float | None) -> float | None:
    return None if value is None else -value


def log_range(low: float, high: float, base: int) -> Range:
    """The whole powers of the base around the data; zero stays zero."""
    if low == high and low:
        low, high = (low * base, high / base) if low < 0 else (low / base, high * base)
    return _power(low, base, larger=low < 0), _power(high, base, larger=high > 0)


def _power(value: float, base: int, *, larger: bool) -> float:
    if not value:
        return 0.0
    # The logarithms of two and ten are exact for their powers, a quotient of logarithms is not.
    exponent = (math.log2 if base == 2 else math.log10)(abs(value)) / (1 if base == 2 else math.log10(base))  # noqa: PLR2004
    return math.copysign(float(base) ** (math.ceil(exponent) if larger else math.floor(exponent)), value)
