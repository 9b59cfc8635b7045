"""What SQL datasources share: a query in plain SQL, the values of a variable, the connection.

Source: https://grafana.com/docs/grafana/latest/datasources/postgres/
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import OPTIONS, ROOT, UNWRITTEN, Json, JsonObject, Parts, at, field, frozen, unwritten
from grafmint.model.context import Context
from grafmint.model.datasource import Datasource, json_data
from grafmint.model.query import Query
from grafmint.model.secret import Secret

#: The first Grafana that reads the database from `jsonData`; older ones read it beside `user`.
#: Source: https://github.com/grafana/grafana/pull/58649
_IN_JSON_DATA = (9, 4)


@frozen(kw_only=True)
class SqlQuery(Query):
    """The base of every SQL query.

    `format="time_series"` wants a column named `time`; macros such as `$__timeFilter(column)` stand for the time range.
    """

    raw_sql: str
    format: Literal["time_series", "table"] = field(default="table", always=True)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {**parts[ROOT], "editorMode": "code", "rawQuery": True}


@frozen(kw_only=True)
class SqlVariableQuery(Query):
    """The base of every SQL query for a variable: the first column, or those named `__text` and `__value`.

    Grafana keeps it as its text, not as an object.
    """

    for_variables: ClassVar[bool] = True

    raw_sql: str = attrs.field(metadata=UNWRITTEN)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return self.raw_sql


@frozen(kw_only=True)
class SqlDatasource(Datasource):
    """The base of every SQL datasource; `url` is host:port, or the path of a socket.

    `conn_max_lifetime` is in seconds, `time_interval` (the least step) a duration; 0 open connections is no limit.
    Certificates and keys are PEM texts and therefore Secrets.
    """

    database: str = attrs.field(metadata=at(OPTIONS))
    user: str
    password: Secret | Unset = unwritten()
    max_open_conns: int | Unset = json_data(low=0)
    max_idle_conns: int | Unset = json_data(low=0)
    conn_max_lifetime: int | Unset = json_data(low=0)
    time_interval: str | Unset = json_data()
    tls_ca_cert: Secret | Unset = unwritten()
    tls_client_cert: Secret | Unset = unwritten()
    tls_client_key: Secret | Unset = unwritten()

    def _validate(self) -> None:
        Datasource._validate(self)
        kind = f"{type(self).__name__} {self.name!r}"
        if "://" in str(self.url):
            raise ModelError(
                f"{kind}: url {self.url!r} is no host:port", hint='write url="db.example:5432", without a scheme'
            )
        if not isinstance(self.auth, Unset):
            raise ModelError(f"{kind}: SQL has no basic auth", hint="write user=… and password=Secret(name=…)")
        if isinstance(self.tls_client_cert, Unset) != isinstance(self.tls_client_key, Unset):
            raise ModelError(
                f"{kind}: a client certificate needs its key", hint="write tls_client_cert and tls_client_key"
            )

    @property
    def secrets(self) -> Mapping[str, Secret]:
        """The secrets by Grafana's key in `secureJsonData`."""
        own = {
            "password": self.password,
            "tlsCACert": self.tls_ca_cert,
            "tlsClientCert": self.tls_client_cert,
            "tlsClientKey": self.tls_client_key,
        }
        return {**super().secrets, **{key: secret for key, secret in own.items() if not isinstance(secret, Unset)}}

    def _assemble(self, parts: Parts, context: Context) -> Json:
        document: JsonObject = Datasource._assemble(self, parts, context)
        return document if context.grafana >= _IN_JSON_DATA else document | {"database": self.database}
