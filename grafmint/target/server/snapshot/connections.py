"""Connections: which dashboards show a library panel, as the server keeps it beside what they say.

A save is answered with 500 where one of them is missing, and done all the same: the next save alone connects it.
"""

from collections.abc import Iterator, Sequence

import attrs

from grafmint.bundle import Entry
from grafmint.library import Library, shown_by
from grafmint.plan.name import Key
from grafmint.plan.snapshot import Held
from grafmint.target.server.api.index import Index
from grafmint.target.server.api.library import users_of
from grafmint.target.server.kinds.registry import Kinds


def with_unconnected(held: dict[Key, Held], kinds: Kinds, wanted: Sequence[Entry], index: Index) -> dict[Key, Held]:
    """What is held, with what the dashboards of ours say they show and are not connected with."""
    # Newer servers go by what a dashboard says.
    if "dashboard" in kinds.served or not index.is_whole:
        return held
    # Where nobody has a library panel, no dashboard is searched for one.
    if not (index.connected or any(entry.kind == "library-panel" for entry in wanted)):
        return held
    found, library = dict(held), Library.of(wanted)
    for uid, boards in library.users.items():
        # A save connects what is there by then.
        if uid not in index.connected and uid not in library.panels:
            continue
        showing = list(_showing(held, kinds, uid, boards))
        # The list of the library counts them; which ones they are is asked for where some are missing.
        if len(showing) > index.connected.get(uid, 0):
            connected = users_of(kinds.http, uid)
            for each in showing:
                if each.uid not in connected:
                    why = f"its library panel {uid!r} is not connected"
                    there = found["dashboard", each.uid]
                    found["dashboard", each.uid] = attrs.evolve(there, broken=(*there.broken, why))
    return found


def _showing(held: dict[Key, Held], kinds: Kinds, uid: str, boards: Sequence[Entry]) -> Iterator[Held]:
    """Those of the dashboards that are ours as they are on the server, and show it there too."""
    for board in boards:
        each = held.get(("dashboard", board.uid))
        is_ours = each is not None and each.uid == board.uid and each.hold == "ours"
        if each is not None and is_ours and uid in shown_by(kinds.dashboards.entry(each)):
            yield each
