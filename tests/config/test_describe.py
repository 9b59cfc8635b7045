from collections.abc import Callable
from pathlib import Path

import pytest

from grafmint.config import Config
from grafmint.config.describe import describe
from grafmint.environment import Directory, Environment

WHOLE = """\
[project]
name = "shop"
modules = ["dashboards"]
values = "dashboards.settings:Values"
[datasources]
metrics = "prometheus"
logs = "loki"
[env.local]
directory = ".grafmint/local"
modules = ["é"]
[env.prod]
url = "https://grafana.example"
token = { env = "PROD_TOKEN" }
tls = { ca = "/ca.pem" }
datasources = { metrics = "prom", traces = "tempo" }
secrets = { db = { command = ["vault", "get"] } }
values = { ratio = 0.5, limits = { cpu = 1 }, title = "a\\tb" }
"""


def settings(config: Config, name: str) -> list[str]:
    found = describe(config.environments[name])
    return [f"{one.key} = {one.value} @ {one.place.line if one.place else 'default'}" for one in found]


def test_a_server_is_described_setting_by_setting(
    config: Callable[[str], Config], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each setting has its text and its line, or is a default; a secret is shown as its source and not looked up."""
    monkeypatch.setenv("PROD_TOKEN", "s3cret")
    assert settings(config(WHOLE), "prod") == [
        "url = https://grafana.example @ 12",
        "org = 1 @ default",
        "token = env PROD_TOKEN @ 13",
        "tls.ca = /ca.pem @ 14",
        "tls.verify = true @ default",
        "timeout = 30.0 @ default",
        "project.name = shop @ 2",
        "grafana = 9.0 @ default",
        "alerting = grafana @ default",
        "owns_policies = false @ default",
        "protected = false @ default",
        "locked = false @ default",
        'project.modules = ["dashboards"] @ 3',
        "project.sources = [] @ default",
        "ignore = [] @ default",
        "project.datasources.metrics = prometheus @ 6",
        "project.datasources.logs = loki @ 7",
        "datasources.metrics = prom @ 15",
        "datasources.logs = logs @ default",
        "datasources.traces = tempo @ 15",
        "secrets.db = command vault get @ 16",
        "project.values = dashboards.settings:Values @ 4",
        "values.ratio = 0.5 @ 17",
        "values.limits.cpu = 1 @ 17",
        "values.title = a\\tb @ 17",
    ]


def test_a_directory_is_described_without_a_server(config: Callable[[str], Config]) -> None:
    """A directory is named from the project, and what an environment has of its own is shown as its own."""
    found = settings(config(WHOLE), "local")
    assert found[:2] == ["directory = .grafmint/local @ 9", "project.name = shop @ 2"]
    assert 'modules = ["é"] @ 10' in found
    assert not [one for one in found if one.startswith(("url", "org", "tls", "timeout", "project.modules"))]


def test_a_directory_elsewhere_is_named_whole() -> None:
    """A directory outside of the project is shown from the root of the machine."""
    environment = Environment(name="x", project="shop", root=Path("/shop"), target=Directory(Path("/srv/out")))
    assert describe(environment)[0].value == "/srv/out"
