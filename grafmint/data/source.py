"""Source: whom panels get their numbers from."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from grafmint.data.ask import Ask
from grafmint.data.frame import Data
from grafmint.environment import Environment
from grafmint.errors import UsageError

_FORMS = "sample, prometheus:URL, env:NAME or saved:DIRECTORY"


class Source(Protocol):
    """Numbers for panels; several threads may ask at once."""

    def data(self, ask: Ask) -> Data:
        """What the panel's queries answer; what goes wrong is the data's `problem`, and never raised."""


@contextmanager
def open_source(
    text: str | None, environments: Callable[[str], Environment], *, run_commands: bool = True
) -> Iterator[Source]:
    """The source that a text names: `sample` (also for None), `prometheus:URL`, `env:NAME`, `saved:DIRECTORY`.

    Credentials from a command are refused unless `run_commands` is set. Raises UsageError for any other text, and
    CredentialsError for an environment whose credentials cannot be had.
    """
    kind, colon, rest = ("sample" if text is None else text).partition(":")
    if kind == "sample" and not colon:
        from grafmint.data.sample import Sample

        yield Sample()
    elif kind == "prometheus" and rest:
        yield _prometheus(rest)
    elif kind == "env" and rest:
        from grafmint.data.grafana import open_grafana

        with open_grafana(environments(rest), run_commands=run_commands) as source:
            yield source
    elif kind == "saved" and rest:
        yield _saved(Path(rest))
    else:
        # What follows a colon may hold a password.
        named = f"{kind}:…" if colon else kind
        raise UsageError(f"{named!r} is no source of data", hint=f"write {_FORMS}")


def instant(source: Source, clock: int) -> int:
    """The moment that `now` means for a source, in milliseconds since 1970: made-up data has one of its own."""
    from grafmint.data.sample import NOW, Sample

    return NOW if isinstance(source, Sample) else clock


def _prometheus(url: str) -> Source:
    from grafmint.data.api import open_api
    from grafmint.data.prometheus import Prometheus

    return Prometheus(open_api(url))


def _saved(directory: Path) -> Source:
    from grafmint.data.saved import SavedData

    if not directory.is_dir():
        raise UsageError(f"saved:{directory}: there is no such directory", hint="name one that data was saved in")
    return SavedData(directory)
