"""Others: documents of alerting that are no dashboards though they have a title, or stand where dashboards do.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/
"""

from collections.abc import Mapping
from typing import Any

import attrs

#: What only dashboards have.
_PANELS = ("panels", "rows", "templating", "schemaVersion")
_PROVISIONED = ("groups", "contactPoints", "policies", "muteTimes", "templates")


@attrs.frozen
class Other:
    """What a document is, alone and several of it, and what one writes in a module instead."""

    name: str
    names: str
    definition: str

    @property
    def way_out(self) -> str:
        """What to do with it."""
        return f"files are read as dashboards alone: define it in a module, {self.definition}"


_RULE = Other("an alert rule", "alert rules", "AlertRule(…)")
_POLICIES = Other("the notification policies", "notification policies", "NotificationPolicy(…)")
_FILE = "AlertRule(…), RecordingRule(…)"
#: Each by fields that no other document has together, the more telling before the less.
_BY_FIELDS = (
    (("title", "data", "condition"), _RULE),
    (("title", "folderUID", "ruleGroup"), _RULE),
    (("folderUid", "interval", "rules"), Other("a group of alert rules", "groups of alert rules", _RULE.definition)),
    (("type", "settings"), Other("a contact point", "contact points", "ContactPoint(…)")),
    (("name", "time_intervals"), Other("a mute timing", "mute timings", "MuteTiming(…)")),
    (("name", "template"), Other("a notification template", "notification templates", "NotificationTemplate(…)")),
    (("route", "receivers"), Other("an Alertmanager configuration", "configurations", _POLICIES.definition)),
    (("receiver", "routes"), _POLICIES),
    (("receiver", "group_by"), _POLICIES),
    (("groups",), Other("a file of Prometheus rules", "files of rules", _FILE)),
)
_PROVISIONING = Other("a provisioning file of Grafana's", "provisioning files", "AlertRule(…), ContactPoint(…)")


def other_of(document: Any) -> tuple[str, str] | None:
    """What a document is instead of a dashboard, and the way out; None where it is nothing that is known here."""
    if isinstance(document, list):
        kinds = {_kind(each) for each in document}
        kind = kinds.pop() if len(kinds) == 1 else None
        return None if kind is None else (f"a list of {kind.names}", kind.way_out)
    kind = _kind(document)
    return None if kind is None else (kind.name, kind.way_out)


def _kind(document: Any) -> Other | None:
    if not isinstance(document, Mapping) or any(each in document for each in _PANELS):
        return None
    if type(document.get("apiVersion")) is int and any(each in document for each in _PROVISIONED):
        return _PROVISIONING
    return next((kind for fields, kind in _BY_FIELDS if all(each in document for each in fields)), None)
