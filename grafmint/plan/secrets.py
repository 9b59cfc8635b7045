"""Secrets of datasources and contact points, which no target gives back: a plan can only say that one is there."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson

from grafmint.bundle import Entry
from grafmint.plan.snapshot import Held

Json = dict[str, Any]


def told(entry: Entry, held: Held, *, resend: bool) -> tuple[str, ...]:
    """A line for each secret that is there already; without `resend` it stays as it is, whatever it is."""
    if entry.kind not in _PRESENT or b'"secrets"' not in held.document:
        return ()
    what = "sent again" if resend else "not compared"
    present = _PRESENT[entry.kind](entry.json, orjson.loads(held.document))
    return tuple(f"secret {key}  present, {what}" for key in present)


def _of_datasource(said: Json, held: Json) -> Iterator[str]:
    yield from (key for key in said.get("secureJsonData", ()) if key in held.get("secrets", ()))


def _of_contact_point(said: Json, held: Json) -> Iterator[str]:
    """Integrations of one type are told apart by their order."""
    there = list(held.get("receivers", ()))
    for receiver in said["receivers"]:
        same = next((each for each in there if each["type"] == receiver["type"]), None)
        if same is not None:
            there.remove(same)
            secure = receiver.get("secureSettings", ())
            yield from (f"{receiver['type']}.{key}" for key in secure if key in same.get("secrets", ()))


_PRESENT: Mapping[str, Callable[[Json, Json], Iterator[str]]] = {
    "datasource": _of_datasource,
    "contact-point": _of_contact_point,
}
