"""Alerts of a review in sentences: how often they fired, and whom they are told to."""

from collections.abc import Iterator, Sequence

import attrs

from grafmint.render.findings import number
from grafmint.review import AlertChange, Firings, PartChange

#: So many ways of alerts that change together are named.
_WAYS = 3
#: What is said of one, and of several.
_VERBS = (
    ("is ", "are "),
    ("fires ", "fire "),
    ("goes ", "go "),
    ("no longer goes ", "no longer go "),
)


@attrs.frozen
class Sentence:
    """A sentence without its full stop, in it what matters most."""

    lead: str
    strong: str = ""
    rest: str = ""


def alert_sentences(parts: Sequence[PartChange]) -> tuple[Sentence, ...]:
    """What a change of alerts means, the same for all of these; empty where they are none."""
    alerts = [part.alert for part in parts if part.alert is not None]
    if not alerts:
        return ()
    return (*_fired(alerts), *_routed(parts[0].verb, alerts))


def of_several(line: str) -> str:
    """A line that is said of one alert, as it is said of several."""
    return next((several + line.removeprefix(one) for one, several in _VERBS if line.startswith(one)), line)


def _fired(alerts: Sequence[AlertChange]) -> Iterator[Sentence]:
    known = [each.firings for each in alerts if each.firings is not None]
    if not known:
        return
    before, after = (_sum([getattr(each, side) for each in known]) for side in ("before", "after"))
    least = "at least " if any(each.is_least for each in known) else ""
    asked = f"({len(known)} of {number(len(alerts), 'alert')} asked)" if len(known) < len(alerts) else ""
    days = f"In the last {number(known[0].days, 'day')}"
    if before is None:
        yield Sentence(f"{days} {_it(known)} would have fired", f"{least}{number(after or 0, 'time')}", asked)
    elif after is None:
        yield Sentence(f"{days} {_it(known)} fired", f"{least}{number(before, 'time')}", asked)
    else:
        instead = f"instead of {before}" if before != after else "as before"
        yield Sentence(f"{days}:", f"{least}{number(after, 'time')} {instead}", asked)


def _routed(verb: str, alerts: Sequence[AlertChange]) -> Iterator[Sentence]:
    homes = dict.fromkeys(each.goes_on_in for each in alerts if each.goes_on_in is not None)
    if homes:
        yield Sentence(f"Goes on in {' and '.join(homes)}")
    if verb == "removed" and all(each.goes_on_in is not None for each in alerts):
        return
    told = _ways(each.was_told if verb == "removed" else each.told for each in alerts)
    if verb == "removed":
        yield Sentence("", "⚠ Nobody is told any more", f"({told})" if told else "")
    elif told:
        is_same = all(each.told == each.was_told for each in alerts)
        yield Sentence(f"Routed as before ({told})" if is_same and verb != "added" else f"Routed: {told}")


def _ways(told: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> str:
    ways = list(dict.fromkeys("; ".join(each) for each in told if each))
    more = f" and {len(ways) - _WAYS} other ways" if len(ways) > _WAYS else ""
    return f"{'; '.join(ways[:_WAYS])}{more}"


def _it(known: Sequence[Firings]) -> str:
    return "it" if len(known) == 1 else "they"


def _sum(counts: Sequence[int | None]) -> int | None:
    return None if None in counts else sum(count or 0 for count in counts)
