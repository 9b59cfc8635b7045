"""Contact: what people call a receiver: its services, and its name."""

from collections.abc import Iterable, Mapping
from typing import Any

from grafmint.routing.route import Destination

#: The services whose own spelling is not that of their type.
_NAMES = {
    "pagerduty": "PagerDuty",
    "opsgenie": "Opsgenie",
    "victorops": "VictorOps",
    "teams": "Microsoft Teams",
    "msteams": "Microsoft Teams",
    "googlechat": "Google Chat",
    "sns": "AWS SNS",
    "email": "email",
    "webhook": "webhook",
}
_CONFIGS = "_configs"


def contacts_of(documents: Iterable[Any]) -> dict[str, str]:
    """What receivers are called, by their names: of Grafana's contact points, or of an Alertmanager's configuration."""
    found = dict[str, str]()
    for document in documents:
        if isinstance(document, Mapping):
            several = document.get("receivers")
            inner = [each for each in several if isinstance(each, Mapping)] if isinstance(several, list) else []
            if "route" in document:
                found |= {str(each.get("name")): _called(str(each.get("name")), _configured(each)) for each in inner}
            else:
                name = str(document.get("name"))
                found[name] = _called(name, [str(each.get("type")) for each in inner])
    return found


def service(type_: str) -> str:
    """What people call a service, by the type of its integration."""
    return _NAMES.get(type_, type_.capitalize())


def told_to(destination: Destination, contacts: Mapping[str, str]) -> str:
    """A way and its end, for people: `team=payments → PagerDuty payments`."""
    way = ", ".join(dict.fromkeys(map(str, destination.matchers))) or "default policy"
    return f"{way} → {contacts.get(destination.receiver, destination.receiver)}"


def _configured(receiver: Mapping[str, Any]) -> list[str]:
    return [key.removesuffix(_CONFIGS) for key, value in receiver.items() if key.endswith(_CONFIGS) and value]


def _called(name: str, types: Iterable[str]) -> str:
    """A name behind its services, those that it names itself left out."""
    services = dict.fromkeys(map(service, types))
    unsaid = [each for each in services if each.lower() not in name.lower()]
    return f"{' and '.join(unsaid)} {name}" if unsaid else name
