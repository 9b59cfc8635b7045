"""Grafana: the double as a test holds it."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self, Unpack

import orjson

from grafmint.testing import people
from grafmint.testing.alerting.hands import Hands
from grafmint.testing.core import Core
from grafmint.testing.fault import Failure, Fault, Where, page
from grafmint.testing.request import Request
from grafmint.testing.server import Server
from grafmint.testing.source import shown as shown_datasource
from grafmint.testing.state import State
from grafmint.testing.stored import Account, Json

_SOMEBODY = "editor-3"
_POLL_SECONDS = 0.01


class Grafana:
    """A double of a Grafana 9.4 server, on a port of this machine for as long as its `with` block.

    It answers what recorded exchanges with a real server cover, and 501 to all else; leaving the block raises
    AssertionError when there was such a request. Delays are seconds for each GET, and for each other request.
    `prefix` is the path that the server stands at, like `/grafana`; `release` the version that it says it is.
    """

    user = "admin"
    password = "admin"  # noqa: S105 - Grafana's own on a fresh server

    def __init__(
        self,
        *,
        read_delay: float = 0.0,
        write_delay: float = 0.0,
        prefix: str = "",
        release: str = "9.4.0-pre",
        port: int = 0,
    ) -> None:
        self._state = State(prefix=prefix.rstrip("/"), release=release)
        self._core = Core(state=self._state, read_delay=read_delay, write_delay=write_delay)
        self._server = Server(self._core, port)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(_POLL_SECONDS,), daemon=True)
        admin = Account(id=next(self._state.account_ids), login=self.user, email="admin@localhost", role="Admin")
        self._state.add(admin)
        self._state.passwords[self.user] = self.password
        #: Its alerting: what fires, what others do to it, what is stored.
        self.alerting = Hands(self._state, self._core.lock)
        #: The token of a service account that may do everything in the organisation.
        self.token = self._state.own_token("Admin")
        #: The token of one that may only look.
        self.viewer_token = self._state.own_token("Viewer")
        #: Where it is, without a slash at the end.
        self.url = f"http://127.0.0.1:{self._server.server_port}{self._state.prefix}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.close_connections()
        self._server.server_close()
        if self._core.unserved and error is None:
            named = ", ".join(f"{request.method} {request.path}" for request in self._core.unserved)
            raise AssertionError(f"the double does not serve {named}: no recording covers it")

    @property
    def requests(self) -> list[Request]:
        """Every request since the last `forget_requests`, in the order of their answers."""
        with self._core.lock:
            return list(self._core.requests)

    @property
    def unserved(self) -> list[Request]:
        """The requests that no recording covers."""
        with self._core.lock:
            return list(self._core.unserved)

    def count(self, method: str | None = None, path: str = "") -> int:
        """How many requests had this method, and a path that begins like this."""
        return sum(each.method == (method or each.method) and each.path.startswith(path) for each in self.requests)

    def forget_requests(self) -> None:
        """Begin to count anew."""
        with self._core.lock:
            self._core.requests.clear()

    def inject(self, fault: Fault) -> None:
        """Let something go wrong with the next requests that it is for; faults for one request take turns."""
        with self._core.lock:
            self._core.faults.append(fault)

    def fail_next(self, **fault: Unpack[Failure]) -> None:
        """Answer the next requests with an error; takes the fields of a Fault."""
        self.inject(Fault(**fault))

    def drop_next(self, *, done: bool = True, **where: Unpack[Where]) -> None:
        """Close the connection of the next requests without an answer, with what they ask for done or not."""
        self.inject(Fault(happens="drop" if done else "refuse", **where))

    def html_next(self, status: int = 200, **where: Unpack[Where]) -> None:
        """Answer the next requests with a page that is not Grafana's."""
        self.inject(page(status, **where))

    def edit(self, uid: str, change: Callable[[Json], None], by: str = _SOMEBODY) -> None:
        """Somebody saves a dashboard in its page: keys that Grafana does not know are lost, defaults are added."""
        with self._core.lock:
            people.edit(self._state, uid, change, by)

    def move(self, uid: str, folder: str | None, by: str = _SOMEBODY) -> None:
        """Somebody moves a dashboard into a folder, or to the top: a save with another folder."""
        with self._core.lock:
            people.move(self._state, uid, folder, by)

    def copy(self, uid: str, new_uid: str, title: str, by: str = _SOMEBODY) -> None:
        """Somebody saves a dashboard under another title in the same folder, with its tags."""
        with self._core.lock:
            people.copy(self._state, uid, new_uid, title, by)

    def delete(self, uid: str) -> None:
        """Somebody deletes a dashboard."""
        with self._core.lock:
            people.delete(self._state, uid)

    def put_back(self, uid: str, version: int, by: str = _SOMEBODY) -> None:
        """Somebody saves what a version held again, with every key that it had."""
        with self._core.lock:
            people.put_back(self._state, uid, version, by)

    def fire(self, uid: str, instances: int = 1) -> None:
        """An alert rule is evaluated, and so many of its instances fire until somebody changes the rule."""
        self.alerting.fire(uid, instances)

    def provision(self, document: Json, folder: str | None = None, folder_title: str | None = None) -> None:
        """A file of the server's own brings a dashboard that nobody can save or delete, and its folder."""
        with self._core.lock:
            people.provision(self._state, document, folder, folder_title)

    def provision_datasource(self, document: Json) -> None:
        """A file of the server's own brings a datasource that nobody can change."""
        with self._core.lock:
            people.provision_datasource(self._state, document)

    def dashboard(self, uid: str) -> Json | None:
        """The document that is stored, None when there is none."""
        with self._core.lock:
            stored = self._state.by_uid.get(uid)
        return None if stored is None or stored.is_folder else orjson.loads(stored.data)

    def dashboards(self) -> dict[str, Json]:
        """Every stored document by its uid."""
        with self._core.lock:
            return {each.uid: orjson.loads(each.data) for each in self._state.by_id.values() if not each.is_folder}

    def folder_of(self, uid: str) -> str | None:
        """The uid of the folder that a dashboard is in, None at the top; raises LookupError when there is none."""
        with self._core.lock:
            stored = self._state.by_uid[uid]
            folder = self._state.by_id.get(stored.folder_id)
        return folder.uid if folder is not None else None

    def folders(self) -> dict[str, str]:
        """The titles of the folders by their uids."""
        with self._core.lock:
            return {each.uid: each.title for each in self._state.by_id.values() if each.is_folder}

    def datasources(self) -> dict[str, Json]:
        """The datasources by their uids, as Grafana shows them."""
        with self._core.lock:
            return {each.uid: shown_datasource(each) for each in self._state.sources.values()}

    def secret(self, uid: str, key: str) -> str | None:
        """A secret of a datasource as it was sent, which Grafana itself never shows; None when it has none."""
        with self._core.lock:
            source = self._state.source(uid)
        return None if source is None else source.secrets.get(key)
