"""Effects: which alerts a change of policies, contact points or mute timings is about."""

from collections import Counter
from collections.abc import Callable, Iterator

import attrs

from grafmint.bundle import Entry
from grafmint.review.alerting import Alerting
from grafmint.review.notified import Listed, Notified
from grafmint.routing import Destination

#: So many lines are read; of more it is said how many there are.
_MOST = 10
_NAMED = 3
#: The severities that an alert's level can be, the worst first.
_URGENT = ("critical", "warning")


def effects(old: Entry | None, new: Entry | None, alerting: Alerting) -> list[str]:
    """What a resource that came, went or changed does to alerts that are there before and after."""
    entry = new or old
    if entry is None:
        return []
    if entry.kind in {"policy", "alertmanager"}:
        return list(_rerouted(alerting))
    known = alerting.after if new is not None else alerting.before
    if entry.kind == "contact-point":
        return list(
            _about("was told of" if new is None else "is told of", known, lambda each: each.receiver == entry.uid)
        )
    if entry.kind == "mute-timing":
        said = [*_about("muted" if new is None else "mutes", known, lambda each: entry.uid in each.mute_timings)]
        return [*said, *_about("is the only time to tell of", known, lambda each: entry.uid in each.active_timings)]
    return []


@attrs.frozen
class _Move:
    """What happens to an alert: whom it is told to, before and after, and by which way."""

    was: tuple[str, ...]
    now: tuple[str, ...]
    way: str

    @property
    def is_loss(self) -> bool:
        """Whether somebody is told no more."""
        return not set(self.was) <= set(self.now)


def _rerouted(alerting: Alerting) -> Iterator[str]:
    """The alerts that go elsewhere by their labels of now, together where it is the same, the worst first."""
    moves, urgency = Counter[_Move](), dict[_Move, int]()
    for listed in alerting.after.alerts.values():
        was, now = alerting.before.ends(listed), alerting.after.ends(listed)
        if now and was != now and _receivers(alerting.before, listed) != _receivers(alerting.after, listed):
            move = _Move(was, now, _way(alerting, listed))
            moves[move] += 1
            urgency[move] = min(_urgency(listed), urgency.get(move, len(_URGENT)))
    found = sorted(moves.items(), key=lambda each: (not each[0].is_loss, urgency[each[0]], -each[1]))
    for move, count in found[:_MOST]:
        instead = f" instead of {' and '.join(move.was)}" if move.was else ""
        verb = "goes" if count == 1 else "go"
        yield f"{_counted(count)} {move.way} {verb} to {' and '.join(move.now)}{instead}"
    if len(found) > _MOST:
        yield f"{_counted(sum(count for _, count in found[_MOST:]))} more go elsewhere"


def _urgency(listed: Listed) -> int:
    severity = listed.alert.labels.get("severity")
    return _URGENT.index(severity) if severity in _URGENT else len(_URGENT)


def _receivers(notified: Notified, listed: Listed) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((each.receiver, each.mute_timings, each.active_timings) for each in _destinations(notified, listed))


def _way(alerting: Alerting, listed: Listed) -> str:
    """What tells an alert from others: the matchers of the policy that takes it, or took it."""
    for notified in (alerting.after, alerting.before):
        ways = [_matched(each) for each in _destinations(notified, listed)]
        if any(ways):
            return f"with {' or '.join(dict.fromkeys(filter(None, ways)))}"
    return "that no other policy takes"


def _about(verb: str, notified: Notified, is_meant: Callable[[Destination], bool]) -> Iterator[str]:
    """How many alerts a receiver or a timing is for, and by which ways they come."""
    ways = Counter[str]()
    for listed in notified.alerts.values():
        found = [each for each in _destinations(notified, listed) if is_meant(each)]
        if found:
            ways[_matched(found[0])] += 1
    if ways:
        named = " or ".join(way for way, _ in ways.most_common(_NAMED))
        # Where some come because no policy takes them, or by many ways, nothing short says which.
        which = f" with {named}" if "" not in ways and len(ways) <= _NAMED else ""
        yield f"{verb} {_counted(ways.total())}{which}"


def _destinations(notified: Notified, listed: Listed) -> tuple[Destination, ...]:
    routed = notified.routed(listed)
    return routed.destinations if routed is not None else ()


def _matched(destination: Destination) -> str:
    return ", ".join(dict.fromkeys(map(str, destination.matchers)))


def _counted(count: int) -> str:
    return f"{count} alert{'' if count == 1 else 's'}"
