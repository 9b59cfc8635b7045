"""What commands do before their own work: the environment that nobody has named."""

import pytest

from tests.cli.runner import Project

_PROJECT = 'project = {{ name = "shop", modules = ["boards"] }}\n{}'
_ENV = '[env.{0}]\ndirectory = "build/{0}"\n'


def _of(project: Project, *names: str) -> Project:
    return project.write({"grafmint.toml": _PROJECT.format("".join(map(_ENV.format, names))), "boards.py": ""})


@pytest.mark.parametrize(
    "command",
    [("plan",), ("sync",), ("preview",), ("doctor",), ("review", "--base", "main"), ("backup", "--out", "kept")],
)
@pytest.mark.parametrize(
    ("names", "hint"), [(["prod"], "add --env prod"), (["prod", "test"], "add --env, one of: prod, test")]
)
def test_without_a_local_environment_the_hint_is_what_to_add(
    project: Project, command: tuple[str, ...], names: list[str], hint: str
) -> None:
    """Whoever leaves `--env` out, in a project that has no `local`, is told what to add."""
    ran = _of(project, *names).run(*command)
    assert (ran.code, ran.err) == (64, f"error: there is no environment 'local'\n  hint: {hint}\n")


@pytest.mark.parametrize("command", ["plan", "preview"])
def test_whoever_names_one_is_told_which_there_are(project: Project, command: str) -> None:
    """Where `--env` is there, there is none to add."""
    ran = _of(project, "prod").run(command, "--env", "local")
    assert (ran.code, ran.err.splitlines()[1:]) == (64, ["  hint: this project has prod"])
