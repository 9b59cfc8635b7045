import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grafmint.config import Config
from grafmint.environment import Alertmanager, Env
from grafmint.origin import Place

WHOLE = """\
[project]
name = "shop"
modules = ["dashboards", "datasources"]
sources = ["json/*.json"]
values = "dashboards.settings:Values"
[datasources]
metrics = "prometheus"
[env.local]
directory = ".grafmint/local"
[env.prod]
url = "https://grafana.example"
modules = ["systems"]
sources = []
protected = true
locked = true
grafana = "11.6"
alerting = "prometheus"
prometheus = "2.42"
alertmanager = "0.25"
retention = "15d"
owns_policies = true
ignore = ["dashboard.time"]
datasources = { metrics = "prom", traces = "tempo" }
values = { ratio = 0.5, limits = { cpu = 1 } }
[env.prod.secrets]
db = { env = "DB" }
"""


def test_an_environment_is_read_whole(config: Callable[[str], Config], tmp_path: Path) -> None:
    """Every key of an environment arrives, one that names a datasource of the Python code too."""
    prod = config(WHOLE).environments["prod"]
    assert (prod.name, prod.project, prod.root) == ("prod", "shop", tmp_path)
    assert (prod.modules, prod.sources, prod.values_class) == (("systems",), (), "dashboards.settings:Values")
    assert (prod.protected, prod.locked, prod.grafana, prod.ignore) == (True, True, (11, 6), ("dashboard.time",))
    assert (prod.alerting, prod.prometheus, prod.alertmanager) == ("prometheus", (2, 42), Alertmanager(version=(0, 25)))
    assert (prod.retention, prod.owns_policies, prod.records) == ("15d", True, True)
    assert prod.datasource_types == {"metrics": "prometheus"}
    assert prod.datasources == {"metrics": "prom", "traces": "tempo"}
    assert prod.values == {"ratio": 0.5, "limits": {"cpu": 1}}
    assert list(prod.secrets) == ["db"]


def test_what_an_environment_leaves_out_is_the_projects(config: Callable[[str], Config]) -> None:
    """Modules and sources come from the project, everything else has its default."""
    local = config(WHOLE).environments["local"]
    assert (local.modules, local.sources) == (("dashboards", "datasources"), ("json/*.json",))
    assert (local.protected, local.locked, local.grafana, local.ignore) == (False, False, (9, 0), ())
    assert (local.alerting, local.prometheus, local.alertmanager) == ("grafana", None, None)
    assert (local.retention, local.owns_policies, local.records) == (None, False, False)
    assert (local.values, local.datasources, local.secrets) == ({}, {}, {})


@pytest.mark.parametrize(
    ("key", "line", "column"),
    [
        ("", 10, 6),
        ("url", 11, 1),
        ("ignore.0", 22, 11),
        ("datasources.traces", 23, 35),
        ("values", 24, 1),
        ("values.limits.cpu", 24, 36),
        ("secrets.db", 26, 1),
        ("project.name", 2, 1),
        ("project.modules", 3, 1),
        ("project.datasources.metrics", 7, 1),
    ],
)
def test_an_environment_knows_the_place_of_its_keys(
    config: Callable[[str], Config], tmp_path: Path, key: str, line: int, column: int
) -> None:
    """`places` has each key of the environment and of the project that it shares, none of another environment."""
    prod = config(WHOLE).environments["prod"]
    assert prod.places[key] == Place(str(tmp_path / "grafmint.toml"), line, column)
    assert "directory" not in prod.places


def test_the_place_of_what_is_not_written_is_the_nearest_around_it(config: Callable[[str], Config]) -> None:
    """`place` falls back to the table around a key, and to the section."""
    prod = config(WHOLE).environments["prod"]
    assert prod.place("values", "ratio") == prod.places["values.ratio"]
    assert prod.place("values", "limits", "memory", 0) == prod.places["values.limits"]
    assert prod.place("org") == prod.places[""]


@pytest.mark.parametrize(
    ("version", "right"),
    [("9.4", "9.4"), ("10.0", "10.0"), ("11", "11.0"), ("'9.4.7'", "9.4"), ("'v10.2.1'", "10.2"), ("true", "9.3")],
)
def test_a_version_is_told_as_it_is_written(
    faults: Callable[[str], list[str]], sound: Callable[[str], Config], version: str, right: str
) -> None:
    """A number, and a version with more parts than two, get the text that stands for them."""
    (fault,) = faults(f"grafana = {version}")
    assert fault.endswith(f'(write grafana = "{right}")')
    sound(f'grafana = "{right}"')


@pytest.mark.parametrize("version", ["9", "9.x", "9.3.1", "v9.3", "9.3 "])
def test_a_version_is_major_and_minor(faults: Callable[[str], list[str]], version: str) -> None:
    """Any other form of a version is refused at its key."""
    assert faults(f"grafana = '{version}'") == [
        f"6:1 bad-version: env.prod.grafana is '{version}', not a version MAJOR.MINOR (write grafana = \"9.3\")"
    ]


def test_a_version_before_nine_is_refused(faults: Callable[[str], list[str]]) -> None:
    """9.0 is the oldest version that can be built for."""
    assert faults("grafana = '8.5'") == [
        "6:1 bad-version: env.prod.grafana is '8.5', older than 9.0 (9.0 is the oldest that grafmint writes for)"
    ]
    assert faults("grafana = '9.0'\nlocked = 1")[0].startswith("7:1 wrong-type")


def test_the_name_of_an_environment_is_plain(faults: Callable[[str], list[str]]) -> None:
    """An environment's name becomes the name of a folder, so it cannot lead elsewhere."""
    assert faults("[env.'../x']\ndirectory = 'x'") == [
        "6:6 bad-name: env.../x cannot be the name of an environment (use letters, digits, _ and - only)"
    ]


def test_the_public_env_is_cheap() -> None:
    """`Env` needs nothing of grafmint but the places of values."""
    code = (
        "import sys, grafmint.environment; print(*sorted(name for name in sys.modules if name.startswith('grafmint.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["grafmint.environment", "grafmint.origin"]


def test_env_carries_a_name_and_typed_values() -> None:
    """What a `@resources` function takes can be made by hand in a test, and cannot be changed."""
    env = Env(name="test", values={"ratio": 0.5})
    assert (env.name, env.values["ratio"]) == ("test", 0.5)
    with pytest.raises(AttributeError):
        env.name = "other"  # type: ignore[misc]  # refused, which is what this is about
