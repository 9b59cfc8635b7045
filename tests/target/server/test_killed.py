"""A sync that is killed: the next one goes on where it was, and nothing is there twice."""

import os
import random
import signal
from collections.abc import Iterator

import pytest

from tests.elsewhere import Elsewhere, serving
from tests.target.server.world import Board, World

BOARDS, MOMENTS = 200, 50


@pytest.fixture
def world() -> Iterator[World]:
    """A project on a server that runs in a process of its own, so that this one may fork."""
    with serving() as elsewhere:
        yield World(elsewhere.url, elsewhere.token)


def _boards(moment: int) -> dict[str, Board]:
    return {f"board-{n}": Board(title=f"{n} at {moment}", folder=f"f{n % 3}") for n in range(BOARDS)}


def _writes(world: World) -> int:
    return Elsewhere(world.url, world.token).requests().get("POST", 0)


def _wait_for_writes(world: World, number: int) -> None:
    while _writes(world) < number:
        pass


def test_a_killed_sync_converges(world: World) -> None:
    """Killed at fifty random moments of writing 200 dashboards, each time the next run brings all of them about."""
    assert len(world.sync(_boards(0)).done) == BOARDS + 3
    cut_short, chance = 0, random.Random(7)  # noqa: S311  # moments, no secrets
    for moment in range(1, MOMENTS + 1):
        boards = _boards(moment)
        if moment % 5 == 0:
            # In between all of them are new instead of changed.
            world.delete(boards)
        child = os.fork()
        if child == 0:
            world.sync(boards)
            os._exit(0)
        _wait_for_writes(world, _writes(world) + chance.randrange(BOARDS))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        outcome = world.sync(boards)
        assert (outcome.exit_code, outcome.problems) == (0, ())
        cut_short += 0 < len(outcome.done) < BOARDS
        again = world.plan(boards)
        assert again.is_empty
        assert (again.count("unchanged"), len(again.steps)) == (BOARDS + 3, BOARDS + 3)
    assert cut_short > MOMENTS // 2, "most of them were killed in the middle"
