"""The nearest match for a misspelt name: the "did you mean" of every message."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

SHOWN = 8
#: What people write for what Grafana calls otherwise.
_ALIASES = {
    "%": "percent", "pct": "percent", "ratio": "percentunit", "sec": "s", "second": "s", "seconds": "s",
    "millis": "ms", "msec": "ms", "milliseconds": "ms", "microseconds": "µs", "us": "µs", "nanoseconds": "ns",
    "minutes": "m", "min": "m", "hours": "h", "days": "d", "bytes/s": "Bps", "bytes/sec": "Bps", "bits/s": "bps",
    "req/s": "reqps", "requests/s": "reqps", "rps": "reqps", "ops/s": "ops", "number": "short", "count": "short",
    "usd": "currencyUSD", "$": "currencyUSD", "eur": "currencyEUR", "€": "currencyEUR", "celcius": "celsius",
    "kb": "deckbytes", "mb": "decmbytes", "gb": "decgbytes", "tb": "dectbytes", "kib": "kbytes", "mib": "mbytes",
    "gib": "gbytes", "b": "decbytes", "byte": "decbytes", "kb/s": "KBs", "mb/s": "MBs", "gb/s": "GBs",
}  # fmt: skip


def nearest(wrong: str, allowed: Iterable[str]) -> str | None:
    """The allowed name that is closest to the wrong one, or None when nothing is close."""
    names = sorted(allowed)
    alias = _ALIASES.get(wrong.lower())
    if alias in names:
        return alias
    return close(wrong, names)


def close(wrong: str, allowed: Iterable[str]) -> str | None:
    """The allowed name that is spelt most alike, or None when none is."""
    names = sorted(allowed)
    lowered = {name.lower(): name for name in names}
    if wrong.lower() in lowered:
        return lowered[wrong.lower()]
    matches = get_close_matches(wrong, names, n=1, cutoff=0.6)
    return matches[0] if matches else None


def hint(wrong: str, allowed: Iterable[str]) -> str:
    """What to type instead: the nearest name, or the allowed ones."""
    names = sorted(allowed)
    match = nearest(wrong, names)
    if match is not None:
        return f"did you mean {match!r}?"
    if not names:
        return "none is allowed here"
    shown = ", ".join(names[:SHOWN])
    return f"allowed: {shown}" + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def option_hint(wrong: str, options: Iterable[str], known_as: Mapping[str, str]) -> str:
    """What to write instead of an option that is none: what goes by that name elsewhere, or the nearest one."""
    names = list(options)
    instead = known_as.get(wrong)
    if instead is None or instead in names:
        return hint(instead or wrong, names)
    return f"write {instead}"
