"""Python's own errors about names of grafmint get the name that was meant."""

import pytest

from grafmint.loading import forget_project
from tests.cli.runner import Project

DEBUG = "run it again with --debug for the traceback"


def _hint(project: Project, text: str) -> str | None:
    from grafmint.config import read
    from grafmint.finding import Finding
    from grafmint.loading import load_project

    project.write({"boards.py": text})
    forget_project(project.root)
    (environment,) = read(project.root / "grafmint.toml").select(["local"])
    (finding,) = load_project(environment).resources()
    assert isinstance(finding, Finding)
    assert finding.rule == "module-error"
    return finding.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("from grafmint import above\nabove(warn=1)\n", "did you mean 'warning'?"),
        ("import grafmint\ngrafmint.above(critcal=1)\n", "did you mean 'critical'?"),
        ("from grafmint.kit import red\nred.errors(thresolds=1)\n", "did you mean 'thresholds'?"),
        ("from grafmint import above\ndef f():\n    above(zzz=1)\nf()\n", "allowed: critical, mode, warning"),
        ("from grafmint import Dashbord\n", "did you mean 'Dashboard'?"),
        ("from grafmint import NotificationTemplate\n", "it is in grafmint.alerting"),
        ("from grafmint import SLO\n", "it is in grafmint.slo"),
        ("from grafmint import promethus\n", "did you mean 'prometheus'?"),
        ("from grafmint.kit import postgres\n", "did you mean 'postgresql'?"),
        ("import grafmint.kit.postgres\n", "did you mean 'postgresql'?"),
        ("from grafmint import kit\nkit.postgres\n", "did you mean 'postgresql'?"),
        ("from grafmint import prometheus\nprometheus.Qery\n", "did you mean 'Query'?"),
    ],
)
def test_a_misspelt_name_of_ours_gets_the_nearest(project: Project, text: str, hint: str) -> None:
    """Parameters, imported names, modules and attributes are each told by what exists."""
    assert _hint(project, text) == hint


@pytest.mark.parametrize(
    "text",
    [
        "def above(warning):\n    pass\nabove(warn=1)\n",
        "from grafmint import above as _above\ndef above(warning):\n    pass\nabove(warn=1)\n",
        "from json import dump_s\n",
        "import json\njson.lods\n",
        "from grafmint import zzzzzz\n",
        "raise TypeError('above() got an unexpected keyword argument')\n",
        "raise AttributeError\n",
    ],
)
def test_names_of_others_keep_the_way_to_the_traceback(project: Project, text: str) -> None:
    """Where the name is not ours, or nothing is near, nothing is guessed."""
    assert _hint(project, text) == DEBUG
