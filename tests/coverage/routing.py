"""Judges of routing: whom an alert is told to, by Grafana's policies or by Alertmanager's configuration."""

import re
from collections.abc import Iterator, Mapping

from .alert import Alert, alerts
from .build import Output, Wish
from .contact import Channel, channels_of
from .tree import told

_STEP = re.compile(r"after (?P<after>\S+): (?P<to>[^;]*\S)")
_RULE = "receiver-complete"
#: What escalates: neither Grafana nor Alertmanager does.
_PAGER = "pagerduty"


def route(wish: Wish, output: Output) -> Iterator[str]:
    """An alert with these labels is told on these channels, and with `only` on no other: so is each that there is."""
    of_kind = [one for one in alerts(output) if wish["match"].items() <= one.labels.items()]
    for what, labels in [(str(dict(wish["match"])), wish["match"]), *((repr(one.name), _all(one)) for one in of_kind)]:
        reached, wanted = _reached(labels, output), set(wish["channels"])
        if wanted - reached:
            yield f"{what} does not reach {_listed(wanted - reached)}, but {_listed(reached) or 'nobody'}"
        if wish.get("only") and reached - wanted:
            yield f"{what} reaches {_listed(reached - wanted)} too"


def send_resolved(wish: Wish, output: Output) -> Iterator[str]:
    """Every channel is told of recovery as well."""
    every = _channels(output)
    if not every:
        yield "nobody is told of anything"
    for one in every:
        if one.tells_recovery is not wish["value"]:
            yield f"a {one.type} is{'' if one.tells_recovery else ' not'} told of recovery"


def escalation(wish: Wish, output: Output) -> Iterator[str]:
    """Each alert that goes to what escalates says who is told after how long."""
    paging = [one for one in alerts(output) if _PAGER in _reached(_all(one), output)]
    if not paging:
        yield f"no alert goes to {_PAGER}"
    for alert in paging:
        steps = [found["after"] for found in _STEP.finditer(alert.annotations.get("escalation", ""))]
        if steps != list(wish["steps"]):
            yield f"{alert.name!r} says who is next after {', '.join(steps) or 'nothing'}"


def contact_points(wish: Wish, output: Output) -> Iterator[str]:
    """There is a channel of each type, and each has an address or the name of a secret."""
    types = {one.type for one in _channels(output)}
    yield from (f"nobody is told by {type_}" for type_ in wish["types"] if type_ not in types)
    yield from _incomplete(output)


def receiver_complete(wish: Wish, output: Output) -> Iterator[str]:
    """No channel is without an address or the name of a secret."""
    if wish["rule"] != _RULE:
        yield f"the judge knows no rule {wish['rule']!r}"
    if not _channels(output):
        yield "nobody is told of anything"
    yield from _incomplete(output)


def _incomplete(output: Output) -> Iterator[str]:
    return (
        f"a {one.type} has neither an address nor the name of a secret"
        for one in _channels(output)
        if not one.is_complete
    )


def _reached(labels: Mapping[str, str], output: Output) -> set[str]:
    """The types of channels that an alert with these labels is told on."""
    receivers = channels_of(output)
    return {one.type for name in told(labels, output) for one in receivers.get(name, ())}


def _channels(output: Output) -> list[Channel]:
    return [one for several in channels_of(output).values() for one in several]


def _all(alert: Alert) -> dict[str, str]:
    """The labels of an alert as they are told, its name among them."""
    return {**alert.labels, "alertname": alert.name}


def _listed(types: set[str]) -> str:
    return ", ".join(sorted(types))
