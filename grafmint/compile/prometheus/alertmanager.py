"""Alertmanager's configuration, from the documents of contact points, mute timings, templates and policies.

Source: https://prometheus.io/docs/alerting/latest/configuration/
"""

from collections.abc import Iterable, Sequence

from grafmint.bundle import Kind
from grafmint.compile.alerting.problem import Problem
from grafmint.compile.prometheus.form import OLDEST
from grafmint.compile.prometheus.intervals import time_intervals
from grafmint.compile.prometheus.matcher import matcher
from grafmint.compile.prometheus.notifications import only_grafana
from grafmint.compile.prometheus.receivers import receiver
from grafmint.compile.prometheus.version import shown
from grafmint.environment import Alertmanager
from grafmint.model.base import JsonObject

KIND: Kind = "alertmanager"
UID = "alertmanager"
_ACTIVE = (0, 24)
_PASSWORD_FILE = (0, 25)
_TEMPLATES = "templates/*.tmpl"
_AS_THEY_ARE = (
    *("receiver", "group_by", "group_wait", "group_interval", "repeat_interval"),
    *("mute_time_intervals", "active_time_intervals", "continue"),
)


def configuration(
    policy: JsonObject,
    contact_points: Iterable[JsonObject],
    mute_timings: Iterable[JsonObject],
    templates: Sequence[JsonObject],
    alertmanager: Alertmanager,
) -> tuple[JsonObject, tuple[Problem, ...]]:
    """The configuration of everything that can be said, and what cannot."""
    contact_points = sorted(contact_points, key=lambda each: str(each["name"]))
    problems = [*_of_the_version(policy, alertmanager), *only_grafana(contact_points, templates)]
    made: JsonObject = {"route": route(policy), "receivers": []}
    for contact_point in contact_points:
        written, found = receiver(contact_point, alertmanager)
        made["receivers"].append(written)
        problems += found
    intervals, found = time_intervals(mute_timings, alertmanager)
    problems += found
    made |= intervals
    if policy.get("inhibitions"):
        made["inhibit_rules"] = [_inhibition(each) for each in policy["inhibitions"]]
    if templates:
        made["templates"] = [_TEMPLATES]
    if any("email_configs" in each for each in made["receivers"]):
        made["global"] = _mail(alertmanager)
    return made, tuple(problems)


def route(policy: JsonObject) -> JsonObject:
    """A policy and those below it."""
    made: JsonObject = {key: policy[key] for key in _AS_THEY_ARE if key in policy}
    if policy.get("object_matchers"):
        made["matchers"] = _matchers(policy["object_matchers"])
    if policy.get("routes"):
        made["routes"] = [route(each) for each in policy["routes"]]
    return made


def _matchers(conditions: Iterable[Sequence[str]]) -> list[str]:
    return [matcher(label, operator, value) for label, operator, value in conditions]


def _inhibition(inhibition: JsonObject) -> JsonObject:
    made: JsonObject = {
        "source_matchers": _matchers(inhibition["source"]),
        "target_matchers": _matchers(inhibition["target"]),
    }
    return {**made, "equal": list(inhibition["equal"])} if inhibition.get("equal") else made


def _mail(alertmanager: Alertmanager) -> JsonObject:
    smtp = alertmanager.smtp
    assert smtp is not None, "no receiver sends mail without a server"
    made = {"smtp_smarthost": smtp.server, "smtp_from": smtp.sender}
    if smtp.user is not None:
        made["smtp_auth_username"] = smtp.user
    if smtp.password is not None:
        made["smtp_auth_password_file"] = alertmanager.file(smtp.password)
    return made


def _of_the_version(policy: JsonObject, alertmanager: Alertmanager) -> Iterable[Problem]:
    version = shown(alertmanager.version)
    if alertmanager.lacks(OLDEST):
        yield Problem(f"no configuration can be written for Alertmanager {version}", f"{shown(OLDEST)} or newer")
    smtp = alertmanager.smtp
    if smtp is not None and smtp.password is not None and alertmanager.lacks(_PASSWORD_FILE):
        yield Problem(
            f"the password of the mail server from a file needs Alertmanager 0.25, this is {version}",
            "send mail through a server that asks for none",
        )
    if alertmanager.lacks(_ACTIVE) and any("active_time_intervals" in each for each in _routes(policy)):
        yield Problem(
            f"active timings need Alertmanager 0.24, this is {version}", "write mute timings of the other hours"
        )


def _routes(policy: JsonObject) -> Iterable[JsonObject]:
    yield policy
    for each in policy.get("routes", ()):
        yield from _routes(each)
