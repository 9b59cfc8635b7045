"""Everything typed by MySQL: its query, its variable query, its datasource.

Source: https://grafana.com/docs/grafana/latest/datasources/mysql/
"""

from typing import ClassVar

from grafmint._unset import Unset
from grafmint.model.base import Json, JsonObject, Parts, frozen
from grafmint.model.context import Context
from grafmint.model.datasource import json_data
from grafmint.model.sql import SqlDatasource, SqlQuery, SqlVariableQuery

TYPE = "mysql"


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
    """A MySQL or MariaDB.

    `timezone` ("Europe/Berlin", "+02:00") is that of the session, for a server that is not in UTC.
    """

    type: ClassVar[str] = TYPE

    timezone: str | Unset = json_data()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        document: JsonObject = SqlDatasource._assemble(self, parts, context)
        if self.tls_client_cert:
            document["jsonData"]["tlsAuth"] = True
        if self.tls_ca_cert:
            document["jsonData"]["tlsAuthWithCACert"] = True
        return document
