"""What commands say: results on standard output, the rest on standard error."""

import os
import sys
import time
from collections.abc import Iterable, Sequence
from typing import Any

import click

from grafmint.finding import Finding
from grafmint.outcome import Outcome
from grafmint.plan.plan import Plan
from grafmint.render import json
from grafmint.render.few import few_text
from grafmint.render.findings import findings_text, stopped
from grafmint.render.style import Style


def out_style() -> Style:
    """The style of standard output."""
    return Style(_colored(sys.stdout.isatty()))


def err_style() -> Style:
    """The style of standard error."""
    return Style(_colored(sys.stderr.isatty()))


def result(text: str) -> None:
    """What the command was asked for, ended by itself."""
    click.echo(text, nl=False)


def say(text: str) -> None:
    """A line beside the result."""
    click.echo(text, err=True)


def show_findings(findings: Iterable[Finding]) -> None:
    """Findings as diagnostics, beside the result; whoever reads them from a pipe or a log gets every one."""
    text = few_text if sys.stderr.isatty() else findings_text
    click.echo(text(findings, err_style()), err=True, nl=False)


def show_stopped(findings: Sequence[Finding], undone: str) -> None:
    """Findings with errors that stop a command, and as its last line what was not done for them."""
    show_findings(findings)
    say(stopped(findings, undone))


class Reading:
    """A line on a terminal that counts what has been read, once that takes longer than a moment."""

    moment = 1.0
    pause = 0.1

    def __init__(self) -> None:
        self._next = time.monotonic() + self.moment
        self._is_shown = False

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if sys.stderr.isatty() and (now >= self._next or (self._is_shown and done == total)):
            # The last count goes: what was read is told by the plan.
            said = f"reading {done} of {total}" if done < total else ""
            click.echo(f"\r\x1b[K{said}", err=True, nl=False)
            self._next, self._is_shown = now + self.pause, True


def print_document(type_: str, content: dict[str, Any]) -> None:
    """The one JSON document of a command."""
    result(json.document(type_, **content))


def print_plan(plan: Plan, format_: str) -> None:
    """A plan as the result."""
    from grafmint.render.markdown import plan_markdown
    from grafmint.render.plan import plan_text

    if format_ == "json":
        print_document("plan", json.plan_json(plan))
    else:
        result(plan_markdown(plan) if format_ == "markdown" else plan_text(plan, out_style()))


def print_outcome(outcome: Outcome, seconds: float, format_: str) -> None:
    """What a sync came to: the count as the result, every problem beside it."""
    if format_ == "json":
        print_document("outcome", json.outcome_json(outcome))
    tell_outcome(outcome, seconds, format_)


def tell_outcome(outcome: Outcome, seconds: float, format_: str) -> None:
    """The same without its document."""
    from grafmint.render.plan import failures_text, outcome_text

    if format_ != "json" and outcome.plan.writes:
        result(outcome_text(outcome, seconds, out_style()))
    click.echo(failures_text(outcome, err_style()), err=True, nl=False)
    if outcome.run is not None:
        say(f"Undo this run: grafmint restore --env {outcome.plan.environment} --run {outcome.run}")


def _colored(terminal: bool) -> bool:
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
