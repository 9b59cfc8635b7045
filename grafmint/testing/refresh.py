"""Refresh: how often a dashboard may ask anew, at least as long apart as the server says.

Source: https://grafana.com/docs/grafana/v9.4/setup-grafana/configure-grafana/#min_refresh_interval
"""

import re

from grafmint.testing.call import text_of
from grafmint.testing.profile import Profile
from grafmint.testing.stored import Json

_SHORTEST = 5
_UNITS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 0.001, "s": 1, "m": 60, "h": 3600}
_LONG_UNITS = {"d": 86400, "w": 604800, "M": 2629800, "y": 31557600}
_PART = r"(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)"


def lift(document: Json, profile: Profile) -> None:
    """Put the server's shortest refresh in the place of one that it does not take, for whatever reason."""
    if not is_taken(document, profile):
        document["refresh"] = f"{_SHORTEST}s"


def is_taken(document: Json, profile: Profile) -> bool:
    """Whether the server takes the refresh of a document; what is no text it does not look at."""
    text = text_of(document.get("refresh"))
    if not text or (text == "auto" and profile.has("auto refresh")):
        return True
    seconds = _seconds(text)
    return seconds is not None and seconds >= _SHORTEST


def _seconds(text: str) -> float | None:
    """How long a time is in the words of Go, or as a number of one of Grafana's longer units."""
    long = re.fullmatch(r"(\d+)([dwMy])", text, re.ASCII)
    if long is not None:
        return int(long[1]) * _LONG_UNITS[long[2]]
    if not re.fullmatch(rf"[-+]?({_PART})+", text, re.ASCII):
        return None
    length = sum(float(count) * _UNITS[unit] for count, unit in re.findall(_PART, text, re.ASCII))
    return -length if text.startswith("-") else length
