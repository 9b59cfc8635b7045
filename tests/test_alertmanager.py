"""Alertmanager: its datasource."""

import pytest

from grafmint import alertmanager
from grafmint.errors import ModelError
from tests.fake_context import written


def test_plain_alertmanager_says_so() -> None:
    """Grafana takes an Alertmanager for Mimir's unless it is told otherwise."""
    assert written(alertmanager.Datasource(name="am", url="http://am:9093")) == {
        "name": "am",
        "type": "alertmanager",
        "url": "http://am:9093",
        "access": "proxy",
        "isDefault": False,
        "jsonData": {"implementation": "prometheus"},
    }


def test_every_argument_has_grafanas_key() -> None:
    """Each argument is written by the name that Grafana reads."""
    source = alertmanager.Datasource(name="am", url="u", implementation="mimir", handle_grafana_managed_alerts=True)
    assert written(source)["jsonData"] == {"implementation": "mimir", "handleGrafanaManagedAlerts": True}


def test_wrong_implementation_is_refused() -> None:
    """There are three implementations."""
    with pytest.raises(ModelError, match="did you mean 'mimir'"):
        alertmanager.Datasource(name="am", url="u", implementation="mimr")  # type: ignore[arg-type]  # the mistake
