"""A busy server: what it refuses without a reason is tried again, and what it has a reason for is not."""

from typing import Any

import pytest

from grafmint.testing import Grafana
from tests.target.server.world import Board, World

SAVE = "/api/dashboards/db"
STALE = {"message": "The dashboard has been changed by someone else", "status": "version-mismatch"}
FAILED = {"message": "Failed to save dashboard"}


def _boards(refresh: str) -> dict[str, Board]:
    return {f"b{number}": Board(title=f"B{number}", refresh=refresh) for number in range(20)}


@pytest.mark.parametrize(("status", "body"), [(412, STALE), (500, FAILED)])
def test_a_locked_database_is_waited_for(status: int, body: dict[str, Any]) -> None:
    """SQLite's lock comes as an internal error, or as a mismatch of versions where there is none: all is written."""
    with Grafana() as grafana:
        world = World(grafana.url, grafana.token)
        world.sync(_boards("1m"))
        grafana.fail_next(status=status, body=body, method="POST", path=SAVE, times=7)
        outcome = world.sync(_boards("5m"))
        assert (outcome.exit_code, len(outcome.done), outcome.remarks) == (0, 20, ())
        assert world.plan(_boards("5m")).is_empty
        assert {board["version"] for board in grafana.dashboards().values()} == {2}


def test_a_mismatch_that_is_one_is_not_tried_again() -> None:
    """Somebody saved after the plan: that save stays, and one attempt is made."""
    with Grafana() as grafana:
        world = World(grafana.url, grafana.token)
        world.sync({"b0": Board(title="B0")})
        outcome = world.sync(
            {"b0": Board(title="B0", refresh="5m")},
            between=lambda: grafana.edit("b0", lambda data: data.update(title="theirs")),
        )
        assert [error.message for _, error in outcome.failed] == [
            "dashboard 'b0' has changed on the server since the plan was made: not written"
        ]
        saved = grafana.dashboard("b0")
        assert saved is not None
        assert (saved["title"], saved["version"]) == ("theirs", 2)
        assert grafana.count("POST", SAVE) == 2
