"""Mute timings: known by their name alone, as notification templates are."""

from typing import ClassVar

import attrs

from grafmint.bundle import Entry, Kind
from grafmint.compile.encode import canonical
from grafmint.model.base import Json, JsonObject
from grafmint.plan.snapshot import Held
from grafmint.target.server.alerting.by_name import ByName
from grafmint.target.server.alerting.lists import Name
from grafmint.target.server.http.client import Unfounded

_EMPTY: tuple[object, ...] = (None, "", [])
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_RANGES = ("weekdays", "days_of_month", "months", "years")


@attrs.frozen
class MuteTimings(ByName):
    """The mute timings of one server."""

    kind: ClassVar[Kind] = "mute-timing"
    name: ClassVar[Name] = "mute timings"
    place: ClassVar[str] = "mute-timings"
    told: ClassVar[tuple[str, ...]] = ("alertmanager_config", "muteTimeProvenances")

    def document(self, said: JsonObject) -> bytes:
        """The mute timing as the server writes it."""
        intervals = [_interval(each) for each in said.get("time_intervals") or ()]
        return canonical({"name": said["name"], "time_intervals": intervals})

    def send(self, entry: Entry, held: Held | None, seen: JsonObject, unfounded: Unfounded) -> Json:
        """Make it, or replace what is held."""
        method, path = ("POST", self.all) if held is None else ("PUT", self.path(entry.uid))
        return self.http.send(method, path, {**entry.json, **seen}, unfounded=unfounded)


def _interval(said: JsonObject) -> JsonObject:
    plain = {key: value for key, value in said.items() if value not in _EMPTY}
    return plain | {key: [_range(key, each) for each in plain[key]] for key in _RANGES if key in plain}


def _range(key: str, text: str) -> str:
    """Small letters, months by number, and a range of one as that one."""
    ends = [end.strip().lower() for end in text.split(":")]
    if key == "months":
        ends = [str(_MONTHS.index(end) + 1) if end in _MONTHS else end for end in ends]
    return ":".join(dict.fromkeys(ends))
