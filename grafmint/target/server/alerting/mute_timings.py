"""Mute timings: known by their name alone, so that whoever else writes one of it through the API fights with us."""

from typing import Any
from urllib.parse import quote

import attrs

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.target.server.alerting.finding import find
from grafmint.target.server.alerting.lists import PROVISIONING, Lists, named
from grafmint.target.server.alerting.provenance import hold_by_name
from grafmint.target.server.alerting.writing import settled
from grafmint.target.server.faults import moved
from grafmint.target.server.http import Http

Json = dict[str, Any]
_ALL = f"{PROVISIONING}/mute-timings"
_EMPTY: tuple[object, ...] = (None, "", [])
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_RANGES = ("weekdays", "days_of_month", "months", "years")


@attrs.frozen
class MuteTimings:
    """The mute timings of one server."""

    http: Http
    lists: Lists

    def form(self, entry: Entry) -> bytes:
        """The mute timing as the server writes it."""
        return _form(entry.json)

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A mute timing with whose it is."""
        listed = self.lists.of("mute timings")
        found = next(iter(named(listed, uid)), None)
        if found is None:
            return None
        hold, where = hold_by_name(uid, listed, self.lists.provenances("alertmanager_config", "muteTimeProvenances"))
        return Held(kind="mute-timing", uid=uid, title=uid, folder=None, document=_form(found), hold=hold, where=where)

    def write(self, step: Step) -> str | None:
        """Make it, or replace what was planned with."""
        entry, held = step.entry, step.held
        assert entry is not None
        settled(entry, lambda: self._send(entry, held), lambda: self._live(entry) == self.form(entry))
        return None

    def _send(self, entry: Entry, held: Held | None) -> None:
        live = self._live(entry)
        if live != (held.document if held is not None else None):
            raise moved(entry)
        method, path = ("POST", _ALL) if held is None else ("PUT", _path(entry.uid))
        self.http.send(method, path, entry.json, unfounded=lambda: self._live(entry) == live)

    def _live(self, entry: Entry) -> bytes | None:
        found = find(self.http, _path(entry.uid))
        return _form(found) if found is not None else None


def _form(said: Json) -> bytes:
    intervals = [_interval(each) for each in said.get("time_intervals") or ()]
    return canonical({"name": said["name"], "time_intervals": intervals})


def _interval(said: Json) -> Json:
    plain = {key: value for key, value in said.items() if value not in _EMPTY}
    return plain | {key: [_range(key, each) for each in plain[key]] for key in _RANGES if key in plain}


def _range(key: str, text: str) -> str:
    """Small letters, months by number, and a range of one as that one."""
    ends = [end.strip().lower() for end in text.split(":")]
    if key == "months":
        ends = [str(_MONTHS.index(end) + 1) if end in _MONTHS else end for end in ends]
    return ":".join(dict.fromkeys(ends))


def _path(name: str) -> str:
    return f"{_ALL}/{quote(name, safe='')}"
