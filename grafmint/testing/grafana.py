"""Grafana: the double as a test holds it."""

from types import TracebackType
from typing import Self, Unpack

import orjson

from grafmint.testing.core import Core
from grafmint.testing.fault import Failure, Fault, Where, page
from grafmint.testing.hands import Hands
from grafmint.testing.profile import Profile
from grafmint.testing.request import Request
from grafmint.testing.server import Server
from grafmint.testing.source import shown as shown_datasource
from grafmint.testing.state import State
from grafmint.testing.stored import Account, Json


class Grafana(Hands):
    """A double of a Grafana server, on a port of this machine for as long as its `with` block.

    It answers what recorded exchanges with a real server cover, and 501 to all else; leaving the block raises
    AssertionError when there was such a request. Delays are seconds for each GET, and for each other request.
    `prefix` is the path that the server stands at, like `/grafana`.

    `release` is the version that it is: `9.4.0-pre`, or a newer one like `10.4`, `11.6`, `12.2` and `13.2`. Only 9.4 is
    tested against a real server. What newer ones do otherwise, and all of `/apis`, is taken from Grafana's published
    docs, its schemas and its code, or not checked at all: `grafmint.testing.facts.FACTS` says of each which it is.
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
        state = State(prefix=prefix.rstrip("/"), profile=Profile.of(release))
        self._core = Core(state=state, read_delay=read_delay, write_delay=write_delay)
        super().__init__(state, self._core.lock)
        self._server = Server(self._core, port)
        admin = Account(id=next(self._state.account_ids), login=self.user, email="admin@localhost", role="Admin")
        self._state.add(admin)
        self._state.passwords[self.user] = self.password
        #: The token of a service account that may do everything in the organisation.
        self.token = self._state.own_token("Admin")
        #: The token of one that may only look.
        self.viewer_token = self._state.own_token("Viewer")
        #: Where it is, without a slash at the end.
        self.url = f"http://127.0.0.1:{self._server.server_port}{self._state.prefix}"

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.stop()
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

    def upgrade(self, release: str) -> None:
        """From here on it is another release, with all that is stored."""
        with self._core.lock:
            self._core.become(Profile.of(release))

    def restart(self, seconds: float) -> None:
        """Close every connection and refuse new ones for so long; then it is there again, as it was."""
        self._server.pause(seconds)

    @property
    def drops_annotations(self) -> bool:
        """Whether what `/apis` is told beside a spec is lost, as in the tables of old, where 12 keeps its resources.

        What a test sets stays so when the release changes.
        """
        return self._state.profile.has("unified storage") and not self._state.is_unified

    @drops_annotations.setter
    def drops_annotations(self, drops: bool) -> None:
        self._state.drops_annotations = drops

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
