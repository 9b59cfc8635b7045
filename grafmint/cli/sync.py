"""`grafmint sync`: make a target what the code says."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grafmint.cli import options
from grafmint.cli.plan import told
from grafmint.cli.several import Ended, in_turn
from grafmint.cli.stages import build_one, carry_out, select

if TYPE_CHECKING:
    from grafmint.environment import Environment
    from grafmint.plan.choices import Choices
    from grafmint.plan.plan import Plan
    from grafmint.plan.saved import SavedPlan
    from grafmint.target import Target
    from grafmint.workflow import Built


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@options.envs("local")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Exactly `grafmint plan`.")
@options.choices
@options.formats("text", "json")
@options.config
@options.debug
def sync(
    file: Path | None,
    envs: tuple[str, ...],
    yes: bool,
    dry_run: bool,
    choices: "Choices",
    format_: str,
    config: Path,
    debug: bool,
) -> int:
    """Make an environment's target what the code says.

    Shows the plan, asks, and writes. What somebody edited by hand is left alone. With FILE, the plan that
    `grafmint plan --out FILE` saved is done, or refused where it is not the same any more.

    \b
    grafmint sync --env local --yes
    grafmint sync --env '*-prod' --yes     several, one after another
    grafmint sync --env prod --prune       also delete what the code has no more
    grafmint sync --env prod --force UID   overwrite what somebody edited
    grafmint sync --dry-run                exactly `grafmint plan`
    """
    from grafmint.cli.report import Reading
    from grafmint.workflow import target_of

    saved = _read(file, envs, choices) if file is not None else None
    environments = select(config, (saved.environment,) if saved is not None else envs or ("local",))

    def one(environment: "Environment") -> Ended:
        if saved is not None:
            saved.refuse_elsewhere(environment)
        built = build_one(environment, debug) if saved is None else _from(saved, environment)
        with target_of(built, Reading()) as target:
            made = _planned(built, target, choices, saved)
            if dry_run:
                return told(made, format_)
            return _synced(target, made, environment, ask=not yes, format_=format_)

    return in_turn(environments, one, "plan" if dry_run else "outcome", format_)


def _read(file: Path, envs: tuple[str, ...], choices: "Choices") -> "SavedPlan":
    """The plan of a file; what it was made with is not said again."""
    from grafmint.errors import UsageError
    from grafmint.plan.choices import Choices
    from grafmint.plan.saved import read_saved

    try:
        content = file.read_bytes()
    except OSError as error:
        way_out = f"`grafmint sync --env {file}` syncs an environment, `grafmint plan --out {file}` saves a plan"
        raise UsageError(f"{file}: {error.strerror}", hint=way_out) from error
    plan = read_saved(content, str(file))
    if envs or choices != Choices():
        said = "its environment and its choices are in it: leave --env, --select, --prune, --force and the like out"
        raise UsageError(f"{file} is a saved plan", hint=said)
    return plan


def _from(plan: "SavedPlan", environment: "Environment") -> "Built":
    from grafmint.workflow import Built

    return Built(environment=environment, bundle=plan.bundle, findings=())


def _synced(target: "Target", plan: "Plan", environment: "Environment", *, ask: bool, format_: str) -> Ended:
    from grafmint.cli.report import tell_outcome
    from grafmint.render.json import outcome_json
    from grafmint.render.plan import outcome_summary

    started = time.perf_counter()
    outcome = carry_out(plan, target, environment, ask=ask, format_=format_)
    tell_outcome(outcome, time.perf_counter() - started, format_)
    return Ended(
        environment.name, outcome.exit_code, outcome_summary(outcome), outcome_json(outcome), bool(outcome.done)
    )


def _planned(built: "Built", target: "Target", choices: "Choices", saved: "SavedPlan | None") -> "Plan":
    """The plan; raises TargetError where it is not the saved one any more, and more than done already."""
    from grafmint.cli.report import say
    from grafmint.errors import TargetError
    from grafmint.workflow import plan as make_plan

    made = make_plan(built, target, choices if saved is None else saved.choices)
    moved = saved.differences(made) if saved is not None else ()
    if moved and saved is not None and saved.is_done(made):
        say("The saved plan is done: all of it is there already.")
    elif moved:
        more = f" and {len(moved) - 1} more" if len(moved) > 1 else ""
        raise TargetError(
            f"the plan is not the saved one any more: {moved[0]}{more}: nothing written",
            hint="see with `grafmint plan` what has changed, or what these credentials see otherwise; save a new one",
        )
    return made
