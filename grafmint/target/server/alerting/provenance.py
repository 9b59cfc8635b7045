"""Provenance: who wrote an object of alerting, as far as the server keeps it.

What is written through the API can no more be edited in the page; what comes from a file is the file's.
"""

from collections.abc import Sequence
from typing import Any

from grafmint.plan.snapshot import Whose

Json = dict[str, Any]
#: What the server says of that which a program has written.
API = "api"
_FILE = "file"
#: Of what nobody says who wrote it: a server before 10 tells it beside the lists, to whom may read notifications.
UNTOLD = "nobody tells whose it is: this needs alert.notifications:read"


def managed(provenance: str) -> str | None:
    """Who manages it, in words, where that is neither the page nor the API."""
    if provenance in ("", API):
        return None
    return "provisioned from a file" if provenance == _FILE else f"provisioned by {provenance.replace('_', ' ')}"


def hold_by_name(name: str, listed: Sequence[Json], told: Json | None) -> tuple[Whose, str]:
    """Whose it is where nothing but the name and the provenance tell.

    Grafana 9 keeps the provenances of a list in a map beside it. Where there is no word of any, it is not ours.
    """
    found = next(each for each in listed if each["name"] == name)
    if told is None and not any("provenance" in each for each in listed):
        return "foreign", UNTOLD
    provenance = found.get("provenance") or (told or {}).get(name) or ""
    who = managed(provenance)
    if who is not None:
        return "managed", who
    return ("ours" if provenance == API else "foreign"), "in Grafana"
