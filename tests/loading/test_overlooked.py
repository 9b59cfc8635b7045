"""What discovery passes over is told, and what is complete as it is is not."""

from collections.abc import Callable

import pytest

from tests.cli.runner import Project
from tests.loading.conftest import TOML
from tests.loading.test_modules import HEAD, board

Load = Callable[..., list[str]]
NOTHING = "grafmint.toml:3 nothing-defined: these modules define nothing"
ENV = "from grafmint import Env\n"
MAKE = "    return []\n"


@pytest.mark.parametrize("text", ["", HEAD, HEAD + board("_A"), "NUMBER = 1\n\ndef half(x):\n    return x / 2\n"])
def test_modules_that_define_nothing_are_told(project: Project, load: Load, text: str) -> None:
    """An environment without any definition is a warning at its modules that says what is found, and stops nothing."""
    project.write({"boards.py": text})
    assert load() == [NOTHING]
    ran = project.run("build")
    assert ran.code == 0
    assert "warning: these modules define nothing (nothing-defined)" in ran.err
    assert "functions marked @resources" in ran.err


def test_the_modules_of_an_environment_are_its_own(project: Project, load: Load) -> None:
    """Where the environment names its modules itself, the warning stands there."""
    project.write({"grafmint.toml": TOML + 'modules = ["more"]\n', "more.py": ""})
    assert load() == ["grafmint.toml:6 nothing-defined: these modules define nothing"]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + board("A"),
        HEAD + "@resources\ndef none(env):\n    return []\n",
        HEAD + "shop = Folder(uid='shop', title='Shop')\n",
        "1 / 0\n",
    ],
    ids=["a board", "a function that makes none here", "a folder", "a broken module"],
)
def test_a_definition_is_enough(project: Project, load: Load, text: str) -> None:
    """One definition, whatever it makes, keeps the warning away; so does the error that explains it."""
    project.write({"boards.py": text})
    assert NOTHING not in load()


@pytest.mark.parametrize(
    "value",
    ["[{}]", "({},)", "{{'a': {}}}", "[None, {}]"],
)
def test_collections_of_resources_are_told(project: Project, load: Load, value: str) -> None:
    """A public list, tuple or dict with a dashboard that nothing else defines is a warning at its line."""
    made = value.format("Dashboard(uid='a', title='A')")
    project.write({"boards.py": f"{HEAD}boards = {made}\n"})
    assert load() == ["boards.py:2 not-found: the resources in 'boards' are not found"]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("{},", "a comma behind it makes it a tuple: remove the comma"),
        ("[{}]", "give each a public name, or yield them from a function marked @resources"),
    ],
)
def test_a_comma_that_makes_a_tuple_is_told(project: Project, value: str, hint: str) -> None:
    """What has a public name already needs none; only the comma hides it."""
    made = value.format("Dashboard(uid='a', title='A')")
    project.write({"boards.py": f"{HEAD}hosts = {made}\n"})
    assert hint in project.run("build").err


@pytest.mark.parametrize(
    "text",
    [
        board("A") + "boards = [A]\n",
        "_boards = [Dashboard(uid='a', title='A')]\n",
        "boards = [Dashboard(uid='a', title='A')]\n@resources\ndef make(env):\n    yield from boards\n",
        "folders = {'shop': Folder(uid='shop', title='Shop')}\n" + board("A"),
        "boards = [Dashboard]\nsettings = {'a': {'title': 'A'}}\n" + board("A"),
    ],
    ids=["named too", "private", "yielded", "folders", "no resources"],
)
def test_collections_that_are_complete_are_not_told(project: Project, load: Load, text: str) -> None:
    """What is named, private or used by a function is meant as it is, and so is a table of folders."""
    project.write({"boards.py": HEAD + text})
    assert not [found for found in load() if "not-found" in found]


