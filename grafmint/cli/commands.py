"""The commands: they read options, run the pipeline and print; all they need is imported when they run."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grafmint.cli import options

if TYPE_CHECKING:
    from grafmint.environment import Environment
    from grafmint.workflow import Built


@click.command()
@options.env
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="The directory to write; with several environments, one directory in it for each.",
)
@options.config
@options.debug
def build(envs: tuple[str, ...], out: Path, config: Path, debug: bool) -> int:
    """Compile and check the project, and write its JSON.

    \b
    grafmint build                         the environment `local`, into build/
    grafmint build --env prod              what prod gets
    grafmint build --env 'plue-*' --out x  several, into x/ENV/
    """
    from grafmint.cli.report import show_findings
    from grafmint.output import write_build
    from grafmint.render.findings import number

    started = time.perf_counter()
    built = _build_all(_select(config, envs), debug)
    for each in built:
        show_findings(each.findings)
    if not all(each.is_sound for each in built):
        click.echo("Nothing written: mend the errors above.", err=True)
        return 1
    for each in built:
        folder = out / each.environment.name if len(built) > 1 else out
        write_build(each.bundle, folder, each.environment.project)
        counts = [number(len(each.bundle.of(kind)), kind) for kind in ("dashboard", "datasource", "folder")]
        seconds = time.perf_counter() - started
        click.echo(f"Built {', '.join(counts)} for {each.environment.name} in {folder}/ ({seconds:.1f} s).")
    return 0


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@options.env
@options.formats("text", "json", "markdown")
@options.config
@options.debug
def check(paths: tuple[Path, ...], envs: tuple[str, ...], format_: str, config: Path, debug: bool) -> int:
    """Check the project, or any dashboard JSON.

    \b
    grafmint check                         every environment of the project
    grafmint check --env prod              one of them
    grafmint check exported/*.json         files of no project
    """
    from grafmint.finding import has_errors, in_order
    from grafmint.render.findings import summary
    from grafmint.workflow import check_files

    started = time.perf_counter()
    if paths:
        bundle, findings = check_files(_files(paths))
        bundles = [bundle]
    else:
        built = _build_all(_select(config, envs or ("*",)), debug)
        bundles = [each.bundle for each in built]
        findings = in_order(finding for each in built for finding in each.findings)
    _print_findings(findings, format_)
    click.echo(summary(findings, bundles, time.perf_counter() - started), err=format_ != "text")
    return 1 if has_errors(findings) else 0


@click.command()
@options.one_env
@options.prune
@options.force
@click.option("--detailed-exitcode", is_flag=True, help="Exit with 2 when changes or conflicts are pending.")
@options.formats("text", "json", "markdown")
@options.config
@options.debug
def plan(  # click hands over each option as an argument
    env: str, prune: bool, force: tuple[str, ...], detailed_exitcode: bool, format_: str, config: Path, debug: bool
) -> int:
    """Show what a sync would do; writes nothing.

    \b
    grafmint plan --env prod
    grafmint plan --detailed-exitcode      exit code 2 when something would change
    """
    from grafmint.workflow import plan as make_plan

    made, _ = make_plan(_one(config, env, debug), prune=prune, force=force)
    _print_plan(made, format_)
    return 2 if detailed_exitcode and not made.is_empty else 0


@click.command()
@options.one_env
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Exactly `grafmint plan`.")
@options.prune
@options.force
@options.formats("text", "json")
@options.config
@options.debug
def sync(  # click hands over each option as an argument
    env: str, yes: bool, dry_run: bool, prune: bool, force: tuple[str, ...], format_: str, config: Path, debug: bool
) -> int:
    """Make an environment's target what the code says.

    Shows the plan, asks, and writes. What somebody edited by hand is left alone.

    \b
    grafmint sync --env local --yes
    grafmint sync --dry-run                exactly `grafmint plan`
    """
    from grafmint.cli.report import err_style, say
    from grafmint.render import json as render_json
    from grafmint.render.plan import outcome_text, step_text
    from grafmint.workflow import apply
    from grafmint.workflow import plan as make_plan

    built = _one(config, env, debug)
    made, target = make_plan(built, prune=prune, force=force)
    if dry_run or not made.writes:
        _print_plan(made, format_)
        return 1 if made.conflicts and not dry_run else 0
    if format_ == "text":
        _print_plan(made, format_)
    _confirm(built.environment, yes)
    started = time.perf_counter()
    outcome = apply(made, target, lambda step: say(step_text(step, style=err_style())))
    if format_ == "json":
        click.echo(render_json.document("outcome", **render_json.outcome_json(outcome)), nl=False)
    else:
        click.echo(outcome_text(outcome, time.perf_counter() - started), nl=False)
    if outcome.error is not None:
        say(f"error: {outcome.error.message}\n  hint: {outcome.error.hint or 'run the same command again'}")
    return outcome.exit_code


@click.command()
@options.env
@options.formats("text", "json")
@options.config
@options.debug
def envs(envs: tuple[str, ...], format_: str, config: Path, debug: bool) -> int:  # the border reads it
    """Show the environments, each value and where it was written; never a secret."""
    from grafmint.render import json as render_json
    from grafmint.render.environments import environments_json, environments_text

    environments = _select(config, envs or ("*",))
    if format_ == "json":
        click.echo(render_json.document("environments", environments=environments_json(environments)), nl=False)
    else:
        click.echo(environments_text(environments), nl=False)
    return 0


COMMANDS: Sequence[click.Command] = (build, check, plan, sync, envs)


def _select(config: Path, patterns: tuple[str, ...]) -> "tuple[Environment, ...]":
    from grafmint.config import read

    return read(config).select(patterns or ("local",))


def _build_all(environments: "tuple[Environment, ...]", debug: bool) -> "list[Built]":
    from grafmint.workflow import build as build_one

    return [build_one(environment, debug=debug) for environment in environments]


def _one(config: Path, name: str, debug: bool) -> "Built":
    from grafmint.cli.report import show_findings

    environments = _select(config, (name,))
    if len(environments) > 1:
        raise click.UsageError(f"--env {name} names several environments; this command takes one")
    [built] = _build_all(environments, debug)
    if built.is_sound:
        show_findings(built.findings)
    return built


def _files(paths: tuple[Path, ...]) -> list[Path]:
    return [file for path in paths for file in (sorted(path.rglob("*.json")) if path.is_dir() else [path])]


def _print_findings(findings: Any, format_: str) -> None:
    from grafmint.cli.report import out_style
    from grafmint.render import json as render_json
    from grafmint.render.findings import findings_text
    from grafmint.render.markdown import findings_markdown

    if format_ == "json":
        click.echo(render_json.document("findings", findings=render_json.findings_json(findings)), nl=False)
    elif format_ == "markdown":
        click.echo(findings_markdown(findings), nl=False)
    else:
        click.echo(findings_text(findings, out_style()), nl=False)


def _print_plan(made: Any, format_: str) -> None:
    from grafmint.cli.report import out_style
    from grafmint.render import json as render_json
    from grafmint.render.markdown import plan_markdown
    from grafmint.render.plan import plan_text

    if format_ == "json":
        click.echo(render_json.document("plan", **render_json.plan_json(made)), nl=False)
    elif format_ == "markdown":
        click.echo(plan_markdown(made), nl=False)
    else:
        click.echo(plan_text(made, out_style()), nl=False)


def _confirm(environment: "Environment", yes: bool) -> None:
    import sys

    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("there is no terminal to ask on: add --yes to write without asking")
    if environment.protected:
        if (
            click.prompt(f"{environment.name} is protected. Write `yes` to go on", default="", show_default=False)
            != "yes"
        ):
            raise click.Abort
        return
    click.confirm(f"Write this to {environment.name}?", abort=True)
