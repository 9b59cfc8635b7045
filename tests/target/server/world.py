"""A small world: a server, a project with dashboards in code, and syncs between them."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import attrs

from grafmint.bundle import Bundle, Entry, in_order
from grafmint.compile.encode import canonical
from grafmint.environment import Environment, Hold, Server
from grafmint.outcome import Outcome
from grafmint.plan import Choices, Plan
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.retry import Policy
from grafmint.target.server.target import ServerTarget
from grafmint.workflow import Built, apply, plan


@attrs.frozen(kw_only=True)
class Board:
    """What the code says of a dashboard, as far as these tests vary it; `before` is the uid that it had."""

    title: str
    refresh: str = "1m"
    folder: str | None = None
    before: str | None = attrs.field(default=None, eq=False)


@attrs.frozen
class World:
    """One project on one server; each sync is a session of its own, like a run of the command."""

    url: str
    token: str
    project: str = "shop"
    holds: tuple[Hold, ...] = ()

    def plan(self, boards: Mapping[str, Board], **choices: object) -> Plan:
        """What a sync of these boards would do."""
        with self._http() as http:
            target = ServerTarget(self._environment, http)
            return plan(self._built(boards), target, Choices(**choices))  # type: ignore[arg-type]

    def sync(
        self, boards: Mapping[str, Board], between: Callable[[], None] = lambda: None, **choices: object
    ) -> Outcome:
        """Plan and apply; `between` is what happens in between."""
        with self._http() as http:
            target = ServerTarget(self._environment, http)
            made = plan(self._built(boards), target, Choices(**choices))  # type: ignore[arg-type]
            between()
            return apply(made, target, lambda _: None)

    def delete(self, uids: Iterable[str]) -> None:
        """Somebody deletes these dashboards."""
        with self._http() as http:
            for uid in uids:
                http.send("DELETE", f"/api/dashboards/uid/{uid}")

    @property
    def _environment(self) -> Environment:
        return Environment(
            name="prod", project=self.project, root=Path("/project"), target=self._server, holds=self.holds
        )

    @property
    def _server(self) -> Server:
        return Server(self.url)

    def _http(self) -> Http:
        # Pauses are taken as taken: what is tested is what comes after them.
        policy = Policy(sleep=lambda _: None)
        return Http(self._server, Credentials(token=self.token), policy=policy)

    def _built(self, boards: Mapping[str, Board]) -> Built:
        entries = (*_folders(boards.values()), *(_board(uid, board) for uid, board in boards.items()))
        return Built(environment=self._environment, bundle=Bundle(entries=in_order(entries)), findings=())


def _folders(boards: Iterable[Board]) -> Iterable[Entry]:
    for uid in sorted({board.folder for board in boards if board.folder is not None}):
        document = canonical({"uid": uid, "title": f"Folder {uid}"})
        yield Entry(kind="folder", uid=uid, title=f"Folder {uid}", document=document)


def _board(uid: str, board: Board) -> Entry:
    document = canonical(
        {
            "uid": uid,
            "title": board.title,
            "refresh": board.refresh,
            "schemaVersion": 37,
            "panels": [{"id": 1, "type": "text", "title": "P", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 8}}],
        }
    )
    return Entry(
        kind="dashboard",
        uid=uid,
        title=board.title,
        folder=board.folder,
        document=document,
        renamed_from=board.before,
    )
