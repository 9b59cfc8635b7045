"""A run that is killed: what it has done until then is taken back."""

import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from grafmint.runs.store import Store
from tests.elsewhere import Elsewhere, serving
from tests.runs.world import Kept
from tests.target.server.world import Board

BOARDS, MOMENTS = 60, 6


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Kept]:
    """A project on a server that runs in a process of its own, so that this one may fork."""
    with serving() as elsewhere:
        yield Kept(elsewhere.url, elsewhere.token, root=tmp_path)


def _boards(moment: int) -> dict[str, Board]:
    """Half of them are there already, the others are of this moment."""
    names = [*(f"board-{n}" for n in range(BOARDS // 2)), *(f"new-{moment}-{n}" for n in range(BOARDS // 2))]
    return {name: Board(title=f"{name} at {moment}", folder="f") for name in names}


def _writes(world: Kept) -> int:
    return Elsewhere(world.url, world.token).requests().get("POST", 0)


def test_a_killed_run_is_undone(world: Kept) -> None:
    """At whatever moment: everything is as it was before the run began."""
    kept = {name: board for name, board in _boards(0).items() if name.startswith("board-")}
    world.run(kept)
    cut_short, chance = 0, random.Random(7)  # noqa: S311  # moments, no secrets
    for moment in range(1, MOMENTS + 1):
        boards = _boards(moment)
        child, aim = os.fork(), _writes(world) + chance.randrange(BOARDS)
        if child == 0:
            world.run(boards)
            os._exit(0)
        while _writes(world) < aim:
            pass
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        newest = Store.of(world.environment).ids()[0]
        run = Store.of(world.environment).find(newest)
        assert run is not None
        cut_short += run.finished is None
        assert world.undo(newest).exit_code == 0
        plan = world.plan(boards)
        assert (plan.count("create"), plan.count("update")) == (BOARDS // 2, BOARDS // 2)
        assert world.plan(kept).is_empty
    assert cut_short > MOMENTS // 2, "most of them were killed in the middle"
