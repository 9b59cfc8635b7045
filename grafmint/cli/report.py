"""What commands say: results on standard output, the rest on standard error."""

import os
import sys
from collections.abc import Iterable

import click

from grafmint.finding import Finding
from grafmint.render.findings import findings_text
from grafmint.render.style import Style


def out_style() -> Style:
    """The style of standard output."""
    return Style(_colored(sys.stdout.isatty()))


def err_style() -> Style:
    """The style of standard error."""
    return Style(_colored(sys.stderr.isatty()))


def show_findings(findings: Iterable[Finding]) -> None:
    """Findings as diagnostics."""
    click.echo(findings_text(findings, err_style()), err=True, nl=False)


def say(text: str) -> None:
    """A line beside the result."""
    click.echo(text, err=True)


def _colored(terminal: bool) -> bool:
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
