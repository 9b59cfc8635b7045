"""Former files: what a directory holds under the uids that resources of the code had before."""

from collections.abc import Iterable, Mapping

import attrs

from grafmint.bundle import Entry, Kind, shown
from grafmint.plan.name import Key
from grafmint.plan.snapshot import Held

#: What a Grafana that reads the files makes of another uid; the datasource it finds by its name.
_LOST: Mapping[Kind, str] = {
    "folder": "a Grafana that reads the files makes a new folder: permissions of the old one are lost",
    "dashboard": "its stars and its history are lost in a Grafana that reads the files",
    "alert-rule": "a Grafana that has read the old file keeps its rule and takes no other of its name: delete it there",
}


def placed(held: Mapping[Key, Held], entries: Iterable[Entry]) -> dict[Key, Held]:
    """What is held, under the uids that it is to have; what is ours under the old one goes with the step of the new."""
    found = dict(held)
    for entry in entries:
        if entry.renamed_from is None:
            continue
        key, former_key = (entry.kind, entry.uid), (entry.kind, entry.renamed_from)
        own, former = found.get(key), found.get(former_key)
        if former is None:
            continue
        if own is None:
            lost = (_LOST[entry.kind],) if entry.kind in _LOST else ()
            found[key] = attrs.evolve(found.pop(former_key), lost=lost)
        elif former.hold == "ours":
            found[key] = attrs.evolve(own, copies=(*own.copies, former.where, *former.copies))
            del found[former_key]
        else:
            note = f"{shown(own.kind)} {own.uid!r}, which was renamed from it, is there too"
            found[former_key] = attrs.evolve(former, notes=(*former.notes, note))
    return found
