"""Receivers: contact points as Alertmanager knows them.

Source: https://prometheus.io/docs/alerting/latest/configuration/#receiver
"""

from collections.abc import Iterator, Mapping

import attrs

from grafmint.compile.alerting.problem import Problem
from grafmint.compile.prometheus.form import Form, To
from grafmint.compile.prometheus.forms import FORMS
from grafmint.compile.prometheus.version import shown
from grafmint.environment import Alertmanager, Version
from grafmint.model.base import JsonObject

_THROUGH_A_WEBHOOK = "send it through Webhook(url=…) to a proxy of your own that knows it"


def receiver(contact_point: JsonObject, alertmanager: Alertmanager) -> tuple[JsonObject, tuple[Problem, ...]]:
    """The receiver with every integration that can be said, and what cannot."""
    name = contact_point["name"]
    made: JsonObject = {"name": name}
    problems = list[Problem]()
    for integration in contact_point["receivers"]:
        found = list(_problems(integration, alertmanager))
        problems += (_about(name, each) for each in found)
        if not found:
            form = _form(integration["type"], alertmanager)
            made.setdefault(form.key, []).extend(_configs(form, integration, alertmanager))
    return made, tuple(problems)


def _configs(form: Form, integration: JsonObject, alertmanager: Alertmanager) -> Iterator[JsonObject]:
    plain, secrets = _settings(integration)
    for settings in form.read(plain, secrets):
        config: JsonObject = {"send_resolved": not integration.get("disableResolveMessage", False)}
        for key, value in settings.items():
            form.settings[key].put(config, value)
        for key, placeholder in secrets.items():
            form.secrets[key].put(config, alertmanager.file(placeholder))
        yield config


def _settings(integration: JsonObject) -> tuple[JsonObject, JsonObject]:
    return integration.get("settings", {}), integration.get("secureSettings", {})


def _form(type_: str, alertmanager: Alertmanager) -> Form:
    """The newest form that the version has, or the oldest one of all."""
    forms = FORMS[type_]
    return next((form for form in forms if not alertmanager.lacks(form.since)), forms[-1])


def _problems(integration: JsonObject, alertmanager: Alertmanager) -> Iterator[Problem]:
    type_ = integration["type"]
    if type_ not in FORMS:
        yield Problem(f"the integration {type_!r} cannot be written for Alertmanager", _THROUGH_A_WEBHOOK)
        return
    form = _form(type_, alertmanager)
    if alertmanager.lacks(form.since):
        yield _too_old(type_, form.since, alertmanager, _THROUGH_A_WEBHOOK)
        return
    if type_ == "email" and alertmanager.smtp is None:
        yield Problem("Alertmanager sends mail through a server, and none is declared", _mail_server(alertmanager))
    plain, secrets = _settings(integration)
    for settings in form.read(plain, secrets)[:1]:
        yield from _unsaid(type_, settings, form.settings, alertmanager)
    yield from _unsaid(type_, secrets, form.secrets, alertmanager, " from a file")


def _unsaid(
    type_: str,
    settings: Mapping[str, object],
    places: Mapping[str, To],
    alertmanager: Alertmanager,
    how: str = "",
) -> Iterator[Problem]:
    for key in settings:
        if key not in places:
            yield Problem(f"Alertmanager's {type_} takes no {key!r}{how}", "leave it out in this environment")
        elif alertmanager.lacks(places[key].since):
            way_out = "use a newer Alertmanager, or tell these people by another integration"
            yield _too_old(f"{type_} with {key!r}{how}", places[key].since, alertmanager, way_out)


def _mail_server(alertmanager: Alertmanager) -> str:
    smtp = 'smtp = { server = "smtp.example:587", from = "alerts@example" }'
    return f'write alertmanager = {{ version = "{shown(alertmanager.version)}", {smtp} }} in grafmint.toml'


def _too_old(what: str, since: Version, alertmanager: Alertmanager, way_out: str) -> Problem:
    return Problem(f"{what} needs Alertmanager {shown(since)}, this is {shown(alertmanager.version)}", way_out)


def _about(name: str, problem: Problem) -> Problem:
    message = f"contact point {name!r}: {problem.message}"
    return attrs.evolve(problem, message=message, kind="contact-point", uid=name)
