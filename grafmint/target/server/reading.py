"""Reading: many answers at once, in as few rounds as one answer needs another."""

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from grafmint.bundle import Kind
from grafmint.plan.name import Key
from grafmint.plan.snapshot import Held
from grafmint.target.port import Progress, silent
from grafmint.target.server.faults import Forbidden
from grafmint.target.server.http import CONNECTIONS, Http
from grafmint.target.server.pool import in_parallel

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


def held(
    found: Mapping[Key, Held | Forbidden | None], listed: Collection[Key], unread: Collection[Kind]
) -> dict[Key, Held]:
    """What is there; raises Forbidden for what is listed and we may not read all the same.

    To an account that is no admin Grafana denies what does not exist.
    """
    there: dict[Key, Held] = {}
    for (kind, uid), came in found.items():
        if isinstance(came, Held):
            there[kind, uid] = came
        elif isinstance(came, Forbidden) and kind not in unread and (kind, uid) in listed:
            raise came
    return there
