"""Hands: what a test does to the alerting of a double behind a sync's back, and what it looks at."""

import copy
import threading
from collections.abc import Callable
from itertools import repeat

from grafmint.testing.alerting import provisioning
from grafmint.testing.alerting.contact_points import shown
from grafmint.testing.alerting.stored import FIRING, NORMAL, Provenance, Rule
from grafmint.testing.state import State
from grafmint.testing.stored import Json, now


class Hands:
    """The alerting of a double as a test holds it."""

    def __init__(self, state: State, lock: threading.RLock) -> None:
        self._state = state
        self._lock = lock

    def fire(self, uid: str, instances: int = 1, normal: int = 0) -> None:
        """A rule is evaluated: so many of its instances fire, and so many do not."""
        with self._lock:
            rule = self._rule(uid)
            rule.states, rule.since = (*repeat(FIRING, instances), *repeat(NORMAL, normal)), now()

    def edit_rule(self, uid: str, change: Callable[[Json], None]) -> None:
        """Somebody else changes a rule, which stays the property of who made it."""
        with self._lock:
            rule = self._rule(uid)
            document = copy.deepcopy(rule.document)
            change(document)
            rule.become(document, rule.provenance)

    def delete_rule(self, uid: str) -> None:
        """Somebody else deletes a rule."""
        with self._lock:
            del self._state.alerting.rules[self._rule(uid).uid]

    def edit_policies(self, change: Callable[[Json], None]) -> None:
        """Somebody else changes the tree of policies, which stays the property of who wrote it."""
        with self._lock:
            change(self._state.alerting.policies.document)

    def provision(self, file: Json, folder: str = "alerts", provenance: Provenance = "file") -> None:
        """A file of the server's own brings rules into a folder, contact points, mute timings, templates, policies.

        With "" for provenance the same is what somebody made in the page.
        """
        with self._lock:
            provisioning.provision(self._state, file, folder, provenance)

    def rules(self) -> dict[str, Json]:
        """The documents of the rules by their uids."""
        with self._lock:
            return {each.uid: copy.deepcopy(each.document) for each in self._state.alerting.listed()}

    def interval(self, uid: str) -> int:
        """The seconds between two evaluations of a rule."""
        with self._lock:
            return self._rule(uid).interval

    def provenance(self, uid: str) -> str:
        """Who wrote a rule: "" is somebody in the page."""
        with self._lock:
            return self._rule(uid).provenance

    def contact_points(self) -> dict[str, Json]:
        """The integrations by their uids, as Grafana shows them."""
        with self._lock:
            return {each.uid: shown(each) for each in self._state.alerting.integrations}

    def secret(self, uid: str, name: str) -> str | None:
        """A secret of an integration as it was sent, which Grafana itself never shows; None when it has none."""
        with self._lock:
            found = (each for each in self._state.alerting.integrations if each.uid == uid)
            return next((each.secrets.get(name) for each in found), None)

    def policies(self) -> Json:
        """The tree."""
        with self._lock:
            return copy.deepcopy(self._state.alerting.policies.document)

    def mute_timings(self) -> dict[str, Json]:
        """The mute timings by their names."""
        with self._lock:
            return {name: each.document for name, each in self._state.alerting.mute_timings.items()}

    def templates(self) -> dict[str, str]:
        """The texts of the templates by their names."""
        with self._lock:
            return {name: each.document["template"] for name, each in self._state.alerting.templates.items()}

    def _rule(self, uid: str) -> Rule:
        rule = self._state.alerting.rules.get(uid)
        if rule is None:
            raise LookupError(f"there is no alert rule {uid!r}")
        return rule