def test_a_list_of_another_module_may_be_yielded(project: Project, load: Load) -> None:
    """The function that yields a list may stand in another module, and leave it out for this environment."""
    project.write({
        "boards/lists.py": HEAD + "boards = [Dashboard(uid='a', title='A')]\n",
        "boards/make.py": HEAD + "from boards import lists\n@resources\ndef make(env):\n"
        "    if env.name == 'prod':\n        yield from lists.boards\n",
    })  # fmt: skip
    assert load() == []


@pytest.mark.parametrize(
    ("annotation", "is_told"),
    [
        ("Env", True),
        ("Env[int]", True),
        ("'Env[int]'", True),
        ("grafmint.Env", True),
        ("int", False),
        ("'Envy'", False),
    ],
)
def test_a_function_that_takes_an_env_needs_the_mark(
    project: Project, load: Load, annotation: str, is_told: bool
) -> None:
    """A public function whose only parameter is an Env, and which nothing calls, lacks `@resources`."""
    project.write({"boards.py": f"import grafmint\n{ENV}{HEAD}{board('A')}\ndef make(env: {annotation}):\n{MAKE}"})
    told = "boards.py:6 not-found: the function 'make' takes an Env and is never called"
    assert load() == ([told, "A"] if is_told else ["A"])


@pytest.mark.parametrize(
    "text",
    [
        f"def _make(env: Env):\n{MAKE}",
        f"def make(env: Env, name: str):\n{MAKE}",
        f"@resources\ndef make(env: Env):\n{MAKE}",
        f"def help(env: Env):\n{MAKE}\n@resources\ndef make(env: Env):\n    return help(env)\n",
    ],
    ids=["private", "two parameters", "marked", "called"],
)
def test_helpers_are_not_told(project: Project, load: Load, text: str) -> None:
    """Private and called functions, and those that take more, are what they are."""
    project.write({"boards.py": ENV + HEAD + board("A") + text})
    assert load() == ["A"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Removed('folder', 'old')\n", "Removed"),
        ("for uid in ('a', 'b'):\n    Removed('folder', uid)\n", "Removed"),
        ("Dashboard(\n    uid='b', title='B'\n)\n", "Dashboard"),
        ("LibraryPanel(uid='p', panel=Stat(title='P', queries=Query(expr='up')))\n", "LibraryPanel"),
        ("grafmint.Folder(uid='shop', title='Shop')\n", "Folder"),
    ],
)
def test_resources_without_a_name_are_told(project: Project, load: Load, text: str, name: str) -> None:
    """At the statement that makes one for nobody, once, whatever the module calls its class by."""
    head = "import grafmint\nfrom grafmint import *\nfrom grafmint.prometheus import Query\n"
    project.write({"boards.py": f"{head}{board('A')}{text}"})
    [told, *_] = load()
    line = 6 if text.startswith("for") else 5
    assert told == f"boards.py:{line} not-found: this {name} has no name and is not found"


@pytest.mark.parametrize(
    "text",
    [
        "_private = Removed('folder', 'old')\n",
        "gone = Removed('folder', 'old')\n",
        "print(Removed('folder', 'old').uid, end='')\n",
        "def test():\n    Removed('folder', 'old')\n",
        "TEXT = '''\nRemoved('folder', 'old')\n'''\n",
        "def Removed(kind, uid):\n    return None\nRemoved('folder', 'old')\n",
    ],
    ids=["private", "named", "used", "in a function", "in a text", "no resource"],
)
def test_statements_that_make_no_resource_for_nobody_are_not_told(project: Project, load: Load, text: str) -> None:
    """Only what is lost for sure is worth a word."""
    project.write({"boards.py": "from grafmint import *\n" + board("A") + text})
    assert not [found for found in load() if "not-found" in found]


ALERT = f"from grafmint import Alert, TimeSeries\n{HEAD}{board('A')}alert = Alert(name='a', level='critical')\n"


