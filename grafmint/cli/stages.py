"""What commands do before their own work: choose environments, build them, find files, ask."""

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
from click.core import ParameterSource

from grafmint.cli.border import Unanswered

if TYPE_CHECKING:
    from grafmint.environment import Environment
    from grafmint.outcome import Outcome
    from grafmint.plan.plan import Plan
    from grafmint.plan.step import Result
    from grafmint.render.style import Style
    from grafmint.target import Target
    from grafmint.workflow import Built


class Errand(NamedTuple):
    """What a plan is for: as people call it when they undo it, and how it reads."""

    what: str
    shown: "Callable[[Plan, Style], str]"


def select(config: Path, patterns: tuple[str, ...]) -> "tuple[Environment, ...]":
    """The environments of a project that fit; what is wrong with its file is told from the project's folder."""
    from grafmint.config import read
    from grafmint.config.project import DEFAULT
    from grafmint.errors import ProjectError, UsageError

    try:
        project = read(config)
    except ProjectError as error:
        root = config.parent.resolve()
        raise ProjectError([finding.relative_to(root) for finding in error.findings]) from error
    if patterns in ((), (DEFAULT,)) and DEFAULT not in project.environments and _is_env_left_out():
        raise UsageError(f"there is no environment {DEFAULT!r}", hint=_to_add(tuple(project.environments)))
    return project.select(patterns)


def _is_env_left_out() -> bool:
    context = click.get_current_context()
    return all(context.get_parameter_source(name) in (None, ParameterSource.DEFAULT) for name in ("env", "envs"))


def _to_add(names: tuple[str, ...]) -> str:
    """What names an environment: whoever left it out need not learn first that there is a default."""
    return f"add --env {names[0]}" if len(names) == 1 else f"add --env, one of: {', '.join(names)}"


def select_one(config: Path, name: str) -> "Environment":
    """The environment of that name; raises click.UsageError for a pattern that fits several."""
    environments = select(config, (name,))
    if len(environments) > 1:
        names = ", ".join(environment.name for environment in environments)
        raise click.UsageError(f"--env {name} names several environments ({names}), and this command takes one")
    return environments[0]


def build_one(environment: "Environment", debug: bool) -> "Built":
    """One environment built; what was found in it is shown when it does not stop the command."""
    from grafmint.cli.report import show_findings
    from grafmint.workflow import build_all

    [built] = build_all([environment], debug=debug)
    if built.is_sound:
        show_findings(built.findings)
    return built


def carry_out(
    plan: "Plan",
    target: "Target",
    environment: "Environment",
    *,
    ask: bool,
    format_: str,
    errand: "Errand | None" = None,
) -> "Outcome":
    """Show a plan, ask about it, and do it, a line each step; raises click.ClickException when it is not confirmed."""
    from grafmint.cli.report import err_style, out_style, result, say
    from grafmint.outcome import Outcome
    from grafmint.render.plan import plan_text
    from grafmint.runs.recording import Recording

    what, shown = errand or Errand("sync", plan_text)
    ask = ask and bool(plan.writes)
    if format_ == "text":
        result(shown(plan, out_style()))
    elif ask:
        say(shown(plan, err_style()))
    if ask and not is_confirmed(environment):
        raise click.ClickException("not confirmed: nothing written")
    if not plan.writes and not plan.adopted and not plan.unread:
        return Outcome(plan=plan)
    with Recording(plan, target, environment, what) as recording:
        return recording.ended(_applied(plan, target, recording.add))


def _applied(plan: "Plan", target: "Target", note: "Callable[[Result], None]") -> "Outcome":
    from grafmint.cli.report import err_style, say
    from grafmint.render.plan import result_text
    from grafmint.workflow import apply

    counts = count(1)

    def report(result: "Result") -> None:
        note(result)
        say(result_text(result, next(counts), plan, err_style()))

    return apply(plan, target, report)


def refuse_env_of_files(paths: tuple[Path, ...], option: str = "env") -> None:
    """Raise click.UsageError where files are named, and an environment too by the parameter of that name."""
    if paths and click.get_current_context().get_parameter_source(option) is not ParameterSource.DEFAULT:
        raise click.UsageError("--env names a part of a project, and files belong to none: leave one of them out")


def files_of(paths: tuple[Path, ...]) -> list[Path]:
    """The files that are named, and those below the directories that are, in order and each once."""
    from grafmint.errors import UsageError
    from grafmint.loading.files import files_below

    found: list[Path] = []
    for path in paths:
        if path.suffix == ".py":
            raise UsageError(f"{path} is a Python module", hint="run `grafmint check` without a path")
        files = files_below(path) if path.is_dir() else [path]
        if not files:
            raise click.UsageError(f"there is no JSON or YAML file in {path}")
        found.extend(files)
    return list(dict.fromkeys(found))


def is_confirmed(environment: "Environment") -> bool:
    """Ask whether to write; raises click.UsageError where there is nobody to ask, and Unanswered for no answer."""
    if not sys.stdin.isatty():
        raise click.UsageError("there is no terminal to ask on: add --yes to write without asking")
    if environment.protected:
        return _answer(f"{environment.name} is protected. Write `yes` to go on") == "yes"
    return _answer(f"Write this to {environment.name}? [y/N]").strip().lower() in ("y", "yes")


def _answer(question: str) -> str:
    try:
        answer: str = click.prompt(question, default="", show_default=False, err=True)
    except click.Abort:
        click.echo(err=True)  # the question's line has no end yet
        raise Unanswered from None
    return answer
