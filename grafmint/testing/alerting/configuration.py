"""Configuration: all that notifies in one document, which alone tells who wrote a mute timing or a template."""

from collections.abc import Mapping

from grafmint.testing import rights
from grafmint.testing.alerting import provenance
from grafmint.testing.alerting.stored import Alerting, ContactPoint, Integration, Written
from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import Json


@serves(
    "GET",
    "/api/alertmanager/grafana/config/api/v1/alerts",
    imitates=(
        "configuration of files",
        "configuration, reader",
        "configuration without names",
        "configuration of integrations",
        "configuration of everything in policies",
        "configuration",
    ),
)
def get_configuration(call: Call) -> Reply:
    """The document as its page reads it, which a viewer may."""
    rights.require(call, "alert.notifications:read")
    alerting = call.state.alerting
    templates = dict(sorted(alerting.templates.items()))
    return reply(
        {
            "template_files": {name: each.document["template"] for name, each in templates.items()},
            **_unless_empty("template_file_provenances", _provenances(templates)),
            "alertmanager_config": _alertmanager(alerting),
        }
    )


def _alertmanager(alerting: Alerting) -> Json:
    tree, timings = alerting.policies, alerting.mute_timings
    return {
        "route": {**tree.document, **provenance.said(tree.provenance)},
        **_unless_empty("mute_time_intervals", [each.document for each in timings.values()]),
        "templates": None,
        **_unless_empty("muteTimeProvenances", _provenances(timings)),
        "receivers": [_receiver(each) for each in alerting.contact_points],
    }


def _receiver(point: ContactPoint) -> Json:
    return {"name": point.name, "grafana_managed_receiver_configs": [_integration(each) for each in point.integrations]}


def _integration(each: Integration) -> Json:
    return {
        "uid": each.uid,
        "name": each.name,
        "type": each.type,
        "disableResolveMessage": each.disable_resolve_message,
        "settings": each.settings,
        "secureFields": {name: True for name, secret in each.secrets.items() if secret},
        **provenance.said(each.provenance),
    }


def _provenances(named: Mapping[str, Written]) -> dict[str, str]:
    return {name: each.provenance for name, each in named.items() if each.provenance}


def _unless_empty(key: str, value: object) -> Json:
    return {key: value} if value else {}
