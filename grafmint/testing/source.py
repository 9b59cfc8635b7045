"""Source: a datasource as it is stored, and as it is shown.

Source: https://grafana.com/docs/grafana/v9.4/developers/http_api/data_source/
"""

from typing import Any

from grafmint.testing.plugins import logo_and_name
from grafmint.testing.stored import Datasource, Json

_TEXTS = ("url", "user", "database", "basicAuthUser")
_FLAGS = ("basicAuth", "withCredentials", "isDefault")


def shown(source: Datasource) -> Json:
    """A datasource as Grafana answers it: of secrets only the names."""
    fields = source.fields
    return {
        "id": source.id,
        "uid": source.uid,
        "orgId": 1,
        "name": source.name,
        "type": fields["type"],
        "typeLogoUrl": "",
        "access": fields["access"],
        "url": fields["url"],
        "user": fields["user"],
        "database": fields["database"],
        "basicAuth": fields["basicAuth"],
        "basicAuthUser": fields["basicAuthUser"],
        "withCredentials": fields["withCredentials"],
        "isDefault": fields["isDefault"],
        "jsonData": fields["jsonData"],
        "secureJsonFields": {name: True for name, secret in sorted(source.secrets.items()) if secret},
        "version": source.version,
        "readOnly": source.read_only,
    }


def listed(source: Datasource) -> Json:
    """The same in a list of all: less of it, and what its plugin is called."""
    logo, name = logo_and_name(source.fields["type"])
    hidden = ("basicAuthUser", "withCredentials", "secureJsonFields", "version")
    rest = {key: value for key, value in shown(source).items() if key not in hidden}
    return {**rest, "typeName": name, "typeLogoUrl": logo}


def store(sources: dict[int, Datasource], number: int, body: Json, *, read_only: bool = False) -> Datasource:
    """Store a new datasource with Grafana's defaults; a default one is the only one."""
    secrets = dict(body.get("secureJsonData") or {})
    source = Datasource(id=number, fields=fields_of(body), secrets=secrets, read_only=read_only)
    sources[number] = source
    be_default(sources, source)
    return source


def fields_of(body: Json) -> Json:
    """What is stored of a body, with Grafana's defaults."""
    plain = {name: body[name] for name in ("uid", "name", "type", "access")}
    texts: dict[str, Any] = {name: body.get(name) or "" for name in _TEXTS}
    flags = {name: body.get(name) is True for name in _FLAGS}
    return {**plain, **texts, **flags, "jsonData": body.get("jsonData") or {}}


def be_default(sources: dict[int, Datasource], source: Datasource) -> None:
    """Let a datasource that is to be the default be the only one."""
    if source.fields["isDefault"]:
        for each in sources.values():
            each.fields["isDefault"] = each is source
