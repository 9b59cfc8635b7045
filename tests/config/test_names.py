from collections.abc import Callable

import pytest

from grafmint.config import Config

Problems = Callable[[str], list[str]]
TEXT = """\
[project]
name = "shop"
modules = ["dashboards.shop"]
[datasources]
prom = "{}"
[env.local]
directory = "x"
"""


@pytest.mark.parametrize(
    ("plugin", "meant"),
    [
        ("Prometheus", "prometheus"),
        ("promethus", "prometheus"),
        ("LOKI", "loki"),
        ("postgresql", "postgres"),
        ("Grafana-Azure-Monitor-Datasorce", "grafana-azure-monitor-datasource"),
    ],
)
def test_a_near_miss_of_a_plugin_is_told(problems: Problems, plugin: str, meant: str) -> None:
    """A plugin that is written in capitals or misspelt is a problem of its line."""
    message = f"5:1 bad-value: datasources.prom is {plugin!r}, which is no plugin of Grafana (did you mean {meant!r}?)"
    assert problems(TEXT.format(plugin)) == [message]


@pytest.mark.parametrize(
    "plugin",
    [
        "prometheus",
        "mssql",
        "vertica",
        "mongodb",
        "grafana-postgresql-datasource",
        "grafana-github-datasource",
        "grafana-azure-data-explorer-datasource",
        "yesoreyeram-infinity-datasource",
    ],
)
def test_other_plugins_are_let_be(config: Callable[[str], Config], plugin: str) -> None:
    """A plugin that is not near one of Grafana's own is taken as it is."""
    assert config(TEXT.format(plugin)).environments["local"].datasource_types == {"prom": plugin}


@pytest.mark.parametrize(
    "name", ["dashboards/shop.py", "./dashboards/shop.py", "dashboards/shop", "dashboards/shop/__init__.py"]
)
def test_a_module_is_no_file(problems: Problems, name: str) -> None:
    """A path is told as the module that it is, in the project and in an environment."""
    text = TEXT.format("loki")
    message = f'bad-value: {{}}.modules[0] is {name!r}, a file and not a module (write "dashboards.shop")'
    assert problems(text.replace("dashboards.shop", name)) == [f"3:12 {message.format('project')}"]
    assert problems(f'{text}modules = ["{name}"]') == [f"8:12 {message.format('env.local')}"]
