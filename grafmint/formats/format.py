"""Format: a number as Grafana writes it in a unit."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

import attrs

from grafmint.formats import units
from grafmint.formats.ago import ago
from grafmint.formats.duration import STEPS, clock, hours_and_days, in_words, lasting
from grafmint.formats.formatted import Formatted
from grafmint.formats.moment import ISO, LOCAL, US, dated
from grafmint.formats.number import exponential, fixed, grouped, hexadecimal, plain
from grafmint.formats.scaled import COUNTS, SHORT, Scale, binary, si, si_of

Format = Callable[[float, int | None], Formatted]


def formatted(value: float, unit: str = "", decimals: int | None = None) -> Formatted:
    """A number in a unit; without `decimals` it has as many as Grafana gives it. Points in time are shown in UTC.

    A unit that Grafana does not know stands behind the number as it is.
    """
    return _format(unit)(float(value), decimals)


@lru_cache(maxsize=1024)
def _format(unit: str) -> Format:
    known = _FORMATS.get(unit)
    if known is not None:
        return known
    kind, colon, text = unit.partition(":")
    custom = _CUSTOM.get(kind) if colon else None
    return custom(text) if custom else _symbol(unit)


def _symbol(text: str) -> Format:
    suffix = f" {text}" if text else ""
    return lambda value, decimals: Formatted(text=fixed(value, decimals), suffix=suffix)


def _prefix(text: str) -> Format:
    return lambda value, decimals: Formatted(text=fixed(value, decimals), prefix=text)


def _count(text: str) -> Format:
    return Scale(1000.0, tuple(f"{each} {text}" for each in COUNTS))


def _currency(sign: str) -> Format:
    scale = Scale(1000.0, COUNTS)
    return lambda value, decimals: attrs.evolve(scale(value, decimals), prefix=sign)


def _currency_behind(sign: str) -> Format:
    return Scale(1000.0, tuple(f"{each}{sign}" for each in COUNTS))


def _truth(true: str, false: str) -> Format:
    # What is no number is as false as zero.
    return lambda value, _: Formatted(text=true if value and value == value else false)  # noqa: PLR0124


def _truth_of(text: str) -> Format:
    true, slash, false = text.partition("/")
    return _truth(true, false if slash else "-")


def _date(pattern: str) -> Format:
    return lambda value, _: Formatted(text=dated(value, pattern))


def _date_unless_today(pattern: str, today: str) -> Format:
    def shown(value: float, _: int | None) -> Formatted:
        now = dated(datetime.now(UTC).timestamp() * 1000, "YYYY-MM-DD")
        return Formatted(text=dated(value, today if dated(value, "YYYY-MM-DD") == now else pattern))

    return shown


def _percent(value: float, decimals: int | None) -> Formatted:
    return Formatted(text=fixed(value, decimals), suffix="%")


def _hex0x(value: float, decimals: int | None) -> Formatted:
    text = hexadecimal(value, decimals)
    return Formatted(text=f"-0x{text[1:]}" if text.startswith("-") else f"0x{text}")


def _lasting(unit: str) -> Format:
    return lambda value, decimals: lasting(value, unit, decimals)


_CUSTOM: Final[Mapping[str, Callable[[str], Format]]] = {
    "prefix": _prefix,
    "suffix": _symbol,
    "time": _date,
    "si": si_of,
    "count": _count,
    "currency": _currency,
    "bool": _truth_of,
}
_FORMATS: Final[Mapping[str, Format]] = {
    **{unit: _symbol(symbol) for unit, symbol in units.SYMBOLS.items()},
    **{unit: _count(what) for unit, what in units.COUNTED.items()},
    **{unit: si(*base) for unit, base in units.SI.items()},
    **{unit: binary(*base) for unit, base in units.BINARY.items()},
    **{unit: _currency(sign) for unit, sign in units.CURRENCIES.items()},
    **{unit: _currency_behind(sign) for unit, sign in units.CURRENCIES_BEHIND.items()},
    **{unit: _truth(*words) for unit, words in units.TRUTHS.items()},
    **{unit: _lasting(unit) for unit in STEPS},
    "": _symbol(""),
    "none": _symbol(""),
    "short": Scale(1000.0, SHORT),
    "string": lambda value, _: Formatted(text=plain(value)),
    "percent": _percent,
    "percentunit": lambda value, decimals: _percent(100 * value, decimals),
    "hex": lambda value, decimals: Formatted(text=hexadecimal(value, decimals)),
    "hex0x": _hex0x,
    "sci": lambda value, decimals: Formatted(text=exponential(value, decimals)),
    "locale": lambda value, decimals: Formatted(text=grouped(value, decimals)),
    "pressurepsi": Scale(1000.0, ("psi", "ksi", "Mpsi")),
    "farenheit": _symbol(units.SYMBOLS["fahrenheit"]),
    "dtdurationms": lambda value, decimals: in_words(value, "millisecond", decimals),
    "dtdurations": lambda value, decimals: in_words(value, "second", decimals),
    "dthms": lambda value, _: hours_and_days(value),
    "dtdhms": lambda value, _: hours_and_days(value, days=True),
    "timeticks": lambda value, decimals: lasting(value / 100, "s", decimals),
    "clockms": clock,
    "clocks": lambda value, decimals: clock(value * 1000, decimals),
    "dateTimeAsIso": _date(ISO),
    "dateTimeAsIsoNoDateIfToday": _date_unless_today(ISO, "HH:mm:ss"),
    "dateTimeAsUS": _date(US),
    "dateTimeAsUSNoDateIfToday": _date_unless_today(US, "h:mm:ss a"),
    "dateTimeAsLocal": _date(LOCAL),
    "dateTimeAsLocalNoDateIfToday": _date_unless_today(LOCAL, "hh:mm:ss A"),
    "dateTimeAsSystem": _date(ISO),
    "dateTimeFromNow": lambda value, _: Formatted(text=ago(value)),
}
