"""`grafmint restore`: take back what a run did, or put back what a backup holds."""

import re
import time
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from grafmint.cli import options
from grafmint.cli.group import EnvCommand
from grafmint.cli.stages import Errand, carry_out, select_one

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from grafmint.environment import Environment
    from grafmint.plan.choices import Choices
    from grafmint.plan.plan import Plan
    from grafmint.render.style import Style
    from grafmint.runs.run import Run
    from grafmint.target.server.target import ServerTarget

    Make = Callable[[ServerTarget], Plan]


_RUN_ID = re.compile("[0-9a-f]{4,8}")


class _Restore(EnvCommand):
    """Whose words without an option are runs and backups more often than environments."""

    def _instead(self, word: str) -> str:
        if _RUN_ID.fullmatch(word):
            return f"write --run {word}"
        return f"write --from {quote(word)}" if Path(word).is_dir() else super()._instead(word)


@click.command(cls=_Restore)
@options.one_env
@click.option("--run", "run_id", metavar="ID", help="The run to undo, as `grafmint sync` named it.")
@click.option(
    "--from",
    "from_",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The backup to put back, as `grafmint backup --out DIR` wrote it.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Show what would be put back, and write nothing.")
@click.option(
    "--force",
    multiple=True,
    metavar="UID",
    help="Put this one (or KIND/UID) back although it was changed since; repeatable.",
)
@click.option("--select", multiple=True, metavar="WHAT", help="Only KIND/GLOB, folder:UID or tag:NAME; repeatable.")
@options.formats("text", "json")
@options.config
@options.debug
def restore(
    env: str,
    run_id: str | None,
    from_: Path | None,
    yes: bool,
    dry_run: bool,
    force: tuple[str, ...],
    select: tuple[str, ...],
    format_: str,
    config: Path,
    debug: bool,  # the border reads it
) -> int:
    """Undo a run, or put a backup back; without either, list the runs that can be undone.

    Shows what it would write, asks, and writes. What somebody has changed since is left alone.

    \b
    grafmint restore --env prod                       the runs, newest first
    grafmint restore --env prod --run 4f2a            undo one
    grafmint restore --env prod --from backups/prod   put a backup back
    grafmint restore --env prod --run 4f2a --force UID   although it was changed since
    """
    import attrs

    from grafmint.plan.choices import Choices
    from grafmint.selection import selection

    if run_id is not None and from_ is not None:
        raise click.UsageError("--run undoes a run, --from puts a backup back: give one of them")
    environment = select_one(config, env)
    _refuse_directory(environment)
    if run_id is None and from_ is None:
        _refuse_alone({"--select": select, "--force": force, "--dry-run": dry_run})
        return _list(environment, format_)
    choices = Choices(select=selection(select), force=force)
    command = f"grafmint restore --env {environment.name}"
    if from_ is not None:
        errand, make = _errand("restore --from", f"{command} --from {from_}", select), _of_backup(from_, choices)
        is_whole = True
    else:
        run = _run(str(run_id), environment)
        errand, make = _errand(f"restore --run {run.id}", f"{command} --run {run.id}", select), _of_run(run, choices)
        is_whole = run.owns_policies
    # A backup has the whole tree of policies and puts it back as one, and so does whoever takes that back.
    environment = attrs.evolve(environment, owns_policies=is_whole)
    return _carried_out(environment, make, errand, ask=not yes, dry_run=dry_run, format_=format_)


def _refuse_directory(environment: "Environment") -> None:
    from grafmint.environment import Directory

    if isinstance(environment.target, Directory):
        from grafmint.target.server.restore.look import kept_nowhere

        raise kept_nowhere(environment)


def _refuse_alone(given: "Mapping[str, object]") -> None:
    """Raise UsageError for an option of what is put back where nothing is."""
    option = next((name for name, value in given.items() if value), None)
    if option is not None:
        raise click.UsageError(f"{option} goes with --run or --from, which say what is put back")


def _errand(what: str, command: str, select: "Sequence[str]") -> Errand:
    """The errand, with the command that does it once more."""
    again = "".join(f" --select {quote(each)}" for each in select)

    def shown(plan: "Plan", style: "Style") -> str:
        from grafmint.render.restore import restore_text

        return restore_text(plan, f"{command}{again}", style)

    return Errand(what, shown)


def _carried_out(
    environment: "Environment",
    make: "Make",
    errand: Errand,
    *,
    ask: bool,
    dry_run: bool,
    format_: str,
) -> int:
    from grafmint.cli.report import Reading, out_style, print_outcome, print_plan, result
    from grafmint.target.server.restore.look import server_of

    started = time.perf_counter()
    with server_of(environment, Reading()) as target:
        plan = make(target)
        if dry_run:
            result(errand.shown(plan, out_style())) if format_ == "text" else print_plan(plan, format_)
            return 0
        outcome = carry_out(plan, target, environment, ask=ask, format_=format_, errand=errand)
    print_outcome(outcome, time.perf_counter() - started, format_)
    return outcome.exit_code


def _of_run(run: "Run", choices: "Choices") -> "Make":
    from grafmint.runs.undo import undo_plan

    return lambda target: undo_plan(run, target, choices)


def _of_backup(folder: Path, choices: "Choices") -> "Make":
    from grafmint.backup.files import read_backup
    from grafmint.backup.restoring import restoring_plan

    # What is wrong with it is told before a server is asked for anything.
    backup = read_backup(folder)
    return lambda target: restoring_plan(backup, target, choices)


def _run(id_: str, environment: "Environment") -> "Run":
    """The run with an id; raises UsageError where there is none, or where it was of another place."""
    from grafmint.errors import UsageError
    from grafmint.render.runs import newest_text
    from grafmint.runs.store import Store

    store = Store.of(environment)
    run = store.find(id_)
    if run is None:
        others = store.others(id_)
        hint = f"it is a run of {others[0]}: --env {others[0]}" if others else newest_text(store.runs())
        raise UsageError(f"{environment.name} has no run {id_!r}", hint=hint)
    if not run.is_of(environment):
        where = f"{run.environment} of the project {run.project!r} at {run.url}, organisation {run.org}"
        raise UsageError(f"run {id_} wrote to {where}", hint="that is not where this environment is today")
    return run


def _list(environment: "Environment", format_: str) -> int:
    from grafmint.cli.report import out_style, print_document, result, say
    from grafmint.render.runs import runs_json, runs_text
    from grafmint.runs.store import Store

    store = Store.of(environment)
    if format_ == "json":
        print_document("runs", {"environment": environment.name, "runs": runs_json(store.runs())})
        return 0
    text = runs_text(store.runs(), out_style())
    result(text)
    say(f"Undo one: grafmint restore --env {environment.name} --run ID" if text else "No run is kept here.")
    return 0
