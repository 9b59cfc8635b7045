"""Waves: what is tried again, what is not tried at all, and that each step has exactly one result."""

import threading
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grafmint.bundle import Entry
from grafmint.errors import CredentialsError, TargetError
from grafmint.plan.name import Key
from grafmint.plan.step import Result, Step
from grafmint.target.server.http.faults import Forbidden, Refused, Uncertain, Unreachable
from grafmint.target.server.sync.waves import in_waves

TAKEN = [
    Refused("taken", status=412, reason="name-exists"),
    Refused("taken", status=409, said="a folder or dashboard in the general folder with the same name already exists"),
]


def step(uid: str, folder: str | None = None) -> Step:
    """A dashboard to be made."""
    entry = Entry(kind="dashboard", uid=uid, title=uid, folder=folder, document=b"{}")
    return Step(action="create", kind="dashboard", uid=uid, title=uid, entry=entry)


def wave(
    write: Callable[[Step], str | None], *steps: Step, workers: int = 1, missing: tuple[Key, ...] = ()
) -> list[Result]:
    """The results of these steps."""
    return list(in_waves(write, steps, missing, workers, threading.Event()))


@pytest.mark.parametrize("taken", TAKEN)
@settings(deadline=None)  # Threads are waited for.
@given(order=st.permutations(range(6)))
def test_titles_that_become_free_are_taken_in_the_end(taken: Refused, order: list[int]) -> None:
    """Each waits for the title of the next, whatever the order in which they are tried: all of them are done, once."""
    done: list[int] = []

    def write(step: Step) -> None:
        number = int(step.uid)
        if number < 5 and number + 1 not in done:
            raise taken
        assert number not in done
        done.append(number)

    results = wave(write, *(step(str(number)) for number in order))
    assert done == [5, 4, 3, 2, 1, 0]
    assert [result.error for result in results] == [None] * 6


def test_a_ring_of_titles_ends() -> None:
    """Where no step can be done they fail, each once, with the server's word."""

    def write(step: Step) -> None:
        raise TAKEN[0]

    results = wave(write, step("a"), step("b"))
    assert [(result.step.uid, result.error) for result in results] == [("a", TAKEN[0]), ("b", TAKEN[0])]


@pytest.mark.parametrize("error", [Unreachable("gone"), CredentialsError("withdrawn")])
def test_after_some_errors_nothing_is_begun(error: Exception) -> None:
    """Neither in this wave nor in any that shares its end."""
    tried, stopped = [], threading.Event()

    def write(step: Step) -> None:
        tried.append(step.uid)
        raise error

    results = list(in_waves(write, [step(str(number)) for number in range(50)], (), 1, stopped))
    assert tried == ["0"]
    assert [result.error for result in results] == [error]
    assert list(in_waves(write, [step("more")], (), 1, stopped)) == []
    assert tried == ["0"]


@pytest.mark.parametrize(
    "error",
    [Forbidden("no", status=403), Refused("no", status=500), Uncertain("perhaps"), TargetError("changed")],
)
def test_after_others_the_next_is_tried(error: Exception) -> None:
    """A step that fails fails alone; it is not tried again."""
    tried = []

    def write(step: Step) -> str | None:
        tried.append(step.uid)
        if step.uid == "a":
            raise error
        return "a remark"

    results = wave(write, step("a"), step("b"))
    assert tried == ["a", "b"]
    assert [(result.error, result.remark) for result in results] == [(error, None), (None, "a remark")]


def test_what_lies_in_a_missing_folder_is_not_tried() -> None:
    """It fails with the folder's name."""
    tried = []

    def write(step: Step) -> None:
        tried.append(step.uid)

    results = wave(write, step("a", "gone"), step("b", "shop"), missing=(("folder", "gone"),))
    assert tried == ["b"]
    assert str(results[0].error) == "its folder 'gone' could not be made"
    assert len(results) == 2
