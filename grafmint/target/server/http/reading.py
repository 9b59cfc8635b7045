"""Reading: many answers at once, in as few rounds as one answer needs another."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from grafmint.target.progress import Progress, silent
from grafmint.target.server.http.client import CONNECTIONS, Http
from grafmint.target.server.http.faults import Forbidden
from grafmint.target.server.http.pool import in_parallel

READERS = CONNECTIONS
K = TypeVar("K")
T = TypeVar("T")


def read_all(http: Http, tasks: Mapping[K, Callable[[], T]], progress: Progress = silent) -> dict[K, T | Forbidden]:
    """What each task found on the server, or that it was not allowed to.

    After any other error nothing more is asked; of several the first task's is raised, the same one each time.
    """
    found: dict[K, T | Forbidden] = {}
    failed: dict[K, Exception] = {}
    reads = in_parallel(lambda key: tasks[key](), tasks, READERS, lambda: bool(failed), http.halt)
    for done, (key, came) in enumerate(reads, 1):
        progress(done, len(tasks))
        if isinstance(came, Exception) and not isinstance(came, Forbidden):
            failed[key] = came
        else:
            found[key] = came
    for key in tasks:
        if key in failed:
            raise failed[key]
    return found


def allowed(found: T | Forbidden) -> T:
    """What was found; raises Forbidden where we were not allowed to."""
    if isinstance(found, Forbidden):
        raise found
    return found
