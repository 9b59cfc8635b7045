"""Many small tasks on a few threads, in bounded memory, and with an end that loses nothing."""

import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from types import FrameType
from typing import Generic, TypeVar

import attrs

from grafmint.errors import CredentialsError, TargetError

T = TypeVar("T")
R = TypeVar("R")
_Failure = TargetError | CredentialsError


def in_parallel(
    function: Callable[[T], R],
    items: Iterable[T],
    workers: int,
    stop: Callable[[], bool] | None = None,
    interrupted: Callable[[], None] | None = None,
) -> Generator[tuple[T, R | _Failure], None, None]:
    """The items with what the function made of them, in the order in which they are done.

    TargetError and CredentialsError come as results; anything else is raised when what was in flight is done. When
    `stop` says so or Ctrl-C is pressed, nothing new is started: what is in flight is finished and yielded, and then
    KeyboardInterrupt is raised; `interrupted` hears of it at once. A second Ctrl-C leaves without waiting.
    """
    with _interrupts(interrupted) as interrupts:
        crew = _Crew(function, lambda: interrupts.count > 0 or (stop is not None and stop()))
        try:
            yield from _results(crew, items, workers)
        finally:
            crew.closed = True
            if interrupts.count < 2:  # noqa: PLR2004  # whoever presses it twice wants to go
                crew.leave()
    if interrupts.count:
        raise KeyboardInterrupt


@attrs.define
class _Interrupts:
    told: Callable[[], None] | None
    count: int = 0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.count += 1
        if self.count > 1:
            raise KeyboardInterrupt
        if self.told is not None:
            self.told()


@contextmanager
def _interrupts(told: Callable[[], None] | None) -> Iterator[_Interrupts]:
    """Count Ctrl-C instead of being torn out of whatever line is run, where it is ours to handle."""
    interrupts = _Interrupts(told)
    usual = signal.default_int_handler
    ours = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is usual
    if ours:
        signal.signal(signal.SIGINT, interrupts)
    try:
        yield interrupts
    finally:
        # Who drops the results half taken may leave their end to another thread.
        if ours and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, usual)


@attrs.frozen
class _Done(Generic[T, R]):
    """A task that was given to the crew; `skipped` when it was not begun, `error` is what it raised."""

    item: T
    results: tuple[R, ...] = ()
    error: BaseException | None = None
    skipped: bool = False


class _Crew(Generic[T, R]):
    """Threads that take tasks; daemons, so that nobody who leaves in a hurry waits for them."""

    def __init__(self, function: Callable[[T], R], halted: Callable[[], bool]) -> None:
        self.closed = False
        self._function = function
        self._halted = halted
        self._threads: list[threading.Thread] = []
        self._given: SimpleQueue[tuple[T] | None] = SimpleQueue()
        self._done: SimpleQueue[_Done[T, R]] = SimpleQueue()

    def halted(self) -> bool:
        """Whether nothing new is to be begun."""
        return self.closed or self._halted()

    def give(self, item: T, workers: int) -> None:
        """Hand out a task, with one thread more while there are fewer than workers."""
        self._given.put((item,))
        if len(self._threads) < workers:
            self._threads.append(threading.Thread(target=self._work, daemon=True))
            self._threads[-1].start()

    def take(self) -> _Done[T, R]:
        """Wait for the next task that is done."""
        return self._done.get()

    def leave(self) -> None:
        """Wait until the tasks that were begun are done and the threads have gone."""
        for _ in self._threads:
            self._given.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (given := self._given.get()) is not None:
            self._done.put(self._did(given[0]))

    def _did(self, item: T) -> _Done[T, R]:
        if self.halted():
            return _Done(item, skipped=True)
        try:
            return _Done(item, (self._function(item),))
        except BaseException as error:  # noqa: BLE001  # raised again where the results are taken
            return _Done(item, error=error)


def _results(crew: _Crew[T, R], items: Iterable[T], workers: int) -> Iterator[tuple[T, R | _Failure]]:
    ahead, outstanding, failure = iter(items), 0, None
    while True:
        while outstanding < 2 * workers and not crew.halted():
            for item in ahead:
                crew.give(item, workers)
                outstanding += 1
                break
            else:
                break
        if not outstanding:
            break
        done = crew.take()
        outstanding -= 1
        if isinstance(done.error, _Failure):
            yield done.item, done.error
        elif done.error is not None:
            failure, crew.closed = failure or done.error, True
        elif not done.skipped:
            yield done.item, done.results[0]
    if failure is not None:
        raise failure
