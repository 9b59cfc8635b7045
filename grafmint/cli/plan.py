"""`grafmint plan`: what a sync would do."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from grafmint.cli import options
from grafmint.cli.against import told_against
from grafmint.cli.group import EnvCommand
from grafmint.cli.several import Ended, in_turn
from grafmint.cli.stages import build_one, select, select_one

if TYPE_CHECKING:
    from grafmint.environment import Environment
    from grafmint.plan.choices import Choices
    from grafmint.plan.plan import Plan
    from grafmint.workflow import Built


class _Plan(EnvCommand):
    """What is no option may be a plan that was saved."""

    def _instead(self, word: str) -> str:
        if Path(word).is_file():
            return f"`grafmint sync {quote(word)} --dry-run` shows a saved plan"
        return super()._instead(word)


@click.command(cls=_Plan)
@options.envs("local")
@options.choices
@click.option("--detailed-exitcode", is_flag=True, help="Exit with 2 when changes or conflicts are pending.")
@click.option("--drift", is_flag=True, help="Only what was edited on the target; exit with 1 when anything was.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Save the plan, for `grafmint sync FILE` to do exactly that.",
)
@click.option(
    "--against", metavar="NAME", help="What differs between two servers, beyond what the code says: this one and NAME."
)
@options.formats("text", "json", "markdown")
@options.config
@options.debug
def plan(
    envs: tuple[str, ...],
    choices: "Choices",
    detailed_exitcode: bool,
    drift: bool,
    out: Path | None,
    against: str | None,
    format_: str,
    config: Path,
    debug: bool,
) -> int:
    """Show what a sync would do; writes nothing.

    \b
    grafmint plan --env prod
    grafmint plan --env prod --select 'dashboard/http-*'
    grafmint plan --env '*-prod'           several environments
    grafmint plan --env prod --drift       what people edited, for a nightly job
    grafmint plan --env prod --out FILE    exactly this plan, for `grafmint sync FILE`
    grafmint plan --env prod --against staging
    """
    from grafmint.plan.choices import Choices

    environments = select(config, envs or ("local",))
    if out is not None:
        _refuse_out(out, environments, drift=drift)
    if drift and detailed_exitcode:
        raise click.UsageError("--drift exits with 1 where anything was edited: leave --detailed-exitcode out")
    other = select_one(config, against) if against is not None else None
    if other is not None and (drift or out is not None or format_ == "markdown" or choices != Choices()):
        said = "it takes no --drift, --out or markdown, nor --select, --prune and the like"
        raise click.UsageError(f"--against compares two servers and plans nothing: {said}")

    def one(environment: "Environment") -> Ended:
        if other is not None:
            return told_against(environment, other, debug, format_, detailed=detailed_exitcode)
        built, made = _planned(environment, choices, debug)
        if drift:
            return _told_drift(made.drift, format_)
        pending = 2 if detailed_exitcode and not made.is_empty else 0
        ended = told(made, format_, pending)
        if out is not None:
            _save(built, made, out)
        return ended

    return in_turn(environments, one, "comparison" if other else "drift" if drift else "plan", format_)


def _refuse_out(out: Path, environments: "tuple[Environment, ...]", *, drift: bool) -> None:
    """Raise UsageError where what is to be saved is not the whole plan of one environment."""
    from grafmint.errors import UsageError

    if drift:
        said = "--out saves the whole plan, and --drift shows edits alone"
        raise UsageError(said, hint="leave one of them out, or run it twice")
    if len(environments) > 1:
        names = ", ".join(environment.name for environment in environments)
        way_out = f"save each into a file of its own: --env {environments[0].name} --out {out}"
        raise UsageError(f"--out saves the plan of one environment, and --env names several: {names}", hint=way_out)


def _planned(environment: "Environment", choices: "Choices", debug: bool) -> "tuple[Built, Plan]":
    from grafmint.cli.report import Reading
    from grafmint.workflow import plan as make_plan
    from grafmint.workflow import target_of

    built = build_one(environment, debug)
    with target_of(built, Reading()) as target:
        return built, make_plan(built, target, choices)


def told(plan: "Plan", format_: str, code: int = 0) -> Ended:
    """Print a plan, but for its JSON."""
    from grafmint.cli.report import print_plan
    from grafmint.render.json import plan_json
    from grafmint.render.plan import summary

    if format_ != "json":
        print_plan(plan, format_)
    return Ended(plan.environment, code, summary(plan), plan_json(plan))


def _told_drift(drift: "Plan", format_: str) -> Ended:
    from grafmint.cli.report import out_style, result
    from grafmint.errors import CredentialsError
    from grafmint.render.drift import drift_summary, drift_text
    from grafmint.render.json import plan_json
    from grafmint.render.markdown import plan_markdown

    if format_ != "json":
        said = plan_markdown(drift, f"**{drift_summary(drift)}**") if format_ == "markdown" else None
        result(said or drift_text(drift, out_style()))
    # Where nothing was found and something not read, nobody knows whether that was edited.
    code = 1 if len(drift.steps) > drift.count("held") else CredentialsError.exit_code if drift.unread else 0
    return Ended(drift.environment, code, drift_summary(drift), plan_json(drift))


def _save(built: "Built", plan: "Plan", out: Path) -> None:
    from grafmint.cli.report import say
    from grafmint.errors import TargetError
    from grafmint.plan.saved import saved

    try:
        out.write_bytes(saved(plan, built.bundle, built.environment))
    except OSError as error:
        raise TargetError(f"{out}: {error.strerror}", hint="choose another FILE for --out") from error
    say(f"Saved: `grafmint sync {out}` does exactly this.")
