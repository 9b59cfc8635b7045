"""Alert: a rule that tells people something, as Grafana has it or as a Prometheus has it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import attrs

from grafmint.duration import milliseconds
from grafmint.review.condition import Condition, of_grafana, of_prometheus
from grafmint.routing import known_labels

Json = Mapping[str, Any]
Engine = Literal["grafana", "prometheus"]
#: Annotations that lead to a panel.
DASHBOARD, PANEL = "__dashboardUid__", "__panelId__"
_LINK = "dashboard"
#: How often a group is evaluated that does not say it, in seconds.
INTERVAL = 60
_KINDS: tuple[Literal["alert", "record"], ...] = ("alert", "record")


@attrs.frozen(kw_only=True)
class Alert:
    """A rule: its name, when it fires, and what is said with it."""

    name: str
    condition: Condition
    labels: Mapping[str, str] = attrs.field(factory=dict)
    annotations: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def panel(self) -> str | None:
        """The panel that it stands on, as `<dashboard uid>/<panel id>`; None where it stands on none."""
        if DASHBOARD in self.annotations and PANEL in self.annotations:
            return f"{self.annotations[DASHBOARD]}/{self.annotations[PANEL]}"
        # `…/d/<uid>?viewPanel=<id>`, as our rules for a Prometheus lead there.
        _, is_link, path = self.annotations.get(_LINK, "").rpartition("/d/")
        uid, is_panel, panel = path.partition("?viewPanel=")
        return f"{uid}/{panel}" if is_link and is_panel else None

    def known(self, folder: str | None = None) -> dict[str, str]:
        """The labels that all of its alerts have."""
        return known_labels(self.name, self.labels, folder)


def alert_of(document: Json, engine: Engine = "grafana") -> Alert:
    """The alert that a rule's document is."""
    name, condition = ("title", of_grafana) if engine == "grafana" else ("alert", of_prometheus)
    return Alert(
        name=str(document.get(name)),
        condition=condition(document),
        labels=_texts(document.get("labels")),
        annotations=_texts(document.get("annotations")),
    )


@attrs.frozen(kw_only=True)
class Filed:
    """A rule in a Prometheus' file, evaluated every `interval` seconds.

    Of several rules of one name all but the first have a number behind it.
    """

    name: str
    kind: Literal["alert", "record"]
    document: Json = attrs.field(repr=False)
    pointer: str
    interval: int


def filed(document: Any) -> Iterator[Filed]:
    """The rules of a Prometheus' file, in their order."""
    taken = Counter[str]()
    for at, group in _objects(document, "groups"):
        for index, rule in _objects(group, "rules"):
            for kind in _KINDS:
                name = rule.get(kind)
                if isinstance(name, str):
                    taken[name] += 1
                    called = name if taken[name] == 1 else f"{name} ({taken[name]})"
                    pointer, interval = f"/groups/{at}/rules/{index}", _seconds(group.get("interval"))
                    yield Filed(name=called, kind=kind, document=rule, pointer=pointer, interval=interval)


def _objects(document: Any, name: str) -> Iterator[tuple[int, Json]]:
    found = document.get(name) if isinstance(document, Mapping) else None
    items = enumerate(found) if isinstance(found, list) else ()
    return ((index, item) for index, item in items if isinstance(item, Mapping))


def _seconds(value: Any) -> int:
    return (milliseconds(value) or 0) // 1000 or INTERVAL if isinstance(value, str) else INTERVAL


def _texts(value: Any) -> dict[str, str]:
    return {str(key): str(item) for key, item in value.items()} if isinstance(value, Mapping) else {}
