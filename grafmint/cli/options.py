"""The options that commands share, each said once."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

F = TypeVar("F", bound=Callable[..., Any])


def envs(default: str) -> Callable[[F], F]:
    """`--env`, which takes several; `default` says what it is when left out."""
    help_ = f"An environment of grafmint.toml, or a pattern such as 'plue-*'; repeatable. Default: {default}."
    return click.option("--env", "envs", multiple=True, metavar="NAME", help=help_)


one_env = click.option(
    "--env", "env", default="local", metavar="NAME", show_default=True, help="An environment of grafmint.toml."
)
config = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("grafmint.toml"),
    show_default=True,
    help="The project's file; paths in it start from its folder.",
)
data = click.option(
    "--data",
    default="sample",
    show_default=True,
    metavar="SOURCE",
    help="Whose numbers are drawn: sample (made up), prometheus:URL, env:NAME (its Grafana) or saved:DIRECTORY.",
)
theme = click.option(
    "--theme", type=click.Choice(["dark", "light"]), default="dark", show_default=True, help="The theme of the panels."
)
debug = click.option("--debug", is_flag=True, help="Show the traceback of an error.")


def choices(function: F) -> F:
    """The options of whoever decides about a plan, handed over as one value."""
    options = (
        click.option("--prune", is_flag=True, help="Also delete what is ours and no longer in the code."),
        click.option(
            "--max-delete",
            type=click.IntRange(min=0),
            metavar="N",
            help="Delete nothing where it would be more than N. Default: a tenth of what is managed, at least 5.",
        ),
        click.option(
            "--force",
            multiple=True,
            metavar="UID",
            help="Write this resource (or KIND/UID) although it was edited since the last sync; repeatable.",
        ),
        click.option(
            "--take-over",
            multiple=True,
            metavar="UID",
            help="Write this resource (or KIND/UID) although it is not ours; repeatable.",
        ),
        click.option(
            "--select",
            multiple=True,
            metavar="WHAT",
            help="Only KIND/GLOB, folder:UID or tag:NAME, and what comes along; repeatable.",
        ),
        click.option("--resend-secrets", is_flag=True, help="Send the secrets of datasources again."),
    )

    @wraps(function)
    def chosen(**given: Any) -> Any:
        from grafmint.plan.choices import Choices
        from grafmint.selection import selection

        select = selection(given.pop("select"))
        decided = {name: given.pop(name) for name in ("prune", "max_delete", "force", "take_over", "resend_secrets")}
        return function(choices=Choices(select=select, **decided), **given)

    for option in reversed(options):
        chosen = option(chosen)
    return cast("F", chosen)


def formats(*names: str) -> Callable[[F], F]:
    """`--format` with `--json` as its short form."""

    def add(function: F) -> F:
        choice = click.option(
            "--format",
            "format_",
            type=click.Choice(names),
            default=names[0],
            show_default=True,
            help="How to print it.",
        )
        short = click.option("--json", "format_", flag_value="json", help="Short for --format json.")
        return choice(short(function))

    return add
