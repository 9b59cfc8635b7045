"""The border of the command line: every error becomes a message and an exit code."""

import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from grafmint.finding import Finding

USAGE = 64
INTERRUPTED = 130
# What a command has not done where findings stop it.
_UNDONE = {
    "build": "written", "sync": "written", "plan": "planned", "check": "checked", "preview": "drawn",
    "review": "reviewed", "restore": "restored", "backup": "saved",
}  # fmt: skip
_FAULT = "this is a fault of grafmint: run it again with --debug and report what it prints"


class Unanswered(click.Abort):
    """Ctrl-C or the end of input at a question: nothing was begun."""


def run(command: click.Command, arguments: Sequence[str] | None) -> int:
    """Run a command and return its exit code; click's own 2 is 64, so that 2 can mean "changes pending"."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    border = Border("--debug" in words, _wants_json(words), next(iter(words), ""))
    _write_anything()
    try:
        result = command.main(words, prog_name="grafmint", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return USAGE
    except click.ClickException as error:
        code = USAGE if isinstance(error, click.UsageError) else 1
        return border.failed(error.format_message(), _help(error), code)
    except Unanswered:
        return border.failed("interrupted: nothing written", None, INTERRUPTED)
    except (KeyboardInterrupt, click.Abort):
        return border.failed("interrupted", "run the same command again: it goes on where it stopped", INTERRUPTED)
    except Exception as error:  # noqa: BLE001  # the last border: nothing may leave as a bare traceback
        return border.explained(error)
    return result if isinstance(result, int) else 0


class Border(NamedTuple):
    """How this run tells of an error: in text on standard error, and as the one JSON document where that was asked."""

    debug: bool
    json: bool
    command: str | None = None

    def failed(self, message: str, hint: str | None, code: int, findings: "Sequence[Finding]" = ()) -> int:
        """Tell of an error; its exit code."""
        from grafmint.cli.report import err_style, show_stopped
        from grafmint.render.findings import problem_text

        if findings:
            show_stopped(findings, f"Nothing {_UNDONE.get(self.command or '', 'done')}")
        else:
            click.echo(problem_text(message, hint, err_style()), err=True, nl=False)
        if self.json:
            from grafmint.render import json

            click.echo(json.document("error", **json.error_json(message, hint, findings, code)), nl=False)
        return code

    def explained(self, error: Exception) -> int:
        """Tell of an error that a command raised."""
        from grafmint.errors import GrafmintError, ProjectError

        if self.debug:
            self._show_traceback(error)
        if isinstance(error, ProjectError):
            return self.failed(error.message, error.hint, error.exit_code, error.findings)
        if isinstance(error, GrafmintError):
            return self.failed(error.message, error.hint, error.exit_code)
        return self.failed(f"{type(error).__name__}: {error}", None if self.debug else _FAULT, 1)

    def _show_traceback(self, error: Exception) -> None:
        import traceback

        from grafmint.render.clean import clean

        for line in "".join(traceback.format_exception(error)).splitlines():
            click.echo(clean(line), err=True)


def _wants_json(words: Sequence[str]) -> bool:
    # Read here and not by click: the error may be that click could not read the line.
    return "--json" in words or "--format=json" in words or ("--format", "json") in pairwise(words)


def _help(error: click.ClickException) -> str | None:
    context = getattr(error, "ctx", None)
    return f"see `{context.command_path} --help`" if context is not None else None


def _write_anything() -> None:
    """Let a terminal that knows only ASCII show escapes where it cannot show a sign, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
