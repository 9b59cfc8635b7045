"""Others who write to the same server: other programs, people in the page, files of the server's own."""

from contextlib import suppress
from typing import Any

import attrs

from grafmint.errors import GrafmintError
from grafmint.testing import Grafana
from tests.target.server.alerting.scene import Scene, rule

_POINT = {"uid": "theirs", "name": "theirs", "type": "slack", "settings": {"url": "https://theirs"}}


@attrs.define
class Others:
    """What they have made so far is counted, so that each has names of its own."""

    grafana: Grafana
    made: int = 0

    def begin(self) -> None:
        """They have a contact point and a route to it."""
        self._send("POST", "contact-points", _POINT)
        self.their_route(0)

    def edit(self, uid: str, length: str) -> None:
        """Another client changes a rule of ours."""
        with suppress(LookupError):
            self.grafana.alerting.edit_rule(uid, lambda each: each.update({"for": length}))

    def delete(self, uid: str) -> None:
        """Another client deletes it."""
        with suppress(LookupError):
            self.grafana.alerting.delete_rule(uid)

    def copy(self, uid: str) -> None:
        """Somebody copies it, mark and all."""
        found = self.grafana.alerting.rules().get(uid)
        if found is not None:
            self._provision(found, "")

    def stranger(self, in_: str, provenance: Any) -> None:
        """A rule comes into a group in which ours are too."""
        self._provision(rule(in_=in_).json, provenance)

    def their_interval(self, in_: str, seconds: int) -> None:
        """Another client writes a whole group; Grafana refuses that where a file's rule is in it."""
        with suppress(GrafmintError):
            path = f"folder/shop/rule-groups/{in_}"
            self._send("PUT", path, {**self._send("GET", path), "interval": seconds})

    def their_route(self, place: int) -> None:
        """Somebody puts a route among the others."""
        self.made += 1
        theirs = {"receiver": "theirs", "object_matchers": [["number", "=", str(self.made)]]}
        self.grafana.alerting.edit_policies(lambda tree: tree.setdefault("routes", []).insert(place, theirs))

    def their_integration(self, name: str) -> None:
        """Another client adds one to a contact point of ours."""
        self.made += 1
        added = {"uid": f"their-{self.made}", "name": name, "type": "slack", "settings": {"url": "https://theirs"}}
        with suppress(GrafmintError):
            self._send("POST", "contact-points", added)

    def _provision(self, document: dict[str, Any], provenance: Any) -> None:
        self.made += 1
        new = {**document, "uid": f"their-{self.made}", "title": f"Theirs {self.made}"}
        in_ = document["ruleGroup"]
        there = [uid for uid, each in self.grafana.alerting.rules().items() if each["ruleGroup"] == in_]
        seconds = self.grafana.alerting.interval(there[0]) if there else 60
        file = {"groups": [{"name": in_, "folder": "Shop", "interval": f"{seconds}s", "rules": [new]}]}
        self.grafana.alerting.provision(file, "shop", provenance)

    def _send(self, method: str, path: str, body: Any = None) -> Any:
        return Scene(self.grafana).send(method, path, body)
