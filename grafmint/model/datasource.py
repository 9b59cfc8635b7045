"""Datasource: where Grafana reads from; each type's module has its own class.

Source: https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import OPTIONS, ROOT, UNWRITTEN, Json, Model, Parts, Traced, field, frozen, option, unwritten
from grafmint.model.context import Context
from grafmint.model.secret import Secret

_PASSWORD_IN_URL = re.compile(r"[a-z][a-z0-9+.-]*://[^/@]*:[^/@]+@", re.IGNORECASE)
#: A field of `jsonData`, which has the place in a datasource that options have in a panel.
json_data = option


@frozen(kw_only=True)
class BasicAuth(Model):
    """User and password that Grafana sends to the datasource."""

    user: str
    password: Secret


@frozen(kw_only=True)
class Datasource(Traced):
    """The base of every datasource.

    `name` is its logical name and its title; the uid is the name unless the environment maps it to another one.
    `renamed_from` is the logical name it had before; its uid follows in the same way.
    """

    type: ClassVar[str]
    is_resource: ClassVar[bool] = True
    needs_url: ClassVar[bool] = True

    name: str
    url: str | Unset = field()
    access: Literal["proxy", "direct"] = field(default="proxy", always=True)
    is_default: bool = field(default=False, always=True)
    auth: BasicAuth | Unset = unwritten()
    headers: Mapping[str, Secret] = unwritten(default=attrs.Factory(dict))
    with_credentials: bool | Unset = field()
    timeout: int | Unset = json_data(low=1)
    tls_skip_verify: bool | Unset = json_data()
    renamed_from: str | Unset = unwritten()

    def _validate(self) -> None:
        if self.renamed_from == self.name:
            message = f"datasource {self.name!r}: renamed_from is the name that it has"
            raise ModelError(message, hint="write the logical name that it had before")
        if self.needs_url and not self.url:
            raise ModelError(f"{type(self).__name__} datasource {self.name!r} needs a url")
        if not isinstance(self.url, Unset) and _PASSWORD_IN_URL.match(self.url):
            raise ModelError(
                f"datasource {self.name!r}: its url holds a password, which would stand in files and on the page",
                hint="write auth=BasicAuth(user=…, password=Secret(name=…))",
            )

    @property
    def plugin(self) -> str:
        """Grafana's id of the datasource plugin."""
        return self.type

    @property
    def secrets(self) -> Mapping[str, Secret]:
        """The secrets by Grafana's key in `secureJsonData`."""
        found = {} if isinstance(self.auth, Unset) else {"basicAuthPassword": self.auth.password}
        return found | {f"httpHeaderValue{n}": secret for n, secret in enumerate(self.headers.values(), 1)}

    def _assemble(self, parts: Parts, context: Context) -> Json:
        json = parts[OPTIONS] | {f"httpHeaderName{n}": name for n, name in enumerate(self.headers, 1)}
        document = {**parts[ROOT], "type": self.plugin, "jsonData": json}
        if not isinstance(self.auth, Unset):
            document |= {"basicAuth": True, "basicAuthUser": self.auth.user}
        secrets = {key: context.secret(secret.name, self) for key, secret in self.secrets.items()}
        return document | ({"secureJsonData": secrets} if secrets else {})


@frozen(kw_only=True)
class RawDatasource(Datasource):
    """A datasource of any plugin: `plugin_id` says which, `json_data` is written as it stands."""

    needs_url: ClassVar[bool] = False

    plugin_id: str = attrs.field(metadata=UNWRITTEN)
    json_data: Mapping[str, Any] = unwritten(default=attrs.Factory(dict))
    secure_json_data: Mapping[str, Secret] = unwritten(default=attrs.Factory(dict))

    @property
    def plugin(self) -> str:
        return self.plugin_id

    @property
    def secrets(self) -> Mapping[str, Secret]:
        return {**Datasource.secrets.fget(self), **self.secure_json_data}  # type: ignore[attr-defined]

    def _assemble(self, parts: Parts, context: Context) -> Json:
        document = Datasource._assemble(self, parts, context)
        document["jsonData"] |= context.plain(self.json_data)
        return document
