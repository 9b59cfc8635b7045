"""Dependents: what lies in something, shows it or uses it, in the words that stand against deleting it."""

from collections.abc import Iterable, Iterator, Sequence

from grafmint.bundle import shown
from grafmint.plan.name import Key
from grafmint.plan.uses import naming

HOLDS, SHOWN = "holds", "is shown by"
UNSEEN = "these credentials may not see all that is in it"
_USED = "is used by"
# Who reads of a full folder knows what it is by its first few.
_NAMED = 3


def dependent(verb: str, key: Key, title: str | None = None, which: str = "") -> str:
    """One that needs it, by name, and which one that is."""
    kind, uid = key
    return f"{verb} {shown(kind)} {uid!r}" + (f" ({title})" if title is not None else "") + which


def using(source: str, documents: Iterable[tuple[Key, bytes, str]]) -> Iterator[str]:
    """Those that use a datasource, each once; Grafana tells of nothing else what it uses."""
    names, told = naming("datasource", source), set[Key]()
    for key, document, which in documents:
        if key[0] != "datasource" and key not in told and names(document):
            told.add(key)
            yield dependent(_USED, key, which=which)


def few(lines: Sequence[str]) -> tuple[str, ...]:
    """The first of them, and how many more there are."""
    rest = len(lines) - _NAMED
    return (*lines[:_NAMED], *((f"and {rest} more",) if rest > 0 else ()))
