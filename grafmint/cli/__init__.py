"""The command line: the only module that knows click, prints, or ends a process."""

import gc
import sys
from collections.abc import Sequence

import click

from grafmint.cli.border import run
from grafmint.cli.commands import COMMANDS
from grafmint.cli.group import Group

VERSION_MESSAGE = "grafmint %(version)s"


@click.group(
    cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, commands=COMMANDS
)
@click.version_option(None, "--version", package_name="grafmint", message=VERSION_MESSAGE)
def grafmint() -> None:
    """Grafana as code for Python: define, check, plan and sync dashboards.

    Run it in the folder of a grafmint.toml, or name that file with --config. Results go to standard output, everything
    else to standard error.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """The `grafmint` command; exits with the codes of docs/reference/exit-codes.md."""
    # A command makes many small values that live as long as it does; looking for garbage among them finds none.
    gc.set_threshold(100_000, 50, 50)
    sys.exit(run(grafmint, arguments))
