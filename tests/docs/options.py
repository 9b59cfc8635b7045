"""The commands as their help says them: usage, purpose, options, examples."""

from collections.abc import Iterator
from textwrap import dedent

import click

from grafmint.cli import grafmint
from grafmint.cli.commands import COMMANDS
from tests.docs.generated import Make, code, table

_EXAMPLES = "\b\n"


def makers() -> dict[str, Make]:
    """What stands in each region of the page."""
    commands = {"grafmint": grafmint, **{f"grafmint {command.name}": command for command in COMMANDS}}
    return {name: (lambda name=name, command=command: _said(name, command)) for name, command in commands.items()}  # type: ignore[misc]  # bound early


def _said(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, help_option_names=grafmint.context_settings["help_option_names"])
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    text, _, examples = (command.help or "").partition(_EXAMPLES)
    parts = [code(usage), *(" ".join(each.split()) for each in text.strip().split("\n\n"))]
    parts.append(table(("option", "default", "what it does"), _options(command, context)).rstrip())
    if examples:
        parts.append(f"```text\n{dedent(examples).strip()}\n```")
    return "\n" + "\n\n".join(parts) + "\n\n"


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str, str]]:
    for option in command.get_params(context):
        if isinstance(option, click.Option) and (record := option.get_help_record(context)):
            text, _, _ = record[1].partition("  [default:")
            yield code(record[0]), code(str(option.default)) if option.show_default else "", text
