"""`[check]` and `retention` of grafmint.toml, from the file to the findings."""

from pathlib import Path

from grafmint.config import read
from grafmint.workflow import build
from tests.cli.runner import IMPORTS, TOML, Project

_CHECK = """\
[check]
max_panels = 1
require = ["description", "refresh"]
long_term = ["archive"]
"""
_BOARDS = """\
load = Dashboard(
    uid="load",
    title="Load",
    time_from="now-30d",
    panels=[
        TimeSeries(title="Near", description="N", time_from="1h", queries=Query(expr="up", datasource="metrics")),
        TimeSeries(title="Far", description="F", queries=Query(expr="up", datasource="archive")),
    ],
)
"""


def _rules(root: Path, toml: str, boards: str = _BOARDS) -> list[tuple[str, str]]:
    project = Project(root).write({"grafmint.toml": toml, "boards.py": f"{IMPORTS}{boards}"})
    (environment,) = read(project.root / "grafmint.toml").select(["local"])
    return sorted((found.severity, found.rule) for found in build(environment).findings)


def test_what_is_asked_comes_to_the_rules(tmp_path: Path) -> None:
    """A datasource of long-term storage is known by its uid in the environment."""
    declared = TOML.replace("[datasources]\n", '[datasources]\narchive = "prometheus"\n')
    mapped = declared.replace("datasources = {", 'retention = "15d"\ndatasources = { archive = "uid-of-archive",')
    warnings = [("warning", "description"), ("warning", "panel-count"), ("warning", "refresh")]
    assert _rules(tmp_path, mapped + _CHECK) == warnings
    assert _rules(tmp_path, mapped) == [("warning", "retention")]
    assert _rules(tmp_path, mapped.replace('retention = "15d"\n', "")) == []


def test_a_victoriametrics_is_known_by_its_uid(tmp_path: Path) -> None:
    """Its logical name is written, and queries have the uid."""
    boards = 'up = Dashboard(uid="u", title="U", panels=[Stat(title="S", queries=Query(expr="sum(up) default 0"))])\n'
    for listed, told in (("", ("error", "promql-syntax")), ('metricsql = ["metrics"]', ("info", "promql-unchecked"))):
        toml = f"{TOML}[check]\n{listed}\n"
        assert _rules(tmp_path, toml, boards) == [told]
