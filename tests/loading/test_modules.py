"""Discovery: what in a project's modules is a resource, and that nothing else decides it."""

import gc
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import grafmint
from grafmint.loading.installed import is_installed
from tests.cli.runner import Project
from tests.loading.conftest import TOML

Load = Callable[..., list[str]]
HEAD = "from grafmint import Dashboard, Folder, resources\n"


def board(name: str) -> str:
    """A line of a module that defines one dashboard."""
    return f'{name} = Dashboard(uid="{name.lower()}", title="{name}")\n'


@pytest.fixture(autouse=True)
def _clean_imports() -> Iterator[None]:
    """No test leaves modules or paths behind for the next."""
    modules, path = dict(sys.modules), list(sys.path)
    yield
    for name in set(sys.modules) - set(modules):
        del sys.modules[name]
    sys.path[:] = path


def test_an_import_defines_nothing_anew(project: Project, load: Load) -> None:
    """An object that several modules import, under whatever name, is one resource."""
    project.write({
        "boards/a.py": HEAD + board("A"),
        "boards/b.py": "from boards.a import *\nfrom boards.a import A as again\nother = again\n",
    })  # fmt: skip
    assert load() == ["A"]


def test_private_names_are_skipped(project: Project, load: Load) -> None:
    """A leading underscore keeps a dashboard or a function from being found."""
    project.write({"boards.py": HEAD + board("_A") + board("B") + "@resources\ndef _make(env):\n    1 / 0\n"})
    assert load() == ["B"]


def test_values_come_before_functions(project: Project, load: Load) -> None:
    """Plain values of all modules come first, then functions; each in the order of files and lines."""
    function = '@resources\ndef make_{0}(env):\n    yield Dashboard(uid="{0}f", title="{0}f")\n'
    project.write({
        "boards/a.py": HEAD + function.format("a") + board("A2") + board("A1"),
        "boards/b.py": HEAD + function.format("b") + board("B"),
    })  # fmt: skip
    assert load() == ["A2", "A1", "B", "af", "bf"]


