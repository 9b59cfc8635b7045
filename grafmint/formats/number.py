"""Numbers as a browser writes them: with few decimals, with all of them, grouped, hexadecimal, by powers of ten."""

import math
from decimal import ROUND_HALF_UP, Context, Decimal

#: Above and below, JavaScript writes an exponent.
_LARGE = 1e21
_SMALL = 1e-6
#: What is written without looking further.
_EXACT = 1e15
_MOST_DECIMALS = 100
#: What is smaller would need more decimals than there can be.
_TINY = 1e-98
_DECIMALS_OF_A_LOCALE = 3
_ENDLESS = Context(prec=400, rounding=ROUND_HALF_UP)


def plain(number: float) -> str:
    """All digits that tell a number from its neighbours, as JavaScript writes them."""
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else ("Infinity" if number > 0 else "-Infinity")
    if abs(number) < _EXACT and number == int(number):
        return str(int(number))
    if _SMALL <= abs(number) < _LARGE:
        text = repr(float(number))
        return format(Decimal(text), "f") if "e" in text else text.removesuffix(".0")
    mantissa, _, exponent = repr(float(number)).partition("e")
    return _with_exponent(mantissa.removesuffix(".0"), exponent)


def fixed(number: float, decimals: int | None = None) -> str:
    """A number with so many decimals, or with as many as its size needs: three digits or so."""
    if not math.isfinite(number):
        return endless(number)
    if decimals is None and 0 < abs(number) < _TINY:
        return plain(number)
    places = _own_decimals(number) if decimals is None else min(max(decimals, 0), _MOST_DECIMALS)
    if number == 0:
        return f"{0:.{places}f}"
    factor = 10.0**places
    scaled = number * factor
    text = plain(_rounded(scaled) / factor if math.isfinite(scaled) else number)
    if "e" in text or not places:
        return text
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction.ljust(places, '0')}"


def endless(number: float) -> str:
    """Infinity and what is no number, in the signs of a locale."""
    return "NaN" if math.isnan(number) else ("∞" if number > 0 else "-∞")


def grouped(number: float, decimals: int | None = None) -> str:
    """A number with its thousands apart, and at most so many decimals (three unless told)."""
    if not math.isfinite(number):
        return endless(number)
    most = _DECIMALS_OF_A_LOCALE if decimals is None else min(max(decimals, 0), _MOST_DECIMALS)
    text = f"{Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-most), context=_ENDLESS):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exponential(number: float, decimals: int | None = None) -> str:
    """A number as one digit, decimals and a power of ten."""
    if not math.isfinite(number):
        return plain(number)
    exact = Decimal(repr(float(number)))
    digits = len(exact.normalize().as_tuple().digits) - 1 if decimals is None else decimals
    most = min(max(digits, 0), _MOST_DECIMALS)
    if not number:
        # A decimal zero has an exponent of its own.
        return _with_exponent(f"{0:.{most}f}", "0")
    rounded = Context(prec=most + 1, rounding=ROUND_HALF_UP).plus(exact)
    return _with_exponent(*f"{rounded:.{most}e}".split("e"))


def hexadecimal(number: float, decimals: int | None = None) -> str:
    """A number to the base of sixteen, after it is rounded to decimals."""
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else plain(number).upper()
    rounded = float(fixed(number, decimals))
    fraction, whole = math.modf(abs(rounded))
    digits = []
    while fraction:
        fraction, digit = math.modf(fraction * 16)
        digits.append(f"{int(digit):X}")
    text = f"{int(whole):X}" + ("." + "".join(digits) if digits else "")
    return f"-{text}" if rounded < 0 else text


def _own_decimals(number: float) -> int:
    if number == int(number):
        return 0
    return max(0, 2 - math.floor(math.log(abs(number)) / math.log(10)))


def _rounded(number: float) -> float:
    """Half upwards, below zero too."""
    floor = math.floor(number)
    return float(floor + 1 if number - floor >= 0.5 else floor)  # noqa: PLR2004


def _with_exponent(mantissa: str, exponent: str) -> str:
    return f"{mantissa}e{int(exponent):+d}"
