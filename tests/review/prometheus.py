"""A real Prometheus that remembers days of made-up load."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.real_prometheus import holding

_DAY, _MINUTE = 86_400, 60


def _load(pod: str, age: int) -> float:
    """Each day it is high for ten minutes, six hours before the end; in pod b on every second day even more."""
    day, second = divmod(age, _DAY)
    is_high = _DAY // 4 <= second < _DAY // 4 + 10 * _MINUTE
    return (5 if pod == "b" and day % 2 == 0 else 2) if is_high else 1


@contextmanager
def remembering(folder: Path, end: int) -> Iterator[str]:
    """The address of a Prometheus with eight days of `load` in the pods a and b; `end` is in seconds."""
    times = range(end - 8 * _DAY, end + 1, _MINUTE)
    lines = [f'load{{pod="{pod}"}} {_load(pod, end - at)} {at}' for pod in ("a", "b") for at in times]
    with holding("\n".join(["# TYPE load gauge", *lines, "# EOF", ""]), folder) as address:
        yield address
