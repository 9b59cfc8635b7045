"""Notification templates: known by their name alone, as mute timings are."""

from typing import ClassVar

import attrs

from grafmint.bundle import Entry, Kind
from grafmint.compile.encode import canonical
from grafmint.model.alerting.template import kept
from grafmint.model.base import Json, JsonObject
from grafmint.plan.snapshot import Held
from grafmint.target.server.alerting.by_name import ByName
from grafmint.target.server.alerting.lists import Name
from grafmint.target.server.http.client import Unfounded


@attrs.frozen
class Templates(ByName):
    """The notification templates of one server."""

    kind: ClassVar[Kind] = "template"
    name: ClassVar[Name] = "templates"
    place: ClassVar[str] = "templates"
    told: ClassVar[tuple[str, ...]] = ("template_file_provenances",)

    def document(self, said: JsonObject) -> bytes:
        """The template as the server keeps it."""
        return canonical({"name": said["name"], "template": kept(said["name"], said["template"])})

    def send(self, entry: Entry, held: Held | None, seen: JsonObject, unfounded: Unfounded) -> Json:
        """Make it, or replace what is held: to the server it is the same."""
        body = {"template": kept(entry.uid, entry.json["template"]), **seen}
        return self.http.send("PUT", self.path(entry.uid), body, unfounded=unfounded)
