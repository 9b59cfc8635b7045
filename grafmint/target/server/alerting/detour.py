"""Detour: alerts that a tree of policies which many share takes elsewhere than their people think."""

from collections import Counter
from collections.abc import Iterator

from grafmint.routing import Policy, policy_of, route, taking
from grafmint.target.server.alerting.traffic import Labels, Traffic

#: So many steps through policies are taken for all rules together; of more nothing is said.
_MOST = 500_000


def detours(traffic: Traffic) -> Iterator[str]:
    """A line for each other way that the rules of others take, and for each route of others that takes ours."""
    before, after = policy_of(traffic.before), policy_of(traffic.after)
    if before is None or after is None:
        return
    if (before.size + after.size) * (len(traffic.ours) + len(traffic.theirs)) > _MOST:
        return
    moved = Counter(move for labels in traffic.theirs if (move := _move(labels, before, after)) is not None)
    for (old, new), count in moved.items():
        yield f"{count} rule{_s(count)} of others go{_es(count)} to {new} instead of {old}"
    caught = Counter(way for labels in traffic.ours if (way := _caught(labels, after, traffic.receivers)) is not None)
    for way, count in caught.items():
        them = "it" if count == 1 else "them"
        never = f"{count} of our rules never reach{_es(count)} our routes"
        yield f"{never}: a route of others takes {them} first ({way})"


def _move(labels: Labels, before: Policy, after: Policy) -> tuple[str, str] | None:
    old, new = (_ends(labels, each) for each in (before, after))
    return (old, new) if old != new else None


def _ends(labels: Labels, policy: Policy) -> str:
    return " and ".join(sorted({each.receiver for each in route(labels, policy).destinations}))


def _caught(labels: Labels, policy: Policy, receivers: frozenset[str]) -> str | None:
    """The route of others that takes an alert which one of ours would take, whatever its series bring."""
    ours = [each for each in policy.policies if each.receiver in receivers]
    found = list(taking(labels, policy.policies))
    if not any(taking(labels, ours)) or any(each in ours for each in found):
        return None
    last = found[-1]
    is_sure = all(matcher.label in labels for matcher in last.matchers)
    return (", ".join(map(str, last.matchers)) or "every alert") if is_sure else None


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _es(count: int) -> str:
    return "es" if count == 1 else ""
