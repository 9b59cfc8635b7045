"""Everything typed by PostgreSQL: its query, its variable query, its datasource.

Grafana renamed the plugin to `grafana-postgresql-datasource` and kept `postgres` as an alias. Here, in grafmint.toml
and in dashboards it is `postgres`; only the datasource itself is written by the name that its Grafana knows.
Source: https://grafana.com/docs/grafana/latest/datasources/postgres/
"""

from typing import ClassVar, Literal

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import Json, JsonObject, Parts, frozen
from grafmint.model.context import Context
from grafmint.model.datasource import json_data
from grafmint.model.sql import SqlDatasource, SqlQuery, SqlVariableQuery

TYPE = "postgres"

#: Renamed in 10.2.3, of which a version of two numbers cannot tell: 10.2 is written the alias.
#: Source: https://github.com/grafana/grafana/pull/77444
_RENAMED = ((10, 3), "grafana-postgresql-datasource")


@frozen(kw_only=True)
class Query(SqlQuery):
    """SQL as a table, or (`format="time_series"`) as series over the column `time`."""

    datasource_type: ClassVar[str | None] = TYPE


@frozen(kw_only=True)
class VariableQuery(SqlVariableQuery):
    """The values that a query returns, for a variable."""

    datasource_type: ClassVar[str | None] = TYPE


@frozen(kw_only=True)
class Datasource(SqlDatasource):
    """A PostgreSQL; certificates are files on Grafana's host (`ssl_…_file`), or Secrets (`tls_…`).

    `postgres_version` is 903 for 9.3, 1000 for 10, 1500 for 15; `timescaledb=True` lets `$__timeGroup` use its buckets.
    """

    type: ClassVar[str] = TYPE

    sslmode: Literal["disable", "require", "verify-ca", "verify-full"] = json_data(default="verify-full", always=True)
    ssl_root_cert_file: str | Unset = json_data()
    ssl_cert_file: str | Unset = json_data()
    ssl_key_file: str | Unset = json_data()
    postgres_version: int | Unset = json_data(low=900)
    timescaledb: bool | Unset = json_data()

    def _validate(self) -> None:
        SqlDatasource._validate(self)
        if isinstance(self.ssl_cert_file, Unset) != isinstance(self.ssl_key_file, Unset):
            raise ModelError(
                f"Datasource {self.name!r}: a client certificate needs its key",
                hint="write ssl_cert_file and ssl_key_file",
            )
        if self._has_pem and (self.ssl_root_cert_file or self.ssl_cert_file):
            raise ModelError(
                f"Datasource {self.name!r}: certificates are files or Secrets, not both",
                hint="write ssl_…_file=… only, or tls_…=Secret(name=…) only",
            )

    @property
    def _has_pem(self) -> bool:
        return bool(self.tls_ca_cert or self.tls_client_cert)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        document: JsonObject = SqlDatasource._assemble(self, parts, context)
        if self._has_pem:
            document["jsonData"]["tlsConfigurationMethod"] = "file-content"
        since, name = _RENAMED
        return document | ({"type": name} if context.grafana >= since else {})
