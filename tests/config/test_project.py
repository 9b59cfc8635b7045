from collections.abc import Callable
from pathlib import Path

import pytest

from grafmint.config import Config, read
from grafmint.errors import ProjectError, UsageError
from grafmint.finding import Finding

Problems = Callable[[str], list[str]]
ENV = "[env.local]\ndirectory = 'x'\n"
FOUR = "[project]\nname = 'shop'\nmodules = ['m']\n" + "".join(
    f"[env.{name}]\ndirectory = '.grafmint/{name}'\n" for name in ("prod", "plue-prod", "local", "plue-local")
)


def refused(path: Path) -> Finding:
    with pytest.raises(ProjectError) as caught:
        read(path)
    (finding,) = caught.value.findings
    return finding


def test_a_config_keeps_the_order_of_the_file(config: Callable[[str], Config], tmp_path: Path) -> None:
    """Path, root and project are known, and environments come as they are written."""
    found = config(FOUR)
    assert (found.path, found.root, found.project) == (tmp_path / "grafmint.toml", tmp_path, "shop")
    assert list(found.environments) == ["prod", "plue-prod", "local", "plue-local"]


def test_a_relative_path_gives_absolute_places(
    config: Callable[[str], Config], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Places and the root do not depend on the folder in which a later step runs."""
    config(FOUR)
    monkeypatch.chdir(tmp_path)
    assert read(Path("grafmint.toml")).root == tmp_path


def test_a_mark_of_utf8_at_the_start_is_no_problem(config: Callable[[str], Config]) -> None:
    """A file saved by an editor that writes a byte order mark is read like any other."""
    assert config("\ufeff" + FOUR).project == "shop"


@pytest.mark.parametrize(
    ("patterns", "names"),
    [
        ([], ["local"]),
        (["prod"], ["prod"]),
        (["plue-*"], ["plue-prod", "plue-local"]),
        (["local", "prod", "*-prod"], ["local", "prod", "plue-prod"]),
        (["plue-local", "*"], ["plue-local", "prod", "plue-prod", "local"]),
    ],
)
def test_environments_are_selected_by_pattern(
    config: Callable[[str], Config], patterns: list[str], names: list[str]
) -> None:
    """Each comes once, in the order of the patterns, those of one pattern in that of the file; `local` by default."""
    assert [one.name for one in config(FOUR).select(patterns)] == names


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("prd", "did you mean 'prod'? this project has prod, plue-prod, local, plue-local"),
        ("plue", "did you mean 'plue-prod' or 'plue-local'? this project has prod, plue-prod, local, plue-local"),
        ("", "this project has prod, plue-prod, local, plue-local"),
        ("local,plue-*", "write --env local --env 'plue-*'"),
        ("local, prod", "write --env local --env prod"),
        ("prod,x", "did you mean 'prod'? this project has prod, plue-prod, local, plue-local"),
        ("x-*", "this project has prod, plue-prod, local, plue-local"),
    ],
)
def test_an_unknown_environment_is_a_wrong_use(config: Callable[[str], Config], pattern: str, hint: str) -> None:
    """A pattern that matches nothing names the environments there are, and those that begin so or the nearest."""
    with pytest.raises(UsageError) as caught:
        config(FOUR).select(["local", pattern])
    assert caught.value.message == f"there is no environment {pattern!r}"
    assert caught.value.hint == hint


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    """Without a grafmint.toml the hint shows what one looks like."""
    finding = refused(tmp_path / "grafmint.toml")
    assert (finding.rule, finding.message) == ("no-project", f"there is no grafmint.toml in {tmp_path}")
    assert finding.hint is not None
    assert finding.hint.startswith("run grafmint in the project's folder, or make a grafmint.toml of two lines: ")


def test_the_example_for_a_missing_file_is_one(config: Callable[[str], Config], tmp_path: Path) -> None:
    """What the hint says to write is read without complaint."""
    lines = str(refused(tmp_path / "grafmint.toml").hint).split("`")[1::2]
    assert len(lines) == 2
    assert list(config("\n".join(lines)).environments) == ["local"]


def test_a_file_further_up_is_told(config: Callable[[str], Config], tmp_path: Path) -> None:
    """Below a project's folder the hint says where its grafmint.toml is."""
    config(FOUR)
    below = tmp_path / "a/b"
    below.mkdir(parents=True)
    hint = "there is one in ../..: run it there, or use --config ../../grafmint.toml"
    assert refused(below / "grafmint.toml").hint == hint


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    """The system's own reason is in the message."""
    finding = refused(tmp_path)
    assert (finding.rule, finding.message) == ("no-project", f"{tmp_path} cannot be read: Is a directory")


def test_a_file_that_is_no_text_names_the_line(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are found by their line."""
    path = tmp_path / "grafmint.toml"
    path.write_bytes(b"[project]\nname = '\xff'\n")
    finding = refused(path)
    assert (finding.rule, finding.message) == ("bad-toml", "grafmint.toml is not UTF-8 text")
    assert str(finding.place) == f"{path}:2"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "[project]\nname 'x'",
            "2:6 bad-toml: grafmint.toml is not valid TOML: Expected '=' after a key in a key/value pair",
        ),
        ("a = 1\na = 2\n", "2:6 bad-toml: grafmint.toml is not valid TOML: Cannot overwrite a value"),
        ("[project]\nname =", "2:None bad-toml: grafmint.toml is not valid TOML: Invalid value"),
    ],
)
def test_broken_toml_names_its_line(problems: Problems, text: str, problem: str) -> None:
    """The place is the one that tomllib gives in its message."""
    assert problems(text) == [problem]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "[project]\nmodules = ['m']\n" + ENV,
            '1:2 missing-key: project.name is missing (write name = "…" and keep it: it marks what is yours)',
        ),
        (
            "[project]\nname = 'a b'\nmodules = ['m']\n" + ENV,
            "2:1 bad-name: project.name is 'a b' (use letters, digits, _ and - only)",
        ),
        (
            "[project]\nname = 'a'\nmodules = ['m']\nvalues = 'a.b'\n" + ENV,
            (
                "4:1 bad-value: project.values is 'a.b', not a module and a class "
                '(write values = "package.module:Class")'
            ),
        ),
        (
            "[project]\nname = 'a'\nmodules = ['m']\n",
            '1:1 no-environment: there is no environment (write [env.local] and directory = "…")',
        ),
        (
            "[project]\nname = 'a'\n[env.b]\ndirectory = 'b'\n" + ENV,
            '1:2 nothing-to-load: project has no modules and no sources (write modules = ["dashboards"])',
        ),
        (
            "[project]\nname = 'a'\nmodules = ['m']\n" + ENV + "modules = []",
            '4:6 nothing-to-load: env.local has no modules and no sources (write modules = ["dashboards"])',
        ),
        (
            "[project]\nname = 'a'\nmodules = 'm'\n" + ENV,
            '3:1 wrong-type: project.modules is a string, not a list of strings (write modules = ["…"])',
        ),
        (
            "[project]\nname = 'a'\nmodules = ['m']\n[projct]\n" + ENV,
            "4:2 unknown-key: projct is not a key of grafmint.toml (did you mean 'project'?)",
        ),
    ],
)
def test_a_problem_of_the_project_is_named_with_its_place(problems: Problems, text: str, problem: str) -> None:
    """What all environments share is checked once, and one mistake is one finding."""
    assert problems(text) == [problem]


def test_an_empty_file_tells_all_that_is_missing(problems: Problems) -> None:
    """Every problem is told at once, here those of a file with nothing in it."""
    assert [line.split(" ")[1] for line in problems("")] == ["missing-key:", "no-environment:", "nothing-to-load:"]
