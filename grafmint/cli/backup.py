"""`grafmint backup`: everything that a server holds, in files."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grafmint.cli import options
from grafmint.cli.group import EnvCommand
from grafmint.cli.stages import select_one

if TYPE_CHECKING:
    from grafmint.backup.backup import Backup


@click.command(cls=EnvCommand)
@options.one_env
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="The directory to write; files of others in it are left alone.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="WHAT",
    help="Only KIND/GLOB, folder:UID or tag:NAME, and what comes along; repeatable.",
)
@options.formats("text", "json")
@options.config
@options.debug
def backup(
    env: str,
    out: Path,
    select: tuple[str, ...],
    format_: str,
    config: Path,
    debug: bool,  # the border reads it
) -> int:
    """Write everything that a server holds into files, whoever made it, for `grafmint restore --from`.

    Reads only. Secrets are not in it, for no server gives them back; their names are in DIR/backup.json.

    \b
    grafmint backup --env prod --out backups/prod
    grafmint backup --env prod --out backups/shop --select folder:shop
    """
    from grafmint.backup.backup import take_backup
    from grafmint.backup.files import prepare_backup
    from grafmint.cli.report import Reading
    from grafmint.selection import selection
    from grafmint.target.server.restore.look import server_of

    started = time.perf_counter()
    chosen = selection(select)
    with server_of(select_one(config, env), Reading()) as target:
        taken = take_backup(target, chosen)
    output = prepare_backup(taken, out)
    output.write()
    _tell(taken, out, time.perf_counter() - started, format_)
    for path in output.kept:
        _say(f"left alone, because it was edited: {out / path}")
    return 0 if taken.is_whole else 4


def _tell(backup: "Backup", out: Path, seconds: float, format_: str) -> None:
    from grafmint.cli.report import print_document, result
    from grafmint.render.backup import backup_json, backup_text, lacking_text

    if format_ == "json":
        print_document("backup", {"out": str(out), **backup_json(backup)})
    else:
        result(backup_text(backup, str(out), seconds))
    for line in lacking_text(backup):
        _say(line)


def _say(line: str) -> None:
    from grafmint.cli.report import say

    say(line)
