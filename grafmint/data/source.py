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
    text = "sample" if text is None else text
    check_form(text)
    kind, _, rest = text.partition(":")
    if kind == "sample":
        from grafmint.data.sample import Sample

        yield Sample()
    elif kind == "prometheus":
        yield _prometheus(rest)
    elif kind == "env":
        from grafmint.data.grafana import open_grafana

        with open_grafana(environments(rest), run_commands=run_commands) as source:
            yield source
    else:
        yield _saved(Path(rest))


def check_form(text: str) -> None:
    """Raise UsageError for a text that names no source, whatever is there."""
    kind, colon, rest = text.partition(":")
    if (kind, colon) == ("sample", "") or (kind in {"prometheus", "env", "saved"} and rest):
        return
    # What follows a colon may hold a password.
    raise UsageError(f"{f'{kind}:…' if colon else kind!r} is no source of data", hint=f"write {_FORMS}")


def instant(source: Source, clock: int) -> int:
    """The moment that `now` means for a source, in milliseconds since 1970: made-up data has one of its own."""
    from grafmint.data.sample import NOW, Sample

    return NOW if isinstance(source, Sample) else clock


def is_live(source: Source) -> bool:
    """Whether a source asks a server, which knows what else there is."""
    from grafmint.data.sample import Sample
    from grafmint.data.saved import SavedData

    return not isinstance(source, Sample | SavedData)


def _prometheus(url: str) -> Source:
    from grafmint.data.api import open_api
    from grafmint.data.prometheus import Prometheus

    return Prometheus(open_api(url))


def _saved(directory: Path) -> Source:
    from grafmint.data.saved import SavedData

    if not directory.is_dir():
        raise UsageError(f"saved:{directory}: there is no such directory", hint="name one that data was saved in")
    return SavedData(directory)
