"""The commands: they read options, run the pipeline and print; all they need is imported when they run."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grafmint.cli import options
from grafmint.cli.backup import backup
from grafmint.cli.check import check
from grafmint.cli.doctor import doctor
from grafmint.cli.group import EnvCommand
from grafmint.cli.plan import plan
from grafmint.cli.preview import preview
from grafmint.cli.restore import restore
from grafmint.cli.review import review
from grafmint.cli.stages import select
from grafmint.cli.sync import sync

if TYPE_CHECKING:
    from grafmint.bundle import Bundle, Kind
    from grafmint.output import Output


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
    from grafmint.cli.report import result, show_findings, show_stopped
    from grafmint.finding import in_order
    from grafmint.output import prepare_build
    from grafmint.workflow import build_all

    started = time.perf_counter()
    built = build_all(select(config, envs), debug=debug)
    findings = in_order(finding for each in built for finding in each.findings)
    if not all(each.is_sound for each in built):
        show_stopped(findings, "Nothing written")
        return 1
    show_findings(findings)
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


COMMANDS: Sequence[click.Command] = (build, check, plan, sync, restore, backup, review, preview, envs, doctor)


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
