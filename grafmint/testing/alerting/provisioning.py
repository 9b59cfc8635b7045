"""Provisioning: what comes from elsewhere than the API, in the form of the server's own files.

Source: https://grafana.com/docs/grafana/v9.4/alerting/set-up/provision-alerting-resources/file-provisioning/
"""

from grafmint.testing.alerting import duration, reading, ruling, tree
from grafmint.testing.alerting.contact_points import integration_of
from grafmint.testing.alerting.mute_timings import document_of
from grafmint.testing.alerting.stored import Provenance, Rule, Written
from grafmint.testing.saving import FOLDER_SCHEMA, Save
from grafmint.testing.state import State
from grafmint.testing.stored import Json
from grafmint.testing.storing import write


def provision(state: State, file: Json, folder: str, provenance: Provenance) -> None:
    """Take in a whole file; its rules come into one folder, which is made when it is not there."""
    alerting = state.alerting
    for group in reading.objects(file, "groups"):
        _group(state, group, folder, provenance)
    for point in reading.objects(file, "contactPoints"):
        for each in reading.objects(point, "receivers"):
            integration = integration_of({**each, "name": point["name"]}, dict(each["settings"]))
            integration.provenance = provenance
            alerting.add(integration)
    for each in reading.objects(file, "muteTimes"):
        alerting.mute_timings[each["name"]] = Written(document=document_of(each), provenance=provenance)
    for each in reading.objects(file, "templates"):
        document = {"name": each["name"], "template": each["template"]}
        alerting.templates[each["name"]] = Written(document=document, provenance=provenance)
    for each in reading.objects(file, "policies"):
        alerting.policies = Written(document=tree.root_of(each), provenance=provenance)


def _group(state: State, group: Json, folder: str, provenance: Provenance) -> None:
    if state.folder(folder) is None:
        top = {"schemaVersion": FOLDER_SCHEMA, "title": group["folder"], "uid": folder}
        write(state, Save.of(top, is_folder=True), None)
    interval = duration.milliseconds(group["interval"]) // 1000
    for each in reading.objects(group, "rules"):
        document = ruling.document_of({**each, "folderUID": folder, "ruleGroup": group["name"]})
        number = state.alerting.rule_id()
        rule = Rule(id=number, document=document, interval=interval, provenance=provenance)
        state.alerting.rules[rule.uid] = rule
