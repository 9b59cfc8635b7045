"""Duration: a length of time as Prometheus and Grafana's alerting write it, `1h30m`.

Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/
"""

import re
from collections.abc import Mapping

#: The units from the largest to the smallest, in milliseconds.
UNITS: Mapping[str, int] = {
    "y": 31_536_000_000, "w": 604_800_000, "d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1_000, "ms": 1,
}  # fmt: skip
# More digits are no length of time, and Python refuses to read them.
_FORM = re.compile(r"(?=\d)" + "".join(rf"(?:(\d{{1,15}}){unit})?" for unit in UNITS), re.ASCII)
# Years and weeks are written only where nothing is left over.
_WHOLE = frozenset({"y", "w"})


def milliseconds(text: str) -> int | None:
    """How long it is; None for what is none: numbers and units, each once at most, the largest first."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    return sum(int(count or 0) * unit for count, unit in zip(found.groups(), UNITS.values(), strict=True))


def written(length: int) -> str:
    """Milliseconds in the one form in which servers answer them: `300s` is `5m`, `24h` is `1d`."""
    parts, left = list[str](), length
    for name, unit in UNITS.items():
        if name not in _WHOLE or left % unit == 0:
            count, left = divmod(left, unit)
            parts += [f"{count}{name}"] if count else []
    return "".join(parts) or "0s"
