"""What a build warns of in alerting and goes on, for it fires and tells all the same."""

import pytest

from tests.cli.alert_cases import GRAFANA, PROMETHEUS, UNUSED, module
from tests.cli.runner import Project, compare, transcript

ENGINES = {"grafana": GRAFANA, "prometheus": PROMETHEUS}


@pytest.mark.parametrize("engine", ENGINES)
def test_what_nothing_leads_to_is_a_warning(project: Project, engine: str) -> None:
    """At the line that does nothing, whoever evaluates and routes."""
    ran = project.write(module(UNUSED, ENGINES[engine])).run("build")
    compare(f"warned-unused-for-{engine}", transcript(project.root, ("build",), ran))
    assert ran.code == 0
    assert ran.out.startswith("Built 0 dashboards")
    assert "(unused-timing)\n  --> boards.py:10" in ran.err
    assert "(unused-contact-point)\n  --> boards.py:11" in ran.err
