"""Tree: notification policies, Grafana's or Alertmanager's, and what they lead to."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import attrs

from grafmint.bundle import Bundle
from grafmint.check.board import objects
from grafmint.check.document import Document
from grafmint.routing import Policy, policy_of


@attrs.frozen(slots=False)
class Tree(Document):
    """One tree: `root` is where it begins in its document."""

    root: str = ""

    @cached_property
    def policy(self) -> Policy | None:
        """The tree as alerts go through it; None where it cannot be read."""
        return policy_of(self.json)

    @cached_property
    def routes(self) -> tuple[tuple[str, Policy], ...]:
        """Its routes, the root among them, each with its JSON pointer."""
        return () if self.policy is None else tuple(_walk(self.root, self.policy))

    @property
    def receivers(self) -> Iterator[tuple[str, str]]:
        """The contact points it leads to, each with the pointer of the route that brings it in."""
        if self.policy is not None:
            yield self.root, self.policy.receiver
        for pointer, route in self.routes:
            for index, below in enumerate(route.policies):
                # One without a contact point of its own has its parent's, which is told there.
                if below.receiver != route.receiver:
                    yield f"{pointer}/routes/{index}", below.receiver

    @property
    def timings(self) -> Iterator[tuple[str, str]]:
        """The timings it names, each with the pointer of its route."""
        for pointer, route in self.routes:
            yield from ((pointer, name) for name in (*route.mute_timings, *route.active_timings))


def trees(bundle: Bundle) -> tuple[Tree, ...]:
    """The trees of a bundle; a project has one at most."""
    grafana = (Tree(entry) for entry in bundle.of("policy"))
    return (*grafana, *(Tree(entry, "/route") for entry in bundle.of("alertmanager")))


def contact_points(bundle: Bundle, tree: Tree) -> frozenset[str]:
    """The contact points that a tree may lead to."""
    if tree.entry.kind == "policy":
        return frozenset(entry.uid for entry in bundle.of("contact-point"))
    return _names(tree.json.get("receivers"))


def mute_timings(bundle: Bundle, tree: Tree) -> frozenset[str]:
    """The timings that a tree may name."""
    if tree.entry.kind == "policy":
        return frozenset(entry.uid for entry in bundle.of("mute-timing"))
    return _names(tree.json.get("time_intervals")) | _names(tree.json.get("mute_time_intervals"))


def _names(value: Any) -> frozenset[str]:
    return frozenset(str(each.get("name")) for _, each in objects(value))


def _walk(pointer: str, route: Policy) -> Iterator[tuple[str, Policy]]:
    yield pointer, route
    for index, nested in enumerate(route.policies):
        yield from _walk(f"{pointer}/routes/{index}", nested)
