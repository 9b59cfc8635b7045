"""Discovery: which kinds a server serves as resources, in which version, and under which namespace they lie.

Source: https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api/apis/
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import attrs

from grafmint.bundle import Kind
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Refused

_SINCE = (12, 0)
#: Those whose spec is the classic document, the stable one first.
_VERSIONS = ("v1", "v1beta1")
_RESOURCES: Mapping[Kind, tuple[str, str, str]] = {
    "dashboard": ("dashboard.grafana.app", "dashboards", "Dashboard"),
    "folder": ("folder.grafana.app", "folders", "Folder"),
}
_MAIN_ORG = 1


@attrs.frozen(kw_only=True)
class Served:
    """A kind of resource as one server serves it."""

    group: str
    version: str
    plural: str
    kind: str
    namespace: str

    @property
    def api_version(self) -> str:
        """Group and version as an object says them."""
        return f"{self.group}/{self.version}"

    @property
    def path(self) -> str:
        """Where all of them are."""
        return f"/apis/{self.api_version}/namespaces/{quote(self.namespace, safe='')}/{self.plural}"

    def path_of(self, name: str) -> str:
        """Where one of them is."""
        return f"{self.path}/{quote(name, safe='')}"


def discovered(http: Http, version: tuple[int, int] | None, org: int) -> Mapping[Kind, Served]:
    """What a server of a version, None where it keeps that to itself, serves as resources to an organisation."""
    if version is not None and version < _SINCE:
        return {}
    groups = _groups(http.find("/apis"))
    usable = {kind: _usable(groups.get(group, ())) for kind, (group, _, _) in _RESOURCES.items()}
    if not any(usable.values()):
        return {}
    namespace = _namespace(http, org)
    return {
        kind: Served(group=group, version=found, plural=plural, kind=name, namespace=namespace)
        for kind, (group, plural, name) in _RESOURCES.items()
        if (found := usable[kind]) is not None
    }


def _groups(told: Any) -> Mapping[str, list[str]]:
    listed = told.get("groups") if isinstance(told, dict) else None
    return {each["name"]: [one["version"] for one in each.get("versions", ())] for each in listed or ()}


def _usable(versions: Any) -> str | None:
    return next((version for version in _VERSIONS if version in versions), None)


def _namespace(http: Http, org: int) -> str:
    """As the server tells it: only in Grafana's cloud it does not follow from the organisation."""
    try:
        settings: Any = http.get("/api/frontend/settings")
    except Refused:
        settings = {}
    told = settings.get("namespace") if isinstance(settings, dict) else None
    if isinstance(told, str) and told:
        return told
    return "default" if org == _MAIN_ORG else f"org-{org}"
