"""What somebody else does to one resource of each kind: in its page, or through the API with a program of their own."""

from collections.abc import Callable
from typing import Any

from tests.matrix.site import Site

Json = dict[str, Any]
Hand = Callable[[Site], object]
_ALERTING = "/api/v1/provisioning"
_RESOURCES = "/apis/{group}/v1beta1/namespaces/default/{plural}"
_RESOURCES_SINCE = 12
_COPY = "copied"


def edit_folder(site: Site) -> None:
    """Somebody gives a folder another title."""
    found = site.ask("GET", "/api/folders/own")
    site.ask("PUT", "/api/folders/own", {"title": "Theirs", "version": found["version"]})


def edit_datasource(site: Site) -> None:
    """Somebody lets a datasource ask somewhere else."""
    found = site.ask("GET", "/api/datasources/uid/own")
    site.ask("PUT", "/api/datasources/uid/own", {**found, "url": "http://theirs:9090"})


def edit_library_panel(site: Site) -> None:
    """Somebody changes a library panel."""
    found = site.ask("GET", "/api/library-elements/own")["result"]
    model = {**found["model"], "title": "Theirs"}
    said = {"name": found["name"], "kind": 1, "version": found["version"], "folderUid": found["meta"]["folderUid"]}
    site.ask("PATCH", "/api/library-elements/own", {**said, "model": model})


def edit_dashboard(site: Site) -> None:
    """Somebody changes a dashboard in its page."""
    site.grafana.edit("own", lambda board: board.update(title="Theirs"))


def edit_template(site: Site) -> None:
    """Another program writes a template."""
    site.ask("PUT", f"{_ALERTING}/templates/own", {"template": '{{ define "own.title" }}theirs{{ end }}'})


def edit_mute_timing(site: Site) -> None:
    """Another program writes a mute timing."""
    said = {"name": "own", "time_intervals": [{"years": ["1999"]}]}
    site.ask("PUT", f"{_ALERTING}/mute-timings/own", said)


def edit_contact_point(site: Site) -> None:
    """Another program writes an integration of ours."""
    found = next(each for each in _points(site) if each["type"] == "email")
    said = {**found, "settings": {**found["settings"], "addresses": "theirs@example.com"}}
    site.ask("PUT", f"{_ALERTING}/contact-points/{found['uid']}", said)


def edit_policy(site: Site) -> None:
    """Somebody lets our route take other alerts."""
    site.grafana.alerting.edit_policies(lambda tree: tree["routes"][0].update(object_matchers=[["their", "=", "1"]]))


def edit_rule(site: Site) -> None:
    """Another program changes a rule, and keeps its annotations."""
    site.grafana.alerting.edit_rule("own", lambda rule: rule.update({"for": "7m"}))


def edit_alert(site: Site) -> None:
    """The same of a rule whose uid follows from its dashboard's."""
    site.grafana.alerting.edit_rule("own-high", lambda rule: rule.update({"for": "7m"}))


def edit_group(site: Site) -> None:
    """Another program lets a group be evaluated at another interval."""
    path = f"{_ALERTING}/folder/shop/rule-groups/load"
    site.ask("PUT", path, {**site.ask("GET", path), "interval": 420})


def move_folder(site: Site) -> None:
    """Somebody puts a folder into another one."""
    site.ask("POST", "/api/folders/own/move", {"parentUid": "other"})


def move_library_panel(site: Site) -> None:
    """Somebody puts a library panel into another folder."""
    found = site.ask("GET", "/api/library-elements/own")["result"]
    said = {"name": found["name"], "kind": 1, "version": found["version"], "folderUid": "other"}
    site.ask("PATCH", "/api/library-elements/own", {**said, "model": found["model"]})


def move_dashboard(site: Site) -> None:
    """Somebody puts a dashboard into another folder."""
    site.grafana.move("own", "other")


def move_rule(site: Site) -> None:
    """Another program puts a rule into another folder."""
    site.grafana.alerting.edit_rule("own", lambda rule: rule.update(folderUID="other"))


def removal(path: str) -> Hand:
    """Somebody deletes what is at a path."""
    return lambda site: site.ask("DELETE", path)


def remove_contact_point(site: Site) -> None:
    """Another program deletes every integration of a contact point."""
    for each in _points(site):
        site.ask("DELETE", f"{_ALERTING}/contact-points/{each['uid']}")


def copy_folder(site: Site) -> None:
    """Somebody makes a folder from the whole object of another one."""
    _copy_resource(site, "folder.grafana.app", "folders")


def copy_datasource(site: Site) -> None:
    """Somebody makes a datasource from all that another one says."""
    found = site.ask("GET", "/api/datasources/uid/own")
    said = {key: value for key, value in found.items() if key not in {"id", "uid", "version"}}
    site.ask("POST", "/api/datasources", {**said, "uid": _COPY, "name": _COPY})


def copy_library_panel(site: Site) -> None:
    """Somebody makes a library panel with the model of another one."""
    found = site.ask("GET", "/api/library-elements/own")["result"]
    said = {"uid": _COPY, "name": _COPY, "kind": 1, "folderUid": "shop", "model": found["model"]}
    site.ask("POST", "/api/library-elements", said)


def copy_dashboard(site: Site) -> None:
    """Somebody saves a dashboard under another name, and another program imports all that it says."""
    site.grafana.copy("own", f"{_COPY}-in-page", "Copied in the page")
    found = site.ask("GET", "/api/dashboards/uid/own")
    board = {**found["dashboard"], "id": None, "uid": _COPY, "title": "Copied", "version": 0}
    site.ask("POST", "/api/dashboards/db", {"dashboard": board, "folderUid": "shop"})
    if int(site.ask("GET", "/api/health")["version"].partition(".")[0]) >= _RESOURCES_SINCE:
        _copy_resource(site, "dashboard.grafana.app", "dashboards")


def copy_rule(site: Site) -> None:
    """Another program makes a rule from all that another one says."""
    found = site.ask("GET", f"{_ALERTING}/alert-rules/own")
    said = {key: value for key, value in found.items() if key != "id"}
    site.ask("POST", f"{_ALERTING}/alert-rules", {**said, "uid": _COPY, "title": "Copied"})


def copy_contact_point(site: Site) -> None:
    """Another program makes a contact point from the integrations of another one."""
    for number, each in enumerate(_points(site)):
        said = {**each, "uid": f"{_COPY}-{number}", "name": _COPY}
        if each["type"] == "slack":
            said["settings"] = {**each["settings"], "url": "https://theirs"}
        site.ask("POST", f"{_ALERTING}/contact-points", said)


def _copy_resource(site: Site, group: str, plural: str) -> None:
    path = _RESOURCES.format(group=group, plural=plural)
    found = site.ask("GET", f"{path}/own")
    meta = {"name": f"{_COPY}-whole", "annotations": found["metadata"]["annotations"]}
    spec = {**found["spec"], "title": "Copied whole"}
    site.ask("POST", f"{path}?fieldValidation=Ignore", {**found, "metadata": meta, "spec": spec})


def _points(site: Site) -> list[Json]:
    return [each for each in site.ask("GET", f"{_ALERTING}/contact-points") if each["name"] == "own"]
