"""The commands: they read options, run the pipeline and print; all they need is imported when they run."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grafmint.cli import options
from grafmint.cli.doctor import doctor
from grafmint.cli.group import EnvCommand
from grafmint.cli.preview import preview
from grafmint.cli.review import review
from grafmint.cli.stages import build_one, carry_out, files_of, refuse_env_of_files, select

if TYPE_CHECKING:
    from grafmint.bundle import Bundle, Kind
    from grafmint.finding import Finding
    from grafmint.output import Output
    from grafmint.plan.choices import Choices


@click.command(cls=EnvCommand)
@options.envs("local")
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
    from grafmint.cli.report import result, say, show_findings
    from grafmint.finding import in_order
    from grafmint.output import prepare_build
    from grafmint.workflow import build_all

    started = time.perf_counter()
    built = build_all(select(config, envs), debug=debug)
    show_findings(in_order(finding for each in built for finding in each.findings))
    if not all(each.is_sound for each in built):
        say("Nothing written: mend the errors above.")
        return 1
    folders = [out / each.environment.name if len(built) > 1 else out for each in built]
    pairs = list(zip(built, folders, strict=True))
    # All of them are prepared before the first is written: an obstacle in one leaves the others as they were.
    outputs = [prepare_build(each.bundle, folder, each.environment.project) for each, folder in pairs]
    for (each, folder), output in zip(pairs, outputs, strict=True):
        output.write()
        _tell_edited(output, folder)
        counts = _counts(each.bundle)
        seconds = time.perf_counter() - started
        result(f"Built {', '.join(counts)} for {each.environment.name} in {folder}/ ({seconds:.1f} s).\n")
    return 0


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@options.envs("all of them")
@options.formats("text", "json", "markdown")
@options.config
@options.debug
def check(paths: tuple[Path, ...], envs: tuple[str, ...], format_: str, config: Path, debug: bool) -> int:
    """Check the project, or any dashboard JSON.

    \b
    grafmint check                         every environment of the project
    grafmint check --env prod              one of them
    grafmint check exported/               files of no project
    """
    from grafmint.finding import has_errors, in_order
    from grafmint.workflow import build_all, check_files

    started = time.perf_counter()
    refuse_env_of_files(paths, "envs")
    if paths:
        bundle, findings = check_files(files_of(paths))
        bundles = [bundle]
    else:
        built = build_all(select(config, envs or ("*",)), debug=debug)
        bundles = [each.bundle for each in built]
        findings = in_order(finding for each in built for finding in each.findings)
    _print_findings(findings, bundles, started, format_)
    return 1 if has_errors(findings) else 0


@click.command(cls=EnvCommand)
@options.one_env
@options.choices
@click.option("--detailed-exitcode", is_flag=True, help="Exit with 2 when changes or conflicts are pending.")
@options.formats("text", "json", "markdown")
@options.config
@options.debug
def plan(env: str, choices: "Choices", detailed_exitcode: bool, format_: str, config: Path, debug: bool) -> int:
    """Show what a sync would do; writes nothing.

    \b
    grafmint plan --env prod
    grafmint plan --env prod --select 'dashboard/http-*'
    grafmint plan --detailed-exitcode      exit code 2 when something would change
    """
    from grafmint.cli.report import Reading, print_plan
    from grafmint.workflow import plan as make_plan
    from grafmint.workflow import target_of

    built = build_one(config, env, debug)
    with target_of(built, Reading()) as target:
        made = make_plan(built, target, choices)
    print_plan(made, format_)
    return 2 if detailed_exitcode and not made.is_empty else 0


@click.command(cls=EnvCommand)
@options.one_env
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Exactly `grafmint plan`.")
@options.choices
@options.formats("text", "json")
@options.config
@options.debug
def sync(env: str, yes: bool, dry_run: bool, choices: "Choices", format_: str, config: Path, debug: bool) -> int:
    """Make an environment's target what the code says.

    Shows the plan, asks, and writes. What somebody edited by hand is left alone.

    \b
    grafmint sync --env local --yes
    grafmint sync --env prod --force UID   overwrite what somebody edited
    grafmint sync --dry-run                exactly `grafmint plan`
    """
    from grafmint.cli.report import Reading, print_outcome, print_plan
    from grafmint.workflow import plan as make_plan
    from grafmint.workflow import target_of

    started = time.perf_counter()
    built = build_one(config, env, debug)
    with target_of(built, Reading()) as target:
        made = make_plan(built, target, choices)
        if dry_run:
            print_plan(made, format_)
            return 0
        outcome = carry_out(made, target, built.environment, ask=not yes, format_=format_)
    print_outcome(outcome, time.perf_counter() - started, format_)
    return outcome.exit_code


@click.command(cls=EnvCommand)
@options.envs("all of them")
@options.formats("text", "json")
@options.config
@options.debug
def envs(envs: tuple[str, ...], format_: str, config: Path, debug: bool) -> int:  # the border reads it
    """Show the environments, each value and where it was written; never a secret."""
    from grafmint.cli.report import print_document, result
    from grafmint.render.environments import environments_json, environments_text

    environments = select(config, envs or ("*",))
    if format_ == "json":
        print_document("environments", {"environments": environments_json(environments)})
    else:
        result(environments_text(environments))
    return 0


COMMANDS: Sequence[click.Command] = (build, check, plan, sync, review, preview, envs, doctor)


def _counts(bundle: "Bundle") -> list[str]:
    """How much there is of each kind; of alerting only what there is."""
    from grafmint.bundle import KINDS, plural, shown
    from grafmint.render.findings import number

    always: tuple[Kind, ...] = ("dashboard", "datasource", "folder")
    counts = {kind: len(bundle.of(kind)) for kind in (*always, *KINDS)}
    return [number(n, shown(kind), plural(kind)) for kind, n in counts.items() if n or kind in always]


def _tell_edited(output: "Output", folder: Path) -> None:
    from grafmint.cli.report import err_style, say

    if output.overwritten:
        names = ", ".join(str(folder / path) for path in output.overwritten)
        say(f"{err_style().paint('warning', 'warn')}: overwrote edited {names}")
    for path in output.kept:
        say(f"left alone, because it was edited: {folder / path}")


def _print_findings(findings: "Sequence[Finding]", bundles: "Sequence[Bundle]", started: float, format_: str) -> None:
    import attrs

    from grafmint.check import Size, size
    from grafmint.cli.report import out_style, print_document, result, say
    from grafmint.render.findings import findings_text, summary
    from grafmint.render.json import counts_json, findings_json
    from grafmint.render.markdown import findings_markdown

    total = sum(map(size, bundles), Size())
    line = summary(findings, total, time.perf_counter() - started)
    if format_ == "json":
        counts = {**counts_json(findings), **attrs.asdict(total)}
        print_document("findings", {"findings": findings_json(findings), "summary": counts})
    elif format_ == "markdown":
        result(findings_markdown(findings))
    else:
        result(findings_text(findings, out_style()) + f"{line}\n")
        return
    say(line)
