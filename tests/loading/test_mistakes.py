"""Python's own errors about names get the name that was meant."""

from pathlib import Path

import pytest

import grafmint
from grafmint.finding import Finding
from grafmint.loading import forget_project
from grafmint.loading.forgotten import DATASOURCES
from tests.cli.runner import Project

IMPORT = "import it, or mend its name"
DEBUG = "run it again with --debug for the traceback"


def _hint(project: Project, text: str) -> str | None:
    return _finding(project, text).hint


def _finding(project: Project, text: str, rule: str = "module-error") -> Finding:
    from grafmint.config import read
    from grafmint.loading import load_project

    project.write({"boards.py": text})
    forget_project(project.root)
    (environment,) = read(project.root / "grafmint.toml").select(["local"])
    (finding,) = load_project(environment).resources()
    assert isinstance(finding, Finding)
    assert finding.rule == rule
    return finding


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


SHARED = """
from functools import partial

_hidden = 1

class Section:
    def panels(self, title, *, columns=1):
        pass

    @classmethod
    def of(cls, *, limit):
        pass

def row(title, *, height):
    pass

critical = partial(row, height=1)
"""

ANOTHER = "class Section:\n    def panels(self, *, colums):\n        pass\n"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("def above(warning):\n    pass\nabove(warn=1)\n", "did you mean 'warning'?"),
        ("from json import dump_s\n", "did you mean 'dumps'?"),
        ("import json\njson.lods\n", "did you mean 'loads'?"),
        ("critical = 1\nprint(critcal)\n", "did you mean 'critical'?"),
        ("def f(services):\n    return service\nf(1)\n", "did you mean 'services'?"),
        ("pritn(1)\n", "did you mean 'print'?"),
        ("above(warning=1)\n", "write from grafmint import above"),
        ("Query(expr='up')\n", "write from grafmint.prometheus import Query (or loki, tempo, …)"),
        ("Datasource(name='a')\n", "write from grafmint.prometheus import Datasource (or loki, tempo, …)"),
        ("LabelValues(label='job')\n", "write from grafmint.prometheus import LabelValues (or loki)"),
        ("DerivedField(name='a')\n", "write from grafmint.loki import DerivedField"),
        ("prometheus.Datasource(name='a')\n", "write from grafmint import prometheus"),
        ("prometheus = prometheus.Datasource(name='a')\n", "write from grafmint import prometheus"),
        ("kit.red\n", "write from grafmint import kit"),
        ("print(instance)\n", IMPORT),
        ("print(pod)\n", IMPORT),
        ("print(ip)\n", IMPORT),
        ("rnge(1)\n", "did you mean 'range'?"),
        ("instance_of = 1\nprint(instanceof)\n", "did you mean 'instance_of'?"),
        ("Severity(name='page')\n", "write from grafmint.alerting import Severity"),
        ("import shared\ncritical('A')\n", "write from shared import critical"),
        ("critical('A')\n", "write from shared import critical"),
        ("zzzzzz\n", IMPORT),
        ("_zzzzzz\n", IMPORT),
        ("print(_hidden)\n", IMPORT),
        ("json.dumps(1)\n", "write import json"),
        ("from shared import Sektion\n", "did you mean 'Section'?"),
        ("import shared\nshared.rwo\n", "did you mean 'row'?"),
        ("import shard\n", "did you mean 'shared'?"),
        ("from shared import Section\nSection().pannels\n", "did you mean 'panels'?"),
        ("import shared\nshared.row('A', heigth=1)\n", "did you mean 'height'?"),
        ("from shared import Section\nSection().panels('A', colums=1)\n", "did you mean 'columns'?"),
        ("from shared import Section\nsection = Section()\nSection.of(limt=1)\n", "did you mean 'limit'?"),
        (f"{ANOTHER}import shared\nshared.Section().panels('A', colums=1)\n", "did you mean 'columns'?"),
        ("from shared import Section\nSection().panels('A', 2)\n", "write columns=…"),
        ("from shared import row\nrow('A')\n", "write height=… in the call"),
        ("def row(*, title, height):\n    pass\nrow()\n", "write title=… and height=… in the call"),
        ("('A')('B')\n", "is a comma missing before the bracket?"),
        ("(1)[2, 3]\n", "is a comma missing before the bracket?"),
        ("(1, 2)['a', 'b']\n", "is a comma missing before the bracket?"),
    ],
)
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_a_misspelt_name_of_the_projects_own_gets_the_nearest(project: Project, text: str, hint: str) -> None:
    """As Python itself tells it on a terminal, and the import where a name was written right."""
    project.write({"shared.py": SHARED})
    assert _hint(project, text) == hint


def test_the_modules_of_datasources_are_known() -> None:
    """The list of them, which names a forgotten import, is that of the modules that define a Datasource."""
    package = Path(grafmint.__file__).parent
    assert set(DATASOURCES) == {
        path.stem for path in package.glob("*.py") if "\nclass Datasource(" in path.read_text(encoding="utf-8")
    }


def test_an_argument_without_a_name_behind_others_gets_the_way_out(project: Project) -> None:
    """Python does not load the module at all, and the hint says what to write in it."""
    finding = _finding(project, "dict(a=1, 'Hosts')\n", "syntax")
    assert finding.hint == "give each argument its name, such as title=…"


def test_a_name_of_two_modules_is_not_guessed(project: Project) -> None:
    """Neither module is more likely the one that was meant."""
    project.write({"shared.py": "quantiles = 1\n", "other.py": "quantiles = 2\n"})
    assert _hint(project, "import shared, other\nprint(quantiles)\n") == IMPORT


def test_a_name_of_what_is_not_the_projects_is_not_known(project: Project) -> None:
    """Hidden folders and files are tools', and what they define is not to be imported."""
    project.write({".venv/hidden.py": "quantiles = 1\n", ".hidden.py": "quantiles = 1\n"})
    assert _hint(project, "print(quantiles)\n") == IMPORT


def test_the_file_of_a_module_is_not_told(project: Project) -> None:
    """Whoever imports from it knows it, and the message stays short."""
    project.write({"shared.py": ""})
    assert _finding(project, "from shared import zzzzzz\n").message.endswith(
        "cannot import name 'zzzzzz' from 'shared'"
    )


@pytest.mark.parametrize(
    "text",
    [
        "from grafmint import above as _above\ndef above(worn):\n    pass\nabove(warn=1)\n",
        "from grafmint import zzzzzz\n",
        "def f(a):\n    pass\nf(1, 2)\n",
        "object().zzzzzz\n",
        "raise NameError\n",
        "def f():\n    print(total)\n    total = 1\nf()\n",
        "def f():\n    def g():\n        return total\n    g()\n    total = 1\nf()\n",
        "from shared import Section\nSection.panels()\n",
        "raise TypeError(\"str() got an unexpected keyword argument 'x'\")\n",
        "raise ImportError\n",
        "1 + 'a'\n",
        "raise TypeError('above() got an unexpected keyword argument')\n",
        "raise AttributeError\n",
    ],
)
def test_what_nobody_knows_keeps_the_way_to_the_traceback(project: Project, text: str) -> None:
    """Where nothing is near, or several are, nothing is guessed."""
    project.write({"shared.py": SHARED})
    assert _hint(project, text) == DEBUG
