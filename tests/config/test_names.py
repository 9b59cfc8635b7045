from collections.abc import Callable

import pytest

from grafmint.config import Config
from grafmint.config.describe import describe

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


@pytest.mark.parametrize(
    ("project", "own", "prefix", "key"),
    [
        ("", "", None, None),
        ('uid_prefix = "plat-"', "", "plat-", "project.uid_prefix"),
        ("", 'uid_prefix = "eu-"', "eu-", "uid_prefix"),
        ('uid_prefix = "plat-"', 'uid_prefix = "eu-"', "eu-", "uid_prefix"),
    ],
)
def test_a_prefix_is_the_projects_or_the_environments_own(
    config: Callable[[str], Config], project: str, own: str, prefix: str | None, key: str | None
) -> None:
    """What an environment says of itself comes first; `envs` shows which it is."""
    text = f'[project]\nname = "shop"\nmodules = ["a"]\n{project}\n[env.prod]\ndirectory = "out"\n{own}\n'
    environment = config(text).environments["prod"]
    assert environment.uid_prefix == prefix
    shown = [(each.key, each.value) for each in describe(environment) if "prefix" in each.key]
    assert shown == ([] if key is None else [(key, prefix)])


@pytest.mark.parametrize("prefix", ["plat ", "plat/", "é"])
def test_a_prefix_that_no_uid_begins_with_is_told(faults: Callable[[str], list[str]], prefix: str) -> None:
    """It would declare nothing to be ours."""
    assert faults(f'uid_prefix = "{prefix}"') == [
        (
            f"6:1 bad-value: env.prod.uid_prefix is {prefix!r}, with which no uid begins "
            "(use letters, digits, _ and - only)"
        )
    ]
