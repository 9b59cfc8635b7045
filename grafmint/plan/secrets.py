"""Secrets of datasources, which no target gives back: a plan can only say that one is there."""

import orjson

from grafmint.bundle import Entry
from grafmint.plan.snapshot import Held


def told(entry: Entry, held: Held, *, resend: bool) -> tuple[str, ...]:
    """A line for each secret that is there already; without `resend` it stays as it is, whatever it is."""
    if entry.kind != "datasource" or b'"secrets"' not in held.document:
        return ()
    present = orjson.loads(held.document).get("secrets", ())
    what = "sent again" if resend else "not compared"
    return tuple(f"secret {key}  present, {what}" for key in entry.json.get("secureJsonData", ()) if key in present)
