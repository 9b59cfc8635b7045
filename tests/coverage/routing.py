"""Judges of routing: whom an alert is told to, by Grafana's policies or by Alertmanager's configuration."""

import re
from collections.abc import Iterator, Mapping

from .alert import Alert, alerts
from .build import Output, Wish
from .contact import Channel, channels_of, incomplete, reached_by
from .expression import seconds
from .tree import nodes, roots, taken

_STEP = re.compile(r"after (?P<after>\S+): (?P<to>[^;]*\S)")
#: What escalates: neither Grafana nor Alertmanager does.
_PAGER = "pagerduty"
_SMS = "sms"
#: A row of a table has more than two times: who is told as well.
_PAIR = 2


def route(wish: Wish, output: Output) -> Iterator[str]:
    """An alert with these labels is told on these channels, with `only` on no other: so is each that there is.

    It is told again as often as is asked, and each alert says how soon an answer is expected.
    """
    of_kind = [one for one in alerts(output) if wish["match"].items() <= one.labels.items()]
    for what, labels in [(str(dict(wish["match"])), wish["match"]), *((repr(one.name), _all(one)) for one in of_kind)]:
        reached, wanted = reached_by(labels, output), set(wish["channels"])
        # Nobody sends a text message but what a pager or a webhook leads to: which of its rules does, is said there.
        if reached & set(wish.get("sms_via", ())):
            wanted.discard(_SMS)
        if wanted - reached:
            yield f"{what} does not reach {_listed(wanted - reached)}, but {_listed(reached) or 'nobody'}"
        if wish.get("only") and reached - wanted:
            yield f"{what} reaches {_listed(reached - wanted)} too"
        if "repeat_interval" in wish:
            yield from _wrong_repeat(what, labels, wish["repeat_interval"], output)
    if "response_time" in wish:
        yield from _wrong_response(of_kind, wish["response_time"])


def all_routes_reach(wish: Wish, output: Output) -> Iterator[str]:
    """Whatever route an alert takes, it is told on the channel."""
    receivers, found = channels_of(output), nodes(output)
    if not found:
        yield "there is no route"
    for name in sorted({str(one["receiver"]) for one in found}):
        if wish["channel"] not in {one.type for one in receivers.get(name, ())}:
            yield f"{name!r} does not tell {wish['channel']}"


def default_receiver(wish: Wish, output: Output) -> Iterator[str]:
    """What no route takes is told to somebody, on a channel of the kind that is asked for."""
    receivers, found = channels_of(output), roots(output)
    if not found:
        yield "there is no route"
    for tree in found:
        types = {one.type for one in receivers.get(tree["receiver"], ())}
        if not types or wish.get("kind", *list(types)[:1]) not in types:
            yield f"by default {_listed(types) or 'nobody'} is told"


def send_resolved(wish: Wish, output: Output) -> Iterator[str]:
    """Every channel is told of recovery as well."""
    every = _channels(output)
    if not every:
        yield "nobody is told of anything"
    for one in every:
        if one.tells_recovery is not wish["value"]:
            yield f"a {one.type} is{'' if one.tells_recovery else ' not'} told of recovery"


def escalation(wish: Wish, output: Output) -> Iterator[str]:
    """Each alert that goes to what escalates says who is told after how long; with `response` somewhere each row is.

    A row of that matrix is in the annotations of an alert, or in a table of a text panel, for not each of its levels
    has an alert.
    """
    if "response" in wish:
        yield from _wrong_matrix(list(zip(wish["response"], wish["steps"], strict=True)), output)
        return
    paging = [one for one in alerts(output) if _PAGER in reached_by(_all(one), output)]
    if not paging:
        yield f"no alert goes to {_PAGER}"
    for alert in paging:
        steps = _steps(alert)
        if steps != list(wish["steps"]):
            yield f"{alert.name!r} says who is next after {', '.join(steps) or 'nothing'}"


def contact_points(wish: Wish, output: Output) -> Iterator[str]:
    """There is a channel of each type, and each has an address or the name of a secret."""
    types = {one.type for one in _channels(output)}
    yield from (f"nobody is told by {type_}" for type_ in wish["types"] if type_ not in types)
    yield from incomplete(output)


def _wrong_repeat(what: str, labels: Mapping[str, str], wanted: str, output: Output) -> Iterator[str]:
    for end in taken(labels, output):
        repeated = end.get("repeat_interval", "nothing")
        if repeated == "nothing" or seconds(repeated) != seconds(wanted):
            yield f"{what} is told again after {repeated}, not {wanted}"


def _wrong_response(of_kind: list[Alert], wanted: str) -> Iterator[str]:
    for alert in of_kind:
        said = alert.annotations.get("response_time", "")
        if not said or seconds(said) != seconds(wanted):
            yield f"{alert.name!r} wants an answer in {said or 'no time'}, not {wanted}"


def _wrong_matrix(rows: list[tuple[str, str]], output: Output) -> Iterator[str]:
    said = {(one.annotations.get("response_time"), after) for one in alerts(output) for after in _steps(one)[:1]}
    texts = [str(one.json.get("options", {}).get("content", "")) for one in output.panels if one.type == "text"]
    cells = [{cell.strip() for cell in line.split("|")} for text in texts for line in text.splitlines()]
    for response, after in rows:
        if (response, after) not in said and not any({response, after} <= line and len(line) > _PAIR for line in cells):
            yield f"nothing says: answer in {response}, next after {after}"


def _steps(alert: Alert) -> list[str]:
    return [found["after"] for found in _STEP.finditer(alert.annotations.get("escalation", ""))]


def _channels(output: Output) -> list[Channel]:
    return [one for several in channels_of(output).values() for one in several]


def _all(alert: Alert) -> dict[str, str]:
    """The labels of an alert as they are told, its name among them."""
    return {**alert.labels, "alertname": alert.name}


def _listed(types: set[str]) -> str:
    return ", ".join(sorted(types))
