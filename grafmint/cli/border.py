"""The border of the command line: every error becomes a message and an exit code."""

import os
import sys
from collections.abc import Sequence

import click

USAGE = 64
INTERRUPTED = 130


def run(command: click.Command, arguments: Sequence[str] | None) -> int:
    """Run a command and return its exit code; click's own 2 is 64, so that 2 can mean "changes pending"."""
    try:
        result = command.main(arguments, prog_name="grafmint", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        error.show()
        return 1
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; what is left in the buffer has nowhere to go either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001  # the last border: nothing may leave as a bare traceback
        return _explained(error)
    return result if isinstance(result, int) else 0


def _explained(error: Exception) -> int:
    from grafmint.cli.report import show_findings
    from grafmint.errors import GrafmintError, ProjectError

    if not isinstance(error, GrafmintError) or _debug():
        if _debug():
            raise error
        click.echo(f"error: {type(error).__name__}: {error}", err=True)
        click.echo("  hint: this is a fault of grafmint; run it again with --debug and report what it prints", err=True)
        return 1
    if isinstance(error, ProjectError):
        show_findings(error.findings)
        return error.exit_code
    click.echo(f"error: {error.message}", err=True)
    if error.hint:
        click.echo(f"  hint: {error.hint}", err=True)
    return error.exit_code


def _debug() -> bool:
    return "--debug" in sys.argv
