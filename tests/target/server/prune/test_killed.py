"""A sync that prunes and is killed: the next one goes on where it was."""

import os
import random
import signal
from collections.abc import Iterator

import pytest

from tests.elsewhere import Elsewhere, serving
from tests.target.server.world import Board, World

BOARDS, MOMENTS = 40, 6
STAYS = {"stays": Board(title="Stays")}


@pytest.fixture
def world() -> Iterator[World]:
    """A project on a server that runs in a process of its own, so that this one may fork."""
    with serving() as elsewhere:
        yield World(elsewhere.url, elsewhere.token)


def _deletes(world: World) -> int:
    return Elsewhere(world.url, world.token).requests().get("DELETE", 0)


def test_a_killed_prune_converges(world: World) -> None:
    """Killed at random moments of deleting, each time the next run deletes the rest, and nothing else."""
    cut_short, chance = 0, random.Random(7)  # noqa: S311  # moments, no secrets
    for _ in range(MOMENTS):
        world.sync({**STAYS, **{f"board-{number}": Board(title=f"{number}") for number in range(BOARDS)}})
        end = _deletes(world) + chance.randrange(BOARDS)
        child = os.fork()
        if child == 0:
            world.sync(STAYS, prune=True, max_delete=BOARDS)
            os._exit(0)
        while _deletes(world) < end:
            pass
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        outcome = world.sync(STAYS, prune=True, max_delete=BOARDS)
        assert (outcome.exit_code, outcome.problems, outcome.remarks) == (0, (), ())
        cut_short += 0 < len(outcome.done) < BOARDS
        again = world.plan(STAYS, prune=True)
        assert (again.is_empty, [step.uid for step in again.steps]) == (True, ["stays"])
    assert cut_short, "some were killed in the middle"
