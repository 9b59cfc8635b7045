"""Judges of how alerts are put together, held back and timed on their way."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .build import Build, Output, Wish
from .tree import fits, matchers, nodes, roots

_TIME = re.compile(r"\b(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-4]\d)\b")
#: Alerts of one service hold each other back, never those of others.
_SAME = "service"
_OTHER = {"severity": "of no severity that there is"}


def group_by(wish: Wish, output: Output) -> Iterator[str]:
    """The root of the tree puts alerts together by these labels."""
    found = roots(output)
    if not found:
        yield "there is no route"
    for tree in found:
        labels = tree.get("group_by", [])
        is_right = wish["contains"] in labels if "contains" in wish else sorted(labels) == sorted(wish["equals"])
        if not is_right:
            yield f"alerts are put together by {', '.join(labels) or 'nothing'}"


def inhibition(wish: Wish, build: Build) -> Iterator[str]:
    """While the one severity fires for a service, the others are not told: wherever an Alertmanager routes.

    Grafana's own Alertmanager knows no inhibitions, so its environments have none; one at least has to have them.
    """
    routing = {stage: one for stage, one in build.outputs.items() if one.of("alertmanager")}
    if not routing:
        yield "no environment has an Alertmanager, and no other knows inhibitions"
    for stage, output in routing.items():
        rules = [rule for one in output.of("alertmanager") for rule in one.json.get("inhibit_rules", ())]
        for target in wish["target"]:
            if not any(_holds_back(rule, wish["source"], target) for rule in rules):
                yield f"{stage}: {wish['source']} does not hold {target} of its {_SAME} back"
        asked = {label for node in nodes(output) for label, *_ in matchers(node)}
        missing = set(wish.get("match_labels", ())) - asked
        yield from (f"{stage}: no route asks for {label}" for label in sorted(missing))
        if len(output.of("alertmanager-template")) < wish.get("templates_at_least", 0):
            yield f"{stage}: there are too few templates"


def time_intervals(wish: Wish, output: Output) -> Iterator[str]:
    """There is a time interval of each name, and it says a time."""
    found = intervals(output)
    yield from (f"there is no time interval {name!r}" for name in wish["names"] if not found.get(name))


def time_intervals_used(wish: Wish, output: Output) -> Iterator[str]:
    """A route that is not for critical alerts goes by each of the intervals."""
    used = {
        name
        for node in nodes(output)
        if not _asks_for(node, "critical")
        for key in ("mute_time_intervals", "active_time_intervals")
        for name in node.get(key, ())
    }
    yield from (f"no route goes by {name!r}" for name in wish["names"] if name not in used)


def time_intervals_follow(wish: Wish, build: Build) -> Iterator[str]:
    """With other times of the day among the values of the environment, the interval is at other times."""
    now = build.deeds.with_values({})
    then = build.deeds.with_values(_later(dict(build.deeds.values)))
    if intervals(now).get(wish["name"]) == intervals(then).get(wish["name"]):
        yield f"{wish['name']!r} is the same whatever the times among the values"


def intervals(output: Output) -> dict[str, Any]:
    """The times of each interval by its name."""
    found = {one.json["name"]: one.json["time_intervals"] for one in output.of("mute-timing")}
    for one in output.of("alertmanager"):
        for key in ("time_intervals", "mute_time_intervals"):
            found |= {each["name"]: each["time_intervals"] for each in one.json.get(key, ())}
    return found


def _holds_back(rule: Mapping[str, Any], source: str, target: str) -> bool:
    sources, targets = (list(matchers(rule, ("", key))) for key in ("source_matchers", "target_matchers"))
    return (
        _SAME in rule.get("equal", ())
        and all(fits(*one, {"severity": source}) for one in sources)
        and all(fits(*one, {"severity": target}) for one in targets)
        # A rule for all alerts would let each hold itself back.
        and not all(fits(*one, _OTHER) for one in sources)
        and not all(fits(*one, {"severity": source}) for one in targets)
    )


def _asks_for(node: Any, severity: str) -> bool:
    asked = [one for one in matchers(node) if one[0] == "severity"]
    return bool(asked) and all(fits(*one, {"severity": severity}) for one in asked)


def _later(value: Any) -> Any:
    """Each time of a day a minute later."""
    if isinstance(value, dict):
        return {key: _later(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_later(one) for one in value]
    return _TIME.sub(_minute_later, value) if isinstance(value, str) else value


def _minute_later(found: "re.Match[str]") -> str:
    return f"{found['hour']}:{int(found['minute']) + 1:02}"
