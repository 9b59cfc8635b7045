"""Time zones, by the names of the IANA database."""

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from grafmint.errors import ModelError
from grafmint.suggest import nearest

#: The zone of times that say none.
UTC = "UTC"
_UTC = (UTC, "Etc/UTC")


def check_zone(owner: str, name: str) -> None:
    """Raise ModelError for a zone that is not in the database; a machine without one believes every name."""
    if _is_known(name) or not available_timezones():
        return
    match = nearest(name, available_timezones())
    way_out = f"did you mean {match!r}?" if match else "write the name of its region and city: Europe/Berlin"
    raise ModelError(f"{owner}: location={name!r} is no time zone", hint=way_out)


def is_utc(name: str) -> bool:
    """Whether it is what leaving the zone out means."""
    return name in _UTC


@lru_cache
def _is_known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        # Not found, not the form of a name, or the folder of a region.
        return False
    return True
