"""A Secret names what is needed and never carries it anywhere."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import BasicAuth, RawDatasource, Secret, prometheus
from grafmint.errors import ModelError
from grafmint.project import Resource

SECRET = Secret(name="metrics_password")


def test_the_name_is_shown() -> None:
    """`repr` shows the logical name, also inside other values."""
    assert repr(SECRET) == "Secret('metrics_password')"
    assert repr(BasicAuth(user="grafana", password=SECRET)) == (
        "BasicAuth(user='grafana', password=Secret('metrics_password'))"
    )


@pytest.mark.parametrize("name", ["", "my-pass word", "1st", "a.b"])
def test_a_name_is_one_of_a_variable(refuse: Callable[..., ModelError], name: str) -> None:
    """Files hold it as a variable of the server's environment, so it must be able to be one."""
    assert "cannot be a variable" in refuse(Secret, name=name).message


@pytest.mark.parametrize(
    "write",
    [
        lambda: f"https://user:{SECRET}@host",
        lambda: str(SECRET),
        lambda: "{}".format(SECRET),  # noqa: UP032  # one of the ways
        lambda: "%s" % SECRET,  # noqa: UP031
        lambda: f"{SECRET:>20}",
    ],
)
def test_no_text_can_be_made_of_it(write: Callable[[], str]) -> None:
    """Every way to put it into a text raises, naming it and the way out."""
    with pytest.raises(ModelError, match="Secret 'metrics_password' cannot be written into a text; pass the Secret"):
        write()


def test_a_document_has_a_placeholder_only(write: Callable[[Resource], Any]) -> None:
    """What stands in the files is the name of a variable, in `secureJsonData` and nowhere else."""
    document = write(
        prometheus.Datasource(
            name="metrics",
            url="http://metrics",
            auth=BasicAuth(user="grafana", password=SECRET),
            headers={"X-Scope": Secret(name="scope"), "X-Other": Secret(name="other")},
        )
    )
    assert document["secureJsonData"] == {
        "basicAuthPassword": "$METRICS_PASSWORD",
        "httpHeaderValue1": "$SCOPE",
        "httpHeaderValue2": "$OTHER",
    }
    assert document["basicAuthUser"] == "grafana"
    assert document["jsonData"]["httpHeaderName1"] == "X-Scope"
    assert document["jsonData"]["httpHeaderName2"] == "X-Other"


def test_a_raw_datasource_takes_secrets_by_their_key(write: Callable[[Resource], Any]) -> None:
    """`secure_json_data` joins what the common options bring."""
    document = write(
        RawDatasource(
            name="other",
            plugin_id="acme-datasource",
            auth=BasicAuth(user="grafana", password=SECRET),
            secure_json_data={"apiKey": Secret(name="acme_key")},
        )
    )
    assert document["secureJsonData"] == {"basicAuthPassword": "$METRICS_PASSWORD", "apiKey": "$ACME_KEY"}


def test_a_secret_in_raw_json_is_refused(write: Callable[[Resource], Any]) -> None:
    """Raw JSON is written as it stands, so a Secret in it becomes a finding, not a text."""
    datasource = RawDatasource(name="other", plugin_id="acme-datasource", json_data={"apiKey": SECRET})
    with pytest.raises(AssertionError, match="is no JSON"):
        write(datasource)
