"""MySQL: queries and the datasource."""

from typing import Any

from grafmint import mysql
from grafmint.model.secret import Secret
from tests.fake_context import written


def source(**options: Any) -> mysql.Datasource:
    """A datasource with these options."""
    return mysql.Datasource(name="db", url="db:3306", database="shop", user="grafana", **options)


def test_query_is_that_of_every_sql_datasource() -> None:
    """SQL is a table in the code editor unless it says otherwise."""
    query = mysql.Query(raw_sql="SELECT 1")
    assert written(query) == {"rawSql": "SELECT 1", "format": "table", "editorMode": "code", "rawQuery": True}
    assert mysql.Query.datasource_type == "mysql"


def test_variable_query_is_its_text() -> None:
    """Grafana's SQL datasources take the query of a variable as a text only."""
    assert written(mysql.VariableQuery(raw_sql="SHOW TABLES")) == "SHOW TABLES"


def test_small_datasource() -> None:
    """The password is a secret by name."""
    assert written(source(password=Secret(name="db_password"))) == {
        "name": "db",
        "type": "mysql",
        "url": "db:3306",
        "user": "grafana",
        "access": "proxy",
        "isDefault": False,
        "jsonData": {"database": "shop"},
        "secureJsonData": {"password": "$DB_PASSWORD"},
    }


def test_certificates_switch_tls_on() -> None:
    """Grafana wants a switch beside each certificate."""
    document = written(
        source(
            timezone="+02:00",
            max_open_conns=5,
            tls_ca_cert=Secret(name="ca"),
            tls_client_cert=Secret(name="cert"),
            tls_client_key=Secret(name="private_key"),
        )
    )
    assert document["jsonData"] == {
        "database": "shop",
        "timezone": "+02:00",
        "maxOpenConns": 5,
        "tlsAuth": True,
        "tlsAuthWithCACert": True,
    }
    assert document["secureJsonData"] == {"tlsCACert": "$CA", "tlsClientCert": "$CERT", "tlsClientKey": "$PRIVATE_KEY"}