def test_the_order_of_the_file_system_does_not_matter(
    project: Project, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files are taken in the order of their paths, however the disk lists them."""
    project.write({f"boards/{name}.py": HEAD + board(name[-1].upper()) for name in ("c", "a", "b/x")})
    real = Path.rglob
    monkeypatch.setattr(Path, "rglob", lambda self, pattern: reversed(list(real(self, pattern))))
    assert load() == ["A", "X", "C"]


def test_packages_may_have_no_init(project: Project, load: Load) -> None:
    """Namespace packages work at every depth, and their modules import each other."""
    project.write({
        "boards/team/a.py": HEAD + board("A"),
        "boards/team/deep/b.py": "from boards.team.a import A\nfrom shared.names import B\n",
        "shared/names.py": HEAD + board("B"),
    })  # fmt: skip
    assert load() == ["A", "B"]


def test_an_installed_package_does_not_hide_a_folder(project: Project, load: Load, tmp_path: Path) -> None:
    """A regular package of the same name further down the path does not win over the project's folder."""
    elsewhere = tmp_path / "elsewhere"
    Project(elsewhere).write({"boards/__init__.py": "raise ImportError('wrong one')\n"})
    sys.path.append(str(elsewhere))
    project.write({"boards/a.py": HEAD + board("A")})
    assert load() == ["A"]


def test_a_folder_that_was_on_the_path_stays_there(tmp_path: Path) -> None:
    """Loading another project takes away what loading the first one added, and no installation of it."""
    from grafmint.config import read
    from grafmint.loading import load_project

    folders = [tmp_path / name for name in ("installed", "other", "last")]
    sys.path.append(str(folders[0]))
    for folder in folders:
        Project(folder).write({"grafmint.toml": TOML, "boards.py": HEAD + board("A")})
        load_project(read(folder / "grafmint.toml").select(["local"])[0])
    assert [str(folder) in sys.path for folder in folders] == [True, False, True]


def test_functions_are_called_once_an_environment(project: Project, load: Load) -> None:
    """A marked function that is imported elsewhere runs once, and knows the environment's name."""
    project.write({
        "grafmint.toml": TOML + '[env.prod]\ndirectory = "x"\n',
        "boards/a.py": HEAD + "calls = []\n\n@resources\ndef boards(env):\n    calls.append(env.name)\n"
        '    return Dashboard(uid="a", title=f"{env.name} {len(calls)}")\n',
        "boards/b.py": "from boards.a import boards\n",
    })  # fmt: skip
    assert load("local") == ["local 1"]
    assert load("prod") == ["prod 1"]


def test_environments_share_a_process_and_its_modules(project: Project) -> None:
    """Two environments loaded one after the other see the same module, called once for each."""
    from grafmint.config import read
    from grafmint.loading import load_project

    project.write({
        "grafmint.toml": TOML + '[env.prod]\ndirectory = "x"\nmodules = ["boards", "more"]\n',
        "boards.py": HEAD + "calls = []\n\n@resources\ndef boards(env):\n    calls.append(env.name)\n    return []\n",
        "more.py": HEAD + board("More"),
    })  # fmt: skip
    for environment in read(project.root / "grafmint.toml").select(["*"]):
        list(load_project(environment).resources())
    assert sys.modules["boards"].calls == ["local", "prod"]


def test_two_projects_share_a_process(project: Project, load: Load, tmp_path: Path) -> None:
    """Modules of the same name in two projects are two modules, also after going back to the first."""
    other = Project(tmp_path / "other")
    for one, name in ((project, "First"), (other, "Second")):
        one.write({
            "grafmint.toml": TOML,
            "boards/a.py": f"{HEAD}from boards.names import NAME\na = Dashboard(uid='a', title=NAME)\n",
            "boards/names.py": f"NAME = {name!r}\n",
        })  # fmt: skip
    project.write({"boards/only.py": HEAD + board("Only")})
    assert load() == ["First", "Only"]
    assert load(root=other.root) == ["Second"]
    other.write({"boards/a.py": HEAD + "import boards.only\n"})
    assert load(root=other.root) == ["boards/a.py:2 module-error: ModuleNotFoundError: No module named 'boards.only'"]
    assert load() == ["First", "Only"]


def test_a_file_is_read_as_it_is_now(project: Project, load: Load) -> None:
    """What a process has imported before does not hide a later edit."""
    project.write({"boards.py": HEAD + board("Before")})
    assert load() == ["Before"]
    project.write({"boards.py": HEAD + board("AfterIt")})
    assert load() == ["AfterIt"]


def test_a_broken_module_hides_no_other(project: Project, load: Load) -> None:
    """Modules that import the broken one fail at the same line; the others are there."""
    project.write({
        "boards/a.py": "1 / 0\n",
        "boards/b.py": "import boards.a\n",
        "boards/c.py": HEAD + board("C"),
    })  # fmt: skip
    error = "boards/a.py:1 module-error: ZeroDivisionError: division by zero"
    assert load() == [error, error, "C"]


def test_an_error_in_a_library_is_told_at_the_projects_line(project: Project, load: Load) -> None:
    """The place is the innermost line of the project, not that of the library that raised."""
    project.write({"boards.py": "import json\n\n\ndef read():\n    return json.loads('{')\n\n\nread()\n"})
    (error,) = load()
    assert error.startswith("boards.py:5 module-error: JSONDecodeError")


@pytest.mark.parametrize("name", ["bords", "..boards", "/etc", "boards.nope"])
def test_a_module_that_is_none_is_told(project: Project, load: Load, name: str) -> None:
    """A name that leads nowhere, or out of the project, is an error at its line."""
    project.write({"boards/a.py": HEAD + board("A"), "grafmint.toml": TOML.replace('"boards"', f'"{name}"')})
    assert load() == [f"grafmint.toml:3 no-module: there is no module {name!r} in {project.root.name}"]


def test_one_value_may_be_returned(project: Project, load: Load) -> None:
    """A function may return one dashboard, one dict or one foreign board instead of a list."""
    project.write({
        "boards.py": HEAD + "from grafanalib.core import Dashboard as Theirs\n"
        "@resources\ndef a(env):\n    return Dashboard(uid='a', title='A')\n"
        "@resources\ndef b(env):\n    return {'uid': 'b', 'title': 'B'}\n"
        "@resources\ndef c(env):\n    return Theirs('C', uid='c')\n"
        "@resources\ndef d(env):\n    return (Folder(uid=x, title=x.upper()) for x in 'de')\n"
    })  # fmt: skip
    assert load() == ["A", "B", "C", "D", "E"]


def test_a_value_that_a_function_yields_again_is_one(project: Project, load: Load) -> None:
    """What stands in a module already adds nothing when a function yields it, ours or another library's."""
    project.write({
        "boards.py": HEAD + board("A") + "dashboard = {'uid': 'b', 'title': 'B'}\n"
        "@resources\ndef again(env):\n    yield A\n    yield dashboard\n"
    })  # fmt: skip
    assert load() == ["A", "B"]


def test_the_mark_may_stand_on_any_callable(project: Project, load: Load) -> None:
    """A class instance, a wrapped function and a lambda take the mark like a function."""
    project.write({
        "boards.py": HEAD + "from functools import wraps\n\n"
        "class Maker:\n    def __call__(self, env):\n        return Dashboard(uid='a', title='A')\n\n"
        "maker = resources(Maker())\nshort = resources(lambda env: [Dashboard(uid='b', title='B')])\n"
    })  # fmt: skip
    assert load() == ["A", "B"]


def test_odd_values_are_no_resources(project: Project, load: Load) -> None:
    """Values that claim every attribute, dicts of other names and classes are passed over."""
    project.write({
        "boards.py": HEAD + board("A") + "from unittest.mock import MagicMock\n"
        "mock = MagicMock()\nsettings = {'title': 'no'}\nkind = Dashboard\n"
    })  # fmt: skip
    assert load() == ["A"]


def test_the_values_class_gets_the_values(project: Project, load: Load) -> None:
    """What `env.values` holds is the project's own class, filled from the environment."""
    project.write({
        "grafmint.toml": TOML.replace("[env", 'values = "settings:Values"\n[env') + 'values = { title = "A" }\n',
        "settings.py": "import attrs\n\n\n@attrs.frozen\nclass Values:\n    title: str\n",
        "boards.py": HEAD + "@resources\ndef a(env):\n    return Dashboard(uid='a', title=env.values.title)\n",
    })  # fmt: skip
    assert load() == ["A"]
    project.write({"settings.py": "1 / 0\n"})
    assert load() == ["settings.py:1 module-error: ZeroDivisionError: division by zero"]
    (project.root / "settings.py").unlink()
    assert load() == [f"grafmint.toml:4 values-class: there is no module 'settings' in {project.root.name}"]


@pytest.mark.parametrize(
    ("name", "file", "says", "way_out"),
    [
        ("logging", "logging.py", "logging.py has the name of a module of Python's own", "logging_boards.py"),
        ("json", "json/a.py", "json/ has the name of a module of Python's own", "json_boards/"),
        ("json.a", "json/a.py", "json/ has the name of a module of Python's own", "json_boards/"),
        ("boards", "boards/foo.bar.py", "foo.bar.py cannot be imported: its name has a dot", "foo_bar.py"),
        ("boards", "boards/v1.2/a.py", "v1.2/ cannot be imported: its name has a dot", "v1_2/"),
    ],
)
def test_names_that_cannot_be_imported_are_told(
    project: Project, load: Load, name: str, file: str, says: str, way_out: str
) -> None:
    """A name of Python's own, or one with a dot, is told before anything is imported, with what to rename."""
    project.write({"grafmint.toml": TOML.replace('"boards"', f'"{name}"'), file: "1 / 0\n"})
    assert load() == [f"{file}:1 module-name: {says}"]
    assert f"hint: rename it: {way_out}\n" in project.run("build").err


def test_a_name_of_pythons_own_is_fine_inside_a_package(project: Project, load: Load) -> None:
    """Only the first part of a name is Python's."""
    project.write({"boards/logging.py": HEAD + board("A")})
    assert load() == ["A"]


@pytest.mark.parametrize("body", ["    return []\n", "    yield 1\n"], ids=["coroutine", "generator"])
def test_an_async_function_is_told(project: Project, load: Load, body: str) -> None:
    """Nothing awaits a marked function: `async` is an error of its own, and no warning of Python's."""
    project.write({"boards.py": HEAD + "@resources\nasync def a(env):\n" + body})
    assert load() == ["boards.py:2 no-resource: the function is async, and nothing awaits it"]
    assert "hint: write `def`, without `async`" in project.run("build").err
    gc.collect()


@pytest.mark.parametrize("word", ["return", "yield"])
@pytest.mark.parametrize("library", ["grafmint", "grafanalib.core"])
def test_a_mapping_of_resources_is_told(project: Project, load: Load, word: str, library: str) -> None:
    """A mapping whose values are resources is no dashboard of its own: the hint is to yield the values."""
    project.write({
        "boards.py": f"from grafmint import resources\nfrom {library} import Dashboard\n"
        f"@resources\ndef a(env):\n    {word} {{'a': Dashboard(uid='a', title='A')}}\n"
    })  # fmt: skip
    assert load() == ["boards.py:3 no-resource: a mapping of resources is no resource"]
    assert "hint: yield its values: `.values()`" in project.run("build").err


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("import nowhere.at_all\n", "is it installed in this environment?"),
        ("raise ModuleNotFoundError('no', name='grafanalib.core')\n", "pip install grafanalib"),
        ("import boards.nope\n", "run it again with --debug for the traceback"),
    ],
)
def test_what_is_not_installed_has_a_way_out(project: Project, text: str, way_out: str) -> None:
    """A missing library is to be installed, grafanalib with its extra; a missing module of the project is not."""
    project.write({"boards/a.py": text})
    assert f"hint: {way_out}\n" in project.run("build").err


def test_only_whole_folders_are_installed() -> None:
    """A folder beside grafmint, or below the prefix of Python, is a project's; a library's is not."""
    package, paths = Path(grafmint.__file__).parent, sysconfig.get_paths()
    for installed in (package, package / "cli/report.py", paths["purelib"], Path(paths["stdlib"]) / "json"):
        assert is_installed(str(installed))
    for own in (f"{package}-boards/a.py", Path(sys.prefix) / "src/a.py", Path(sys.base_prefix) / "src/app"):
        assert not is_installed(str(own))


def test_the_running_program_is_never_forgotten(project: Project, load: Load) -> None:
    """A project with a `__main__.py` leaves the module of that name alone: it is the program that runs."""
    program = sys.modules["__main__"]
    project.write({"__main__.py": "", "boards.py": HEAD + board("A")})
    before = getattr(program, "__file__", None)
    program.__file__ = "/elsewhere/program.py"
    try:
        assert load() == ["A"]
        assert sys.modules["__main__"] is program
    finally:
        program.__file__, sys.modules["__main__"] = before, program
