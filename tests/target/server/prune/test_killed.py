"""A sync that prunes and is killed: the next one goes on where it was."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from tests.target.server.world import Board, World

BOARDS, MOMENTS = 40, 6
STAYS = {"stays": Board(title="Stays")}


@pytest.fixture
def world() -> Iterator[World]:
    """A project on a server that runs in a process of its own, so that this one may fork."""
    command = (sys.executable, "-m", "grafmint.testing")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        yield World(said["url"], said["token"])
        process.stdin.close()


def _deletes(world: World) -> int:
    with urlopen(f"{world.url}/double/requests") as answer:  # noqa: S310  # the double on this machine
        counts: dict[str, int] = json.load(answer)
    return counts.get("DELETE", 0)


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