def test_an_alert_that_stands_on_no_panel_is_told(project: Project, load: Load) -> None:
    """At its line, once, whatever stands beside it."""
    project.write({"boards.py": f"{ALERT}same = 1\n"})
    assert load() == ["boards.py:4 not-found: the alert 'alert' stands on no panel", "A"]


@pytest.mark.parametrize(
    "text",
    [
        "panel = Dashboard(uid='b', title='A', description=alert.name).title\n",
        "_alerts = [alert]\n",
        "other = _alert = alert\n",
        "alerts = [inner := Alert(name='b', level='warning')]\nprint(alert.name, end='')\n",
        "def panel():\n    return TimeSeries(title='T', alerts=alert)\n",
        "_alert = globals()['alert']\n",
    ],
    ids=["in another value", "in a list", "under other names", "named in passing", "in a function", "by its name"],
)
def test_an_alert_that_something_uses_is_not_told(project: Project, load: Load, text: str) -> None:
    """Whatever becomes of it then, and of its copies."""
    project.write({"boards.py": ALERT + text})
    assert load() == ["A"]


def test_an_alert_of_another_module_may_be_used(project: Project, load: Load) -> None:
    """Through the module, or imported by its name."""
    project.write({
        "boards/a.py": ALERT,
        "boards/b.py": "from boards import a\n_alerts = [a.alert]\n",
    })  # fmt: skip
    assert load() == ["A"]
    project.write({"boards/b.py": "from boards.a import alert as critical\n"})
    assert load() == ["A"]


def test_a_broken_module_leaves_the_others_in_peace(project: Project, load: Load) -> None:
    """Where a module is broken nobody knows what it would have called: only the error is told."""
    project.write({
        "boards/a.py": ENV + f"def make(env: Env):\n{MAKE}",
        "boards/b.py": "from boards.a import make\n1 / 0\n",
    })  # fmt: skip
    assert load() == ["boards/b.py:2 module-error: ZeroDivisionError: division by zero"]


BLOCKS = """
import attrs
from grafmint import Dashboard, resources
from grafmint.block import Block

@attrs.frozen
class Page(Block):
    uid: str

@attrs.frozen
class Part(Block):
    title: str

def made(*pages):
    return [Dashboard(uid=page.uid, title=page.uid) for page in pages]
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("_A, _B = Page('a'), Page('b')\n@resources\ndef f(env):\n    return made(_A)\n", ["_B"]),
        ("A = Page('a')\nB = Page('b')\n@resources\ndef f(env):\n    return made(A)\n", ["B"]),
        # What finds them by their class names none of them.
        ("A = Page('a')\nB = Page('b')\n@resources\ndef f(env):\n    return made(*pages_of(globals()))\n", []),
        # Another class may be found in another way.
        ("A = Page('a')\nB = Part('b')\n@resources\ndef f(env):\n    return made(A)\n", []),
        # Another file of the project may be for another environment.
        ("A = Page('a')\nOTHER = Page('b')\n@resources\ndef f(env):\n    return made(A)\n", []),
        ("A = Page('a')\nB = A2 = Page('b')\nA2\n@resources\ndef f(env):\n    return made(A)\n", []),
    ],
)
def test_a_block_that_no_line_names_again_is_told(project: Project, load: Load, text: str, told: list[str]) -> None:
    """Where another one of its class is named, the way to it was forgotten for this one."""
    more = "def pages_of(names):\n    return [each for each in names.values() if type(each) is Page]\n"
    project.write(
        {
            "blocks.py": BLOCKS + more,
            "elsewhere.py": "from boards import OTHER\n",
            "boards.py": f"from blocks import Page, Part, made, pages_of, resources\n{text}",
        }
    )
    line = text.partition("B")[0].count("\n") + 2
    found = [each for each in load() if "used nowhere" in each]
    assert found == [f"boards.py:{line} not-found: the Page {name!r} is used nowhere" for name in told]
