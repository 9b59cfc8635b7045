"""Notifications: the texts of contact points and templates that only Grafana can fill in."""

from collections.abc import Iterable, Iterator, Sequence

from grafmint.bundle import Kind
from grafmint.compile.alerting.problem import Problem
from grafmint.compile.prometheus.texts import defined_in, notified_by_grafana
from grafmint.model.base import Json, JsonObject

_WAY_OUT = "write it in Alertmanager's words, such as .CommonLabels, .Annotations and .GeneratorURL"


def only_grafana(contact_points: Iterable[JsonObject], templates: Sequence[JsonObject]) -> Iterator[Problem]:
    """What is wrong with each text that Alertmanager could not fill in: no notification would go out."""
    defined = defined_in(each["template"] for each in templates)
    for template in templates:
        yield from _problems("template", template["name"], template["template"], defined)
    for contact_point in contact_points:
        for integration in contact_point["receivers"]:
            yield from _problems("contact-point", contact_point["name"], integration.get("settings", {}), defined)


def _problems(kind: Kind, name: str, value: Json, defined: frozenset[str]) -> Iterator[Problem]:
    for text in _texts(value):
        word = notified_by_grafana(text, defined)
        if word is not None:
            message = f"{kind.replace('-', ' ')} {name!r}: Alertmanager does not know {word}"
            yield Problem(message, _WAY_OUT, kind=kind, uid=name)


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
