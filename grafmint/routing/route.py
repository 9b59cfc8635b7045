"""Route: the way of an alert through a tree of notification policies."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from grafmint.routing.matcher import Matcher
from grafmint.routing.policy import Policy

Labels = Mapping[str, str]


@attrs.frozen(kw_only=True)
class Destination:
    """Where an alert ends: at a receiver, by the `matchers` of all policies on its way, with the last one's timings."""

    receiver: str
    matchers: tuple[Matcher, ...] = ()
    mute_timings: tuple[str, ...] = ()
    active_timings: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Routed:
    """Where an alert goes, in order; at `undecided` labels, which it has not, the way could still part."""

    destinations: tuple[Destination, ...]
    undecided: tuple[str, ...] = ()


def route(labels: Labels, policy: Policy) -> Routed:
    """Where an alert with these labels goes; what the root's policies do not take is the root's."""
    root = attrs.evolve(policy, matchers=())
    asked = dict.fromkeys(_undecided(labels, root))
    return Routed(destinations=tuple(_destinations(labels, root, ())), undecided=tuple(asked))


def taking(labels: Labels, policies: Iterable[Policy]) -> Iterator[Policy]:
    """Of policies beside each other those that take an alert, in order."""
    for each in policies:
        if all(matcher.fits(labels) for matcher in each.matchers):
            yield each
            if not each.continues:
                return


def _destinations(labels: Labels, policy: Policy, way: tuple[Matcher, ...]) -> Iterator[Destination]:
    """Where an alert goes that a policy takes: below it, or else to the policy's own receiver."""
    way = (*way, *policy.matchers)
    below = list(taking(labels, policy.policies))
    for each in below:
        yield from _destinations(labels, each, way)
    if not below:
        yield Destination(
            receiver=policy.receiver,
            matchers=way,
            mute_timings=policy.mute_timings,
            active_timings=policy.active_timings,
        )


def _undecided(labels: Labels, policy: Policy) -> Iterator[str]:
    """The labels that policies ask for and an alert has not, where all else of it fits them."""
    for each in policy.policies:
        known = [matcher for matcher in each.matchers if matcher.label in labels]
        fits = [matcher.fits(labels) for matcher in known]
        if False in fits:
            continue
        yield from (matcher.label for matcher in each.matchers if matcher.label not in labels)
        # A pattern that nobody reads may fit or not.
        yield from (matcher.label for matcher, fit in zip(known, fits, strict=True) if fit is None)
        yield from _undecided(labels, each)
        if len(known) == len(each.matchers) and None not in fits and not each.continues:
            return
