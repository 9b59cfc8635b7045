"""PostgreSQL: queries and the datasource."""

from typing import Any

import pytest

from grafmint import postgres
from grafmint.errors import ModelError
from grafmint.model.datasource import BasicAuth
from grafmint.model.secret import Secret
from grafmint.model.variable.query import QueryVariable
from tests.fake_context import written


def source(**options: Any) -> postgres.Datasource:
    """A datasource with these options."""
    return postgres.Datasource(**({"name": "db", "url": "db:5432", "database": "shop", "user": "grafana"} | options))


class TestQuery:
    """SQL in a panel and in a variable."""

    def test_table(self) -> None:
        """SQL is a table in the code editor unless it says otherwise."""
        assert written(postgres.Query(raw_sql="SELECT 1")) == {
            "rawSql": "SELECT 1",
            "format": "table",
            "editorMode": "code",
            "rawQuery": True,
        }

    def test_time_series(self) -> None:
        """Series have Grafana's word for it."""
        query = postgres.Query(raw_sql="SELECT now() AS time, 1 AS value", format="time_series", ref_id="X")
        assert written(query)["format"] == "time_series"
        assert written(query)["refId"] == "X"

    def test_variable_query_is_its_text(self) -> None:
        """Grafana's SQL datasources take the query of a variable as a text only."""
        query = postgres.VariableQuery(raw_sql="SELECT name FROM shops")
        assert written(query) == "SELECT name FROM shops"
        variable = written(QueryVariable(name="shop", query=query))
        assert variable["query"] == variable["definition"] == "SELECT name FROM shops"

    def test_wrong_format_is_refused(self) -> None:
        """A misspelt format is answered with the one that was meant."""
        with pytest.raises(ModelError, match="did you mean 'time_series'"):
            postgres.Query(raw_sql="SELECT 1", format="timeseries")  # type: ignore[arg-type]  # the mistake that is tested


class TestDatasource:
    """The connection, its certificates and the plugin's two names."""

    def test_small_datasource(self) -> None:
        """Certificates are checked unless the project says otherwise."""
        assert written(source(password=Secret(name="db_password"))) == {
            "name": "db",
            "type": "postgres",
            "url": "db:5432",
            "user": "grafana",
            "access": "proxy",
            "isDefault": False,
            "jsonData": {"database": "shop", "sslmode": "verify-full"},
            "secureJsonData": {"password": "$DB_PASSWORD"},
        }

    def test_every_argument_has_grafanas_key(self) -> None:
        """Pool, version and certificates are written by the names that Grafana reads."""
        document = written(
            source(
                sslmode="verify-ca",
                ssl_root_cert_file="/ca.pem",
                ssl_cert_file="/c.pem",
                ssl_key_file="/k.pem",
                postgres_version=1500,
                timescaledb=True,
                max_open_conns=10,
                max_idle_conns=0,
                conn_max_lifetime=14400,
                time_interval="1m",
            )
        )
        assert document["jsonData"] == {
            "database": "shop",
            "sslmode": "verify-ca",
            "sslRootCertFile": "/ca.pem",
            "sslCertFile": "/c.pem",
            "sslKeyFile": "/k.pem",
            "postgresVersion": 1500,
            "timescaledb": True,
            "maxOpenConns": 10,
            "maxIdleConns": 0,
            "connMaxLifetime": 14400,
            "timeInterval": "1m",
        }

    def test_certificates_as_secrets(self) -> None:
        """PEM texts are secrets, and Grafana is told that they are no files."""
        document = written(
            source(
                tls_ca_cert=Secret(name="ca"),
                tls_client_cert=Secret(name="cert"),
                tls_client_key=Secret(name="private_key"),
            )
        )
        assert document["jsonData"]["tlsConfigurationMethod"] == "file-content"
        assert document["secureJsonData"] == {
            "tlsCACert": "$CA",
            "tlsClientCert": "$CERT",
            "tlsClientKey": "$PRIVATE_KEY",
        }

    @pytest.mark.parametrize(("grafana", "plugin"), [((10, 2), "postgres"), ((10, 3), "grafana-postgresql-datasource")])
    def test_plugin_has_the_name_its_grafana_knows(self, grafana: tuple[int, int], plugin: str) -> None:
        """The plugin was renamed; in the project it stays postgres."""
        assert written(source(), grafana=grafana)["type"] == plugin
        assert source().plugin == postgres.Query.datasource_type == "postgres"

    def test_database_stands_where_old_versions_read_it(self) -> None:
        """Before 9.4 the database is read beside the user."""
        assert written(source(), grafana=(9, 3))["database"] == "shop"
        assert "database" not in written(source(), grafana=(9, 4))

    @pytest.mark.parametrize(
        ("options", "problem"),
        [
            ({"url": "postgres://db:5432/shop"}, "is no host:port"),
            ({"auth": BasicAuth(user="a", password=Secret(name="b"))}, "has no basic auth"),
            ({"tls_client_cert": Secret(name="cert")}, "needs its key"),
            ({"ssl_cert_file": "/c.pem"}, "needs its key"),
            ({"ssl_root_cert_file": "/ca.pem", "tls_ca_cert": Secret(name="ca")}, "files or Secrets, not both"),
            ({"sslmode": "prefer"}, "is not 'disable' or 'require'"),
        ],
    )
    def test_connection_that_cannot_work_is_refused(self, options: dict[str, Any], problem: str) -> None:
        """What Grafana or PostgreSQL would refuse is refused where it is written, with a way out."""
        with pytest.raises(ModelError, match=problem) as caught:
            source(**options)
        assert caught.value.hint

    def test_password_as_a_text_is_refused(self) -> None:
        """A password cannot stand in the code."""
        with pytest.raises(ModelError, match="is not Secret"):
            source(password="hunter2")  # noqa: S106  # the mistake that is tested

    def test_password_has_no_value_in_the_text_of_the_datasource(self) -> None:
        """What is printed has the secret's name."""
        assert "password=Secret('db_password')" in repr(source(password=Secret(name="db_password")))
