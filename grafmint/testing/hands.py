"""Hands: what other people, and other programs, do to the double behind a sync's back."""

import threading
from collections.abc import Callable

from grafmint.testing import people
from grafmint.testing.alerting.hands import Hands as AlertingHands
from grafmint.testing.state import State
from grafmint.testing.stored import Json

_SOMEBODY = "editor-3"


class Hands:
    """What can be done to a state that requests are waiting for."""

    def __init__(self, state: State, lock: threading.RLock) -> None:
        self._state, self._lock = state, lock
        #: Its alerting: what fires, what others do to it, what is stored.
        self.alerting = AlertingHands(state, lock)

    def star(self, uid: str, by: str = _SOMEBODY) -> None:
        """Somebody stars a dashboard."""
        with self._lock:
            people.star(self._state, uid, by)

    def starred(self, by: str = _SOMEBODY) -> list[str]:
        """The uids of what somebody has starred."""
        with self._lock:
            return self._state.starred(self._state.user(by))

    def store_v2(self, uid: str, title: str, folder: str | None = None, by: str = _SOMEBODY) -> None:
        """Somebody makes a dashboard of schema version 2, or makes an existing one into that."""
        with self._lock:
            people.store_v2(self._state, uid, title, folder, by)

    def manage(self, uid: str, kind: str, identity: str) -> None:
        """A manager takes over a dashboard or folder, like `repo`, which nobody else may write afterwards."""
        with self._lock:
            people.manage(self._state, uid, kind, identity)

    def edit(self, uid: str, change: Callable[[Json], None], by: str = _SOMEBODY) -> None:
        """Somebody saves a dashboard in its page: keys that Grafana does not know are lost, defaults are added."""
        with self._lock:
            people.edit(self._state, uid, change, by)

    def move(self, uid: str, folder: str | None, by: str = _SOMEBODY) -> None:
        """Somebody moves a dashboard into a folder, or to the top: a save with another folder."""
        with self._lock:
            people.move(self._state, uid, folder, by)

    def copy(self, uid: str, new_uid: str, title: str, by: str = _SOMEBODY) -> None:
        """Somebody saves a dashboard under another title in the same folder, with its tags."""
        with self._lock:
            people.copy(self._state, uid, new_uid, title, by)

    def delete(self, uid: str) -> None:
        """Somebody deletes a dashboard."""
        with self._lock:
            people.delete(self._state, uid)

    def put_back(self, uid: str, version: int, by: str = _SOMEBODY) -> None:
        """Somebody saves what a version held again, with every key that it had."""
        with self._lock:
            people.put_back(self._state, uid, version, by)

    def fire(self, uid: str, instances: int = 1) -> None:
        """An alert rule is evaluated, and so many of its instances fire until somebody changes the rule."""
        self.alerting.fire(uid, instances)

    def provision(self, document: Json, folder: str | None = None, folder_title: str | None = None) -> None:
        """A file of the server's own brings a dashboard that nobody can save or delete, and its folder."""
        with self._lock:
            people.provision(self._state, document, folder, folder_title)

    def provision_datasource(self, document: Json) -> None:
        """A file of the server's own brings a datasource that nobody can change."""
        with self._lock:
            people.provision_datasource(self._state, document)
