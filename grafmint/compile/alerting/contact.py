"""The documents of contact points.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/
"""

from grafmint.model.alerting.contact_point import ContactPoint
from grafmint.model.base import JsonObject
from grafmint.model.context import Context


def contact_point_document(contact_point: ContactPoint, context: Context) -> JsonObject:
    """The name and the integrations, with placeholders for their secrets."""
    receivers = [
        {
            "type": each.plugin,
            "settings": context.encode(each),
            "secureSettings": {key: context.secret(one.name, contact_point) for key, one in each.secrets.items()},
            "disableResolveMessage": each.disable_resolve_message,
        }
        for each in contact_point.integrations
    ]
    return {"name": contact_point.name, "receivers": receivers}
