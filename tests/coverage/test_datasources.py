"""Datasources: their addresses, and the samples that rates over their metrics see."""

from typing import Any

import pytest

from .build import Output
from .judge import judge
from .shop import CLOUD, ERRORS, LATENCY, PROMETHEUS, SHOP, board, changed, output, row, shop

HTTP = "http://prometheus:9090"
CLOUD_ROW = row("datasource", name="Cloud", ds_type="cloudwatch")
SCHEME = row("datasource_url_overridable")


def test_a_datasource_is_at_its_address_in_one_environment() -> None:
    """Other environments may have it elsewhere, but each must have it."""
    asked = row("datasource", name="Prometheus", ds_type="prometheus", url=HTTP)
    elsewhere = output(source={**PROMETHEUS, "url": "http://other"})
    assert judge(asked, shop(local=elsewhere, prod=output())) == []
    assert judge(asked, shop(local=elsewhere)) == [f"no environment has it at {HTTP}, but at http://other"]
    assert judge(asked, shop(local=Output(output().documents[:1]), prod=output())) == [
        "local: there is no datasource 'Prometheus'"
    ]


def test_a_datasource_without_an_address_needs_settings_of_its_own() -> None:
    """A service without an address is reached by settings, and each environment says which."""
    assert judge(CLOUD_ROW, SHOP) == []
    bare, fixed = output(cloud={**CLOUD, "jsonData": {}}), SHOP.elsewhere["prod"]
    assert judge(CLOUD_ROW, shop(local=bare, prod=output())) == ["local: it has neither an address nor settings"]
    assert judge(CLOUD_ROW, shop(local=fixed, prod=output())) == [
        "local: its address and settings are the same whatever the values of its environment"
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"type": "loki"}, "prod: its type is 'loki', not 'cloudwatch'"),
        ({"secureJsonData": {"accessKey": "hunter2"}}, "prod: has a secret in plain text at secureJsonData/accessKey"),
    ],
)
def test_a_datasource_of_another_type_or_with_a_secret_fails(change: dict[str, Any], problem: str) -> None:
    """The type is the plugin's id, and no secret is written down."""
    assert judge(CLOUD_ROW, shop(prod=output(cloud={**CLOUD, **change}))) == [problem]


def test_the_scheme_of_an_address_is_a_value() -> None:
    """An address that does not follow the values of its environment is written down somewhere else."""
    assert judge(SCHEME, shop(prod=output(source={**PROMETHEUS, "url": "http://other"}))) == [
        "prod: datasource 'Prometheus' stays at https://prometheus:9090 where its values say https://other"
    ]
    assert judge(SCHEME, shop(prod=Output(output().documents[:1]))) == ["prod: no datasource has an address"]


def test_a_target_must_be_shown() -> None:
    """A target is shown by one of its metrics, or by whether its own job is up."""
    asked = row("scrape_target_used", job="web", any_of_metrics=["web_requests_total"])

    def shown(expr: str) -> list[str]:
        return judge(asked, shop(prod=board({**LATENCY, "targets": [{"expr": expr}]})))

    assert shown("sum(web_requests_total)") == []
    assert shown('up{job="web"}') == []
    assert shown('up{job="node"}') == ["prod: no panel uses any of web_requests_total, or up of job 'web'"]


@pytest.mark.parametrize(
    ("window", "problems"),
    [
        ("2m", []),
        ("1m", ["x[60s] may be 60s, 4 times 30s is 120s"]),
        ("$__rate_interval", []),
        ("$__range", []),
        ("$__interval", ["x[$__interval] may be 0s, 4 times 30s is 120s"]),
        ("$window", ["x[$window] may be 0s, 4 times 30s is 120s"]),
    ],
)
def test_a_rate_needs_samples(window: str, problems: list[str]) -> None:
    """A window holds four scrapes however far the reader zooms in; what nobody can tell is too short."""
    asked = row("scrape_target_used", job="web", interval="30s", any_of_metrics=["x"])
    build = shop(prod=board({**LATENCY, "targets": [{"expr": f"rate(x[{window}])"}]}))
    assert judge(asked, build) == [f"prod: 'Overview', panel 'Latency': {one}" for one in problems]


@pytest.mark.parametrize(
    ("source", "target", "step", "least"),
    [
        ("30s", None, None, 120),
        (None, None, None, 60),
        (None, "30s", None, 60),
        (None, None, "30s", 60),
        (None, None, "2m", 135),
        ("30s", "15s", None, 60),
        ("30s", "1m", None, 120),
    ],
)
@pytest.mark.parametrize("uid", ["Prometheus", "$datasource"])
def test_a_rate_interval_is_as_long_as_grafana_makes_it(
    source: str | None, target: str | None, step: str | None, least: int, uid: str
) -> None:
    """The datasource's interval counts four times in every version, a least step of query or panel only in some."""
    asked = row("scrape_target_used", job="web", interval="1h", any_of_metrics=["http_requests_total"])
    errors = changed(
        ERRORS, lambda one: one["targets"][0].update(interval=target, datasource={"type": "prometheus", "uid": uid})
    )
    one = Output(
        (
            *output(source={**PROMETHEUS, "jsonData": {"timeInterval": source} if source else {}}).documents[:3],
            *board({**errors, "interval": step}).of("dashboard"),
        )
    )
    window = "http_requests_total[$__rate_interval]"
    assert judge(asked, shop(prod=one)) == [
        f"prod: 'Overview', panel 'Errors': {window} may be {least}s, 4 times 1h is 14400s"
    ]
