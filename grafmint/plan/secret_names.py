"""The names of secrets: all that a server tells of them, and so all that is kept of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson

from grafmint.bundle import Kind
from grafmint.plan.snapshot import Held

Json = dict[str, Any]


def names_held(held: Held) -> tuple[str, ...]:
    """The names of the secrets that a datasource or a contact point has."""
    if held.kind not in _NAMES:
        return ()
    return tuple(dict.fromkeys(_NAMES[held.kind](orjson.loads(held.document))))


def missing(names: tuple[str, ...]) -> tuple[str, ...]:
    """A line for each secret of something that is made anew without it."""
    return tuple(f"secret {name}  is kept nowhere: give it again, or sync where the code has it" for name in names)


def _of_datasource(held: Json) -> Iterator[str]:
    yield from held.get("secrets") or ()


def _of_contact_point(held: Json) -> Iterator[str]:
    for receiver in held.get("receivers") or ():
        yield from (f"{receiver['type']}.{key}" for key in receiver.get("secrets") or ())


_NAMES: Mapping[Kind, Callable[[Json], Iterator[str]]] = {
    "datasource": _of_datasource,
    "contact-point": _of_contact_point,
}
