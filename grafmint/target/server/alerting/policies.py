"""Policies: one tree for everybody in the organisation, read again before it is written.

The server counts no versions of it. What somebody else changes between that reading and our write is lost, a moment
that cannot be closed from here.
"""

from collections.abc import Collection, Iterable
from typing import Any

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.compile.encode import canonical
from grafmint.errors import UsageError
from grafmint.plan.semantic.policy import route_name
from grafmint.plan.snapshot import Held, Whose
from grafmint.plan.step import Step
from grafmint.target.server.alerting.few import few
from grafmint.target.server.alerting.lists import PROVISIONING, Lists
from grafmint.target.server.alerting.provenance import API, managed
from grafmint.target.server.alerting.tree import as_block, block, others, plain_route, root, routes, whole, with_block
from grafmint.target.server.alerting.writing import settled
from grafmint.target.server.http.client import Http
from grafmint.target.server.proof.deletion import GONE
from grafmint.target.server.proof.owner import Owner
from grafmint.target.server.proof.stale import not_deleted, not_written

Json = dict[str, Any]
UID, TITLE = "policies", "Notification policies"
_PATH = f"{PROVISIONING}/policies"
_LOCKS = "the page can no longer edit the policies: what a program writes, it only shows"
# Of more routes than these only their number is said.
_SHOWN = 5


@attrs.frozen
class Policies:
    """The tree of one server; `owns` where all of it is ours."""

    http: Http
    owner: Owner
    lists: Lists
    owns: bool

    def form(self, entry: Entry) -> bytes:
        """Our block, or the whole tree where that is ours."""
        said = entry.json
        return canonical(plain_route(said) if self.owns else as_block(routes(said)))

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """The tree, which is always there: what of it an entry speaks of, or all of it."""
        tree = self.lists.of("policies")
        hold, where = self._hold(tree, entry)
        return Held(
            kind="policy",
            uid=uid,
            title=TITLE,
            folder=None,
            document=self._document(tree, entry),
            hold=hold,
            where=where,
            notes=(_LOCKS,) if _is_open(tree) else (),
        )

    def after(self, entry: Entry, tree: Json) -> Json:
        """The tree as a write leaves it."""
        return whole(entry.json) if self.owns else with_block(tree, routes(entry.json), self.receivers(entry))

    def points(self) -> frozenset[str]:
        """The contact points that are ours, whether the code still has them or not."""
        return self.lists.points(self.owner)

    def receivers(self, entry: Entry) -> frozenset[str]:
        """The contact points whose top-level routes are ours: of the code, of this plan, those it has no more."""
        return self.points().union(each["receiver"] for each in routes(entry.json) if "receiver" in each)

    def write(self, step: Step) -> str | None:
        """Put our block into the tree as it is now."""
        entry, held = step.entry, step.held
        assert entry is not None
        settled(entry, lambda: self._send(entry, held), lambda: self._is_written(entry))
        return None

    def delete(self, step: Step) -> str | None:
        """Take our block out of the tree, which itself is everybody's and stays."""
        assert step.held is not None
        there = block(self._tree(), self.points())
        if not there:
            return GONE
        if canonical(as_block(there)) != step.held.document:
            raise not_deleted(step)
        without = Entry(kind="policy", uid=step.uid, title=step.title, document=canonical({"routes": []}))
        return attrs.evolve(self, owns=False).write(attrs.evolve(step, entry=without))

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it: the tree, or our block of it."""
        return Entry(kind="policy", uid=held.uid, title=held.title, document=held.document)

    def uids(self) -> Iterable[str]:
        """The one tree."""
        return (UID,)

    def unsaid(self, entry: Entry) -> str | None:
        """What the code says of the root, where that is everybody's and says otherwise."""
        if self.owns or not self.lists.has("policies"):
            return None
        there, said = root(self.lists.of("policies")), root(entry.json)
        if there == said:
            return None
        return f"the default policy: it stays with {there.get('receiver')!r} (owns_policies = true writes it)"

    def _send(self, entry: Entry, held: Held | None) -> None:
        tree = self._tree()
        if held is None or self._document(tree, entry) != held.document:
            raise not_written(entry)
        body = self.after(entry, tree)
        self.http.send("PUT", _PATH, body, unfounded=lambda: self._tree() == tree)

    def _is_written(self, entry: Entry) -> bool:
        tree = self._tree()
        return tree.get("provenance") == API and self._document(tree, entry) == self.form(entry)

    def _tree(self) -> Json:
        tree: Json = self.http.get(_PATH)
        return tree

    def _document(self, tree: Json, entry: Entry | None) -> bytes:
        if self.owns or entry is None:
            return canonical(plain_route(tree))
        return canonical(as_block(block(tree, self.receivers(entry))))

    def _hold(self, tree: Json, entry: Entry | None) -> tuple[Whose, str]:
        who = managed(tree.get("provenance") or "")
        if who is not None:
            return "managed", who
        if entry is None:
            return "foreign", "in Grafana"
        lost = self._lost(tree, entry) if self.owns else []
        if not lost:
            return "ours", "in Grafana"
        names = few([f"{route_name(each)} → {each.get('receiver')}" for each in lost], _SHOWN)
        return "foreign", f"in Grafana, where these routes would go: {names}"

    def _lost(self, tree: Json, entry: Entry) -> list[Json]:
        """The routes of others that have no place in the code's tree; in one that the page made all are of others."""
        said = {_known_by(route) for route in routes(entry.json)}
        there = routes(tree) if _is_open(tree) else others(tree, self.points())
        return [route for route in there if _known_by(route) not in said]


def refuse_strangers(bundle: Bundle, entries: Collection[Entry]) -> None:
    """Raise UsageError for a top-level route that leads to no contact point of the project: it would be nobody's."""
    known = {entry.uid for entry in bundle.of("contact-point")}
    for entry in entries:
        for route in routes(entry.json):
            if route.get("receiver") not in known:
                to = f"leads to {route['receiver']!r}, no contact point" if "receiver" in route else "names none"
                raise UsageError(
                    f"a top-level route of the notification policies {to} of the project: its routes are told by that",
                    hint="define the ContactPoint, or write owns_policies = true where the whole tree is the project's",
                )


def _is_open(tree: Json) -> bool:
    """Whether the page may edit it."""
    return not tree.get("provenance")


def _known_by(route: Json) -> tuple[str, str | None]:
    return route_name(route), route.get("receiver")
