"""Survey: the first look at a server, all at once where no answer needs another."""

from collections.abc import Callable, Mapping
from typing import Any

from grafmint.plan.name import Key
from grafmint.plan.snapshot import Held
from grafmint.target.port import Progress
from grafmint.target.server.alerting.lists import Name
from grafmint.target.server.faults import Forbidden
from grafmint.target.server.http import Http
from grafmint.target.server.index import Index, index_of, read_hits, read_sources
from grafmint.target.server.library import read_library
from grafmint.target.server.reading import allowed, read_all
from grafmint.target.server.rights import ALERTING_READ, Rights

Found = Mapping[Key, Held | Forbidden | None]


def survey(
    http: Http,
    project: str,
    rights: Callable[[], Rights | None],
    alerting: Mapping[Name, Callable[[], Any]],
    boards: Mapping[Key, Callable[[], Held | None]],
    progress: Progress,
) -> tuple[Index, Found]:
    """The index and the dashboards of the code; of alerting it is enough that the lists were asked for."""
    first: dict[Any, Callable[[], Any]] = {
        "rights": rights,
        "hits": lambda: read_hits(http),
        "sources": lambda: read_sources(http),
        "library": lambda: read_library(http),
    }
    tasks: dict[Any, Callable[[], Any]] = {**first, **alerting, **boards}
    came: dict[Any, Any] = read_all(http, tasks, progress)
    told, hits, sources, library = (came.pop(name) for name in first)
    may = allowed(told)
    # Whether we miss anything for want of that right is told by the rights.
    seen = [] if isinstance(sources, Forbidden) and may is not None else allowed(sources)
    for list_ in [came.pop(name) for name in alerting]:
        if may is None or ALERTING_READ in may.actions:
            allowed(list_)
    elements = None if isinstance(library, Forbidden) else library
    return index_of(allowed(hits), seen, project, elements), came
