"""Plugins: which a server has, and which a datasource is there without.

Source: https://github.com/grafana/grafana/blob/main/pkg/api/plugins.go
"""

from collections.abc import Sequence
from typing import Any

from grafmint.check.upgrade import Installed, Plugin
from grafmint.target.server.http.client import Http

#: The logo of a datasource whose plugin is not there; its type then stands for its name as well.
_NO_LOGO = "icn-datasource.svg"
#: Where the logos of the plugins lie that were installed beside Grafana's own.
_ADDED = "public/plugins/"


def read_installed(http: Http, sources: Sequence[Any]) -> Installed:
    """The plugins of a server that has these datasources."""
    missing = frozenset(str(each["type"]) for each in sources if _has_no_plugin(each))
    # Of Grafana's own datasources nothing is asked: they come with it.
    is_added = any(_ADDED in str(each.get("typeLogoUrl")) for each in sources)
    datasources = _plugins(http, "datasource") if is_added else {}
    return Installed(panels=_plugins(http, "panel"), datasources=datasources, missing=missing)


def _has_no_plugin(source: Any) -> bool:
    is_plain = str(source.get("typeLogoUrl", "")).endswith(_NO_LOGO)
    return is_plain and source.get("typeName", source["type"]) == source["type"]


def _plugins(http: Http, type_: str) -> dict[str, Plugin]:
    listed: Any = http.get("/api/plugins", embedded=0, type=type_)
    return {str(each["id"]): _plugin(each) for each in listed}


def _plugin(found: Any) -> Plugin:
    info = found.get("info") or {}
    return Plugin(version=str(info.get("version") or ""), angular=bool(found.get("angularDetected")))
