"""Alerting in Grafana's provisioning files, one resource a file.

Grafana reads what lies in `provisioning/alerting` itself and nothing below it. It fills in variables of its environment
in the names, labels, settings and policies there, so that their dollars are doubled; annotations and queries, in which
a dollar is a template's or a macro's, it takes as they are, and mute timings and templates as well.

Source: https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/
and pkg/services/provisioning/alerting of Grafana 9.4, `rules_types.go` and its neighbours
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

import attrs

from grafmint.bundle import Bundle, Entry, Kind
from grafmint.compile.encode import canonical
from grafmint.environment import Environment
from grafmint.model.alerting.template import kept
from grafmint.target.directory.provisioning import ORG, TOP, Json, doubled
from grafmint.target.integration import with_secrets, with_uids

#: Grafana reads alerting before dashboards: a folder of the same title, which is not there yet, would be made under
#: another uid, and the dashboards would follow it there.
_OWN_FOLDER = "{} (alerts)"
_DEFAULT_SECONDS = 60
_PANEL = {"__dashboardUid__": "dashboardUid", "__panelId__": "panelId"}
#: What a rule has in its group's place in a file, and under another name there.
_OF_GROUP = frozenset({"folder", "folderUID", "interval", "keep_firing_for", "ruleGroup"})
#: The first Grafana that reads from a file whether a rule is paused.
#: Source: https://github.com/grafana/grafana/pull/62492
_PAUSING = (9, 4)


def placed(bundle: Bundle) -> tuple[Entry, ...]:
    """The bundle's entries with each rule's group in the rule: in files a group is nothing of its own."""
    intervals = {entry.uid: entry.json.get("interval") for entry in bundle.of("rule-group")}
    titles = {entry.uid: entry.title for entry in bundle.of("folder")}
    entries = (entry for entry in bundle.entries if entry.kind != "rule-group")
    return tuple(_placed(entry, intervals, titles) if entry.kind == "alert-rule" else entry for entry in entries)


def path_of(entry: Entry) -> str:
    """The file of an entry, below the target's root; a rule's says its folder too."""
    name = quote(entry.uid, safe="")
    parts = {
        "alert-rule": ("rules", entry.folder or TOP, name),
        "contact-point": ("contact-points", name),
        "mute-timing": ("mute-timings", name),
        "template": ("templates", name),
        "policy": ("policies",),
    }
    return f"provisioning/alerting/{'.'.join(parts[entry.kind])}.yaml"


def folder_of(path: str) -> str:
    """The uid of the folder that the path of a rule says."""
    return path.rpartition("/")[2].split(".")[1]


def provisioned(entry: Entry, environment: Environment) -> Json:
    """The file of an entry."""
    section, form = _FORMS[entry.kind]
    return {"apiVersion": 1, section: [{"orgId": ORG, **form(entry.json, environment)}]}


def unsaid(bundle: Bundle, environment: Environment) -> Iterator[str]:
    """What files cannot say of a bundle's alerting, or say otherwise."""
    rules = bundle.of("alert-rule")
    if rules:
        yield 'the folders of alert rules: from files, rules go into "TITLE (alerts)"'
    paused = [entry.uid for entry in rules if entry.json.get("isPaused")]
    if paused and environment.grafana < _PAUSING:
        yield f"pausing alert rules, which files can from Grafana 9.4 on: {', '.join(paused)}"
    if any(entry.json.get("inhibitions") for entry in bundle.of("policy")):
        yield "inhibitions: Grafana has none"


def _placed(entry: Entry, intervals: Mapping[str, Any], titles: Mapping[str, str]) -> Entry:
    said = entry.json
    folder = entry.folder or TOP
    said["folder"] = _OWN_FOLDER.format(titles.get(folder, folder))
    said["interval"] = intervals.get(f"{folder}/{said['ruleGroup']}", _DEFAULT_SECONDS)
    return attrs.evolve(entry, document=canonical(said))


def _group(said: Json, _: Environment) -> Json:
    return {
        "name": doubled(said["ruleGroup"]),
        "folder": doubled(said["folder"]),
        "interval": f"{said['interval']}s",
        "rules": [_rule(said)],
    }


def _rule(said: Json) -> Json:
    annotations = said.get("annotations", {})
    # The page goes from a rule to its panel by the annotations, and from a panel to its rules by the fields.
    rule = {key: value for key, value in said.items() if key not in _OF_GROUP}
    rule |= {"title": doubled(said["title"]), "labels": doubled(said.get("labels", {}))}
    rule |= {field: _number(annotations[note]) for note, field in _PANEL.items() if note in annotations}
    return rule | ({"keepFiringFor": said["keep_firing_for"]} if "keep_firing_for" in said else {})


def _number(text: str) -> str | int:
    return int(text) if text.isascii() and text.isdecimal() else text


def _contact_point(said: Json, environment: Environment) -> Json:
    receivers = [_receiver(each, uid) for uid, each in with_uids(said, environment.project, environment.name)]
    return {"name": doubled(said["name"]), "receivers": receivers}


def _receiver(said: Json, uid: str) -> Json:
    plain = {key: value for key, value in said.items() if key != "secureSettings"}
    settings = with_secrets(doubled(said.get("settings", {})), said.get("secureSettings", {}))
    return {**plain, "uid": uid, "settings": settings}


def _policy(said: Json, _: Environment) -> Json:
    tree: Json = doubled({key: value for key, value in said.items() if key != "inhibitions"})
    return tree


def _template(said: Json, _: Environment) -> Json:
    return {**said, "template": kept(said["name"], said["template"])}


def _as_it_is(said: Json, _: Environment) -> Json:
    return said


_FORMS: Mapping[Kind, tuple[str, Callable[[Json, Environment], Json]]] = {
    "alert-rule": ("groups", _group),
    "contact-point": ("contactPoints", _contact_point),
    "mute-timing": ("muteTimes", _as_it_is),
    "template": ("templates", _template),
    "policy": ("policies", _policy),
}
#: The kinds that stand in files of alerting.
KINDS: frozenset[Kind] = frozenset(_FORMS)
