"""Progress: how whoever waits for a target hears that it goes on."""

from collections.abc import Callable

#: Told how many of how many have been read so far.
Progress = Callable[[int, int], None]


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""
