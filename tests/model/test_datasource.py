"""Datasources: what all types share, and the one of any plugin."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import RawDatasource, prometheus
from grafmint.errors import ModelError
from grafmint.project import Resource


def test_what_every_datasource_writes(write: Callable[[Resource], Any]) -> None:
    """Name, uid, type, access and the options of its type."""
    document = write(
        prometheus.Datasource(
            name="metrics",
            url="http://metrics",
            is_default=True,
            with_credentials=True,
            timeout=30,
            tls_skip_verify=True,
        )
    )
    assert document == {
        "name": "metrics",
        "uid": "metrics-uid",
        "type": "prometheus",
        "url": "http://metrics",
        "access": "proxy",
        "isDefault": True,
        "withCredentials": True,
        "jsonData": {"timeout": 30, "tlsSkipVerify": True, "httpMethod": "POST"},
    }


def test_a_url_is_needed_where_the_type_needs_one(refuse: Callable[..., ModelError]) -> None:
    """The message names the datasource."""
    assert refuse(prometheus.Datasource, name="metrics").message == "Datasource datasource 'metrics' needs a url"
    assert refuse(prometheus.Datasource, name="metrics", url="").message.endswith("'metrics' needs a url")


def test_a_raw_datasource_is_of_any_plugin(write: Callable[[Resource], Any]) -> None:
    """Its own JSON joins what the common options write; no url is asked for; the name is the uid."""
    document = write(
        RawDatasource(name="acme", plugin_id="acme-datasource", timeout=5, json_data={"port": 80.0, "tags": ["a"]})
    )
    assert document == {
        "name": "acme",
        "uid": "acme",
        "type": "acme-datasource",
        "access": "proxy",
        "isDefault": False,
        "jsonData": {"timeout": 5, "port": 80, "tags": ["a"]},
    }


def test_a_scrape_interval_is_a_duration() -> None:
    """Grafana would take any text, and its `$__rate_interval` would be that of 15 s."""
    with pytest.raises(ModelError, match="time_interval='often' is no duration"):
        prometheus.Datasource(name="Metrics", url="http://127.0.0.1:9090", time_interval="often")
    assert prometheus.Datasource(name="Metrics", url="http://127.0.0.1:9090", time_interval="1m").time_interval == "1m"
