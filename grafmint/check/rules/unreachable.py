"""unreachable-route: a route that no alert ever comes to."""

from collections.abc import Iterator

import attrs

from grafmint.bundle import Bundle
from grafmint.check.tree import trees
from grafmint.finding import Finding
from grafmint.routing import unreached


def unreachable_route(bundle: Bundle) -> Iterator[Finding]:
    """Routes behind one that takes all of their alerts, and does not continue."""
    for tree in trees(bundle):
        for pointer, route in tree.routes:
            for later, earlier in unreached(route.policies):
                called = ", ".join(map(str, route.policies[earlier].matchers)) or "without matchers"
                message = f"no alert reaches this route: the one before it, {called}, takes all of them"
                way_out = "put it first, or write continue_matching=True in the other"
                path = f"{pointer}/routes/{later}"
                found = tree.finding("unreachable-route", "warning", message, hint=way_out, path=path)
                yield attrs.evolve(found, also=tree.entry.place(f"{pointer}/routes/{earlier}"))
