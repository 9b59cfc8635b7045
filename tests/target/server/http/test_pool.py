"""Many tasks on a few threads."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.errors import CredentialsError, TargetError
from grafmint.target.server.http.pool import in_parallel


@given(st.lists(st.integers()), st.integers(1, 5))
def test_each_item_comes_back_once(items: list[int], workers: int) -> None:
    """Every item with what was made of it, in some order, and nothing else."""
    assert sorted(in_parallel(lambda item: item * 2, items, workers)) == sorted((item, item * 2) for item in items)


def test_known_errors_are_results() -> None:
    """One that fails does not end the others."""

    def work(item: int) -> int:
        if item == 1:
            raise TargetError("no")
        if item == 2:
            raise CredentialsError("who")
        return item

    came = {item: type(result) for item, result in in_parallel(work, range(4), 2)}
    assert came == {0: int, 1: TargetError, 2: CredentialsError, 3: int}


def test_other_errors_end_it_after_what_is_in_flight() -> None:
    """A mistake of ours is raised, but what had begun is told before."""
    together = threading.Barrier(2)
    failed = threading.Event()
    begun = list[int]()

    def work(item: int) -> int:
        begun.append(item)
        if item < 2:
            together.wait(timeout=10)
        if item == 0:
            failed.set()
            raise ZeroDivisionError
        failed.wait(timeout=10)
        return item

    came = list[int]()
    with pytest.raises(ZeroDivisionError):
        came.extend(item for item, _ in in_parallel(work, range(1000), 2))
    assert 1 in came
    assert sorted([*came, 0]) == sorted(begun)
    assert len(begun) < 10


def test_items_are_taken_as_they_are_needed() -> None:
    """At most twice as many as workers are ahead of what was yielded, so that memory stays bounded."""
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for item in range(500):
            taken += 1
            yield item

    for count, _ in enumerate(in_parallel(lambda item: item, items(), 4)):
        assert taken - count <= 8


def test_at_most_so_many_run_at_once() -> None:
    """Three workers are three threads, however many items there are."""
    names = {name for _, name in in_parallel(lambda _: threading.current_thread().name, range(200), 3)}
    assert 1 <= len(names) <= 3


def test_nothing_new_is_begun_when_told_to_stop() -> None:
    """What was in flight is yielded; what was only handed out is not begun."""
    stopped = threading.Event()
    begun = list[int]()

    def work(item: int) -> int:
        begun.append(item)
        return item

    came = list[int]()
    for item, _ in in_parallel(work, range(1000), 2, stopped.is_set):
        came.append(item)
        if len(came) == 10:
            stopped.set()
    assert sorted(came) == sorted(begun)
    assert 10 <= len(came) < 20


def test_one_interrupt_finishes_what_is_in_flight() -> None:
    """Ctrl-C while the caller is busy with a result: every task that began is told, then the interrupt is raised."""
    begun, came = list[int](), list[int]()

    def work(item: int) -> int:
        begun.append(item)
        return item

    def consume() -> None:
        for item, _ in in_parallel(work, range(1000), 4):
            came.append(item)
            if len(came) == 5:
                signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        consume()
    assert sorted(came) == sorted(begun)
    assert 5 <= len(came) < 20
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_one_interrupt_while_waiting_does_the_same() -> None:
    """Ctrl-C while nothing is ready: the task in flight ends well and is told."""
    came = list[int]()

    def work(item: int) -> int:
        os.kill(os.getpid(), signal.SIGINT)
        return item

    with pytest.raises(KeyboardInterrupt):
        came.extend(item for item, _ in in_parallel(work, range(1000), 1))
    assert came == [0]


_TWICE = """
import signal, sys, threading, time
from grafmint.target.server.http.pool import in_parallel

def work(item):
    print("begun", flush=True)
    time.sleep(60)

for _ in in_parallel(work, range(10), 1):
    pass
"""


def test_a_second_interrupt_leaves_at_once() -> None:
    """Whoever presses it twice does not wait for what hangs."""
    with subprocess.Popen([sys.executable, "-c", _TWICE], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) != 0
        assert process.stderr is not None
        assert b"KeyboardInterrupt" in process.stderr.read()
