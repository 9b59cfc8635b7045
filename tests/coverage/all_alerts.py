"""Judges of the alerts of a system taken together."""

import re
from collections.abc import Iterator

from . import expression
from .alert import Alert, alerts
from .build import Build, Output, Wish
from .names import OBJECTIVE, is_called
from .numbers import wrong_number
from .tree import is_taken

_WORD = re.compile(r"[a-z]+")
#: What the numbers of the alerts of a budget are in.
_BUDGET = {"ErrorBudgetFastBurn": (">", "x"), "ErrorBudgetSlowBurn": (">", "x"), "ErrorBudgetExhausted": ("<", "ratio")}
#: By how much a limit among the values is changed to see what follows it.
_CHANGE = 1.1


def alerts_exist(wish: Wish, output: Output) -> Iterator[str]:
    """There is an alert of each name, in the groups that are named, at the values that are named, for each service."""
    found = {name: [one for one in alerts(output) if is_called(one, name)] for name in wish["names"]}
    yield from (f"there is no alert {name!r}" for name, several in found.items() if not several)
    yield from _wrong_groups([one for several in found.values() for one in several], wish.get("groups", ()))
    for name, value in zip(wish["names"], wish.get("values", ()), strict=False):
        op, unit = _BUDGET[name]
        for alert in found[name]:
            problems = wrong_number(alert, {"op": op, "value": value, "unit": unit}, output)
            yield from (f"{alert.name!r}: {problem}" for problem in problems)
    for service in wish.get("per_service", ()):
        missing = [name for name, several in found.items() if not any(is_about(one, service) for one in several)]
        yield from (f"there is no alert {name!r} of {service}" for name in missing)


def alert_categories(wish: Wish, output: Output) -> Iterator[str]:
    """Each category has an alert: one whose label `category` says so, or for `slo` one of an objective."""
    has = {one.labels.get("category", "") for one in alerts(output)}
    has |= {OBJECTIVE for one in alerts(output) if OBJECTIVE in one.labels}
    yield from (f"no alert is in the category {one}" for one in wish["categories"] if one not in has)


def all_alerts_have(wish: Wish, output: Output) -> Iterator[str]:
    """Every alert has what is named: a time that it waits and a number, or a runbook that is one of the pages."""
    if not alerts(output):
        yield "there is no alert"
    pages = {f"{wish['base']}{path}" for path in wish["paths"]} if "paths" in wish else set()
    for alert in alerts(output):
        page = alert.annotations.get("runbook_url", "").partition("#")[0]
        if "paths" in wish and page not in pages:
            yield f"the runbook of {alert.name!r} is {page or 'none'}"
        for field in wish.get("fields", ()):
            has = {"for": alert.waits > 0, "threshold": alert.limit is not None}
            if not has[field]:
                yield f"{alert.name!r} has no {field}"


def all_alerts_have_label(wish: Wish, output: Output) -> Iterator[str]:
    """Every alert has the label, and a route asks for the value that it has."""
    label = wish["label"]
    if not alerts(output):
        yield "there is no alert"
    for alert in alerts(output):
        if not alert.labels.get(label):
            yield f"{alert.name!r} has no {label}"
        elif not is_taken({**alert.labels, "alertname": alert.name}, label, output):
            yield f"no route asks for the {label} of {alert.name!r}"


def annotation(wish: Wish, output: Output) -> Iterator[str]:
    """Every alert of the severity has the annotation."""
    asked = [one for one in alerts(output) if one.labels.get("severity") == wish["severity"]]
    if not asked:
        yield f"no alert is {wish['severity']}"
    for alert in asked:
        if alert.annotations.get(wish["field"]) != wish["value"]:
            yield f"{wish['field']} of {alert.name!r} is {alert.annotations.get(wish['field'])!r}"


def runbook_count(wish: Wish, output: Output) -> Iterator[str]:
    """Each page is the runbook of an alert."""
    linked = {one.annotations.get("runbook_url", "").partition("#")[0] for one in alerts(output)}
    missing = [path for path in wish["paths"] if not any(page.endswith(f"/{path}") for page in linked)]
    yield from (f"no alert leads to {path}" for path in missing)
    if len(wish["paths"]) - len(missing) != wish["value"]:
        yield f"{len(wish['paths']) - len(missing)} runbooks are linked, not {wish['value']}"


def service_limits(wish: Wish, output: Output) -> Iterator[str]:
    """The alert of each service fires at its own number, or one for all fires above the whole share of that number."""
    found = [one for one in alerts(output) if is_called(one, wish["name"])]
    for service, limit in wish["limits"].items():
        own = [one for one in found if is_about(one, service)]
        wanted = {"op": ">", "value": limit, "unit": wish["unit"]}
        is_own = any(not list(wrong_number(one, wanted, output)) for one in own)
        if not is_own and not any(_is_share(one, service, limit) for one in found):
            yield f"no alert {wish['name']!r} of {service} fires at {limit} {wish['unit']}"


def threshold_variables(wish: Wish, build: Build) -> Iterator[str]:
    """With another value in the environment, alerts that fired at the old number fire at the new one."""
    for name in wish["names"]:
        default = wish["defaults"][name]
        other = round(default * _CHANGE, 6)
        now = _limits(build.deeds.with_values({}))
        then = _limits(build.deeds.with_values({name: int(other) if other.is_integer() else other}))
        moved = [each for each in now if _is_moved(now[each], then.get(each))]
        if not any(now[each] in {default, default / 100} for each in moved):
            yield f"no alert that fires at {default} follows {name}"


def is_about(alert: Alert, service: str) -> bool:
    """Whether an alert is of this service alone, by its labels."""
    own = alert.labels.get("service")
    objective = alert.labels.get(OBJECTIVE, "")
    return own == service or (own is None and (objective == service or objective.startswith(f"{service}-")))


def _wrong_groups(found: list[Alert], groups: list[str]) -> Iterator[str]:
    """A group may be called `plue-pod` for `pod`; a plural is as good."""
    words = {one.name: {word.removesuffix("s") for word in _WORD.findall(one.group.lower())} for one in found}
    for group in groups:
        if not any(group in several for several in words.values()):
            yield f"no alert is in a group {group}"
    if groups:
        yield from (f"{name!r} is in none of the groups" for name, own in words.items() if own.isdisjoint(groups))


def _is_share(alert: Alert, service: str, limit: float) -> bool:
    """Whether an alert fires where what is measured of a service, divided by its number, is more than one."""
    shares = expression.read(alert.expr).ratios
    own = {number for several, number in shares if any(one.picks("service", service) for one in several)}
    return (alert.op, alert.limit) == (">", 1) and own == {limit}


def _limits(output: Output) -> dict[str, float | None]:
    return {one.name: one.limit for one in alerts(output)}


def _is_moved(now: float | None, then: float | None) -> bool:
    return now is not None and then is not None and abs(then - now * _CHANGE) < abs(now) * 1e-6
