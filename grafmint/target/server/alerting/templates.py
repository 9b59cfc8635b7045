"""Notification templates: known by their name alone, as mute timings are."""

from typing import Any
from urllib.parse import quote

import attrs

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.model.alerting.template import kept
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.target.server.alerting.finding import find
from grafmint.target.server.alerting.lists import PROVISIONING, Lists, named
from grafmint.target.server.alerting.provenance import hold_by_name
from grafmint.target.server.alerting.writing import settled
from grafmint.target.server.faults import moved
from grafmint.target.server.http import Http

Json = dict[str, Any]


@attrs.frozen
class Templates:
    """The notification templates of one server."""

    http: Http
    lists: Lists

    def form(self, entry: Entry) -> bytes:
        """The template as the server keeps it."""
        return _form(entry.json)

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A template with whose it is."""
        listed = self.lists.of("templates")
        found = next(iter(named(listed, uid)), None)
        if found is None:
            return None
        hold, where = hold_by_name(uid, listed, self.lists.provenances("template_file_provenances"))
        return Held(kind="template", uid=uid, title=uid, folder=None, document=_form(found), hold=hold, where=where)

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
        body = {"template": kept(entry.uid, entry.json["template"])}
        self.http.send("PUT", _path(entry.uid), body, unfounded=lambda: self._live(entry) == live)

    def _live(self, entry: Entry) -> bytes | None:
        found = find(self.http, _path(entry.uid))
        return _form(found) if found is not None else None


def _form(said: Json) -> bytes:
    return canonical({"name": said["name"], "template": kept(said["name"], said["template"])})


def _path(name: str) -> str:
    return f"{PROVISIONING}/templates/{quote(name, safe='')}"
