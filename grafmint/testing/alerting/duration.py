"""Duration: a length of time as Prometheus and Grafana's alerting write it, "1h30m"."""

import re

_UNITS = (
    ("y", 31_536_000_000),
    ("w", 604_800_000),
    ("d", 86_400_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1_000),
    ("ms", 1),
)
_FORM = re.compile("".join(f"(?:([0-9]+){unit})?" for unit, _ in _UNITS))
#: Years and weeks are only written when nothing is left over.
_ONLY_WHOLE = ("y", "w")


def milliseconds(text: str) -> int:
    """How long it is; raises ValueError when it is none."""
    if text == "0":
        return 0
    found = _FORM.fullmatch(text)
    if not text or found is None:
        raise ValueError(f"not a valid duration string: {text!r}")
    return sum(int(number) * factor for number, (_, factor) in zip(found.groups(default="0"), _UNITS, strict=True))


def written(length: int) -> str:
    """Milliseconds as Grafana writes them, in the largest units."""
    parts = []
    for unit, factor in _UNITS:
        if unit in _ONLY_WHOLE and length % factor:
            continue
        number, length = divmod(length, factor)
        if number:
            parts.append(f"{number}{unit}")
    return "".join(parts) or "0s"


def normal(text: str) -> str:
    """The same duration as Grafana answers it: "300s" is "5m"; raises ValueError when it is none."""
    return written(milliseconds(text))
