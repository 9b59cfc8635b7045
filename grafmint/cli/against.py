"""What `plan --against` does: two servers of one project are read and held against each other."""

from typing import TYPE_CHECKING

import click

from grafmint.cli.several import Ended
from grafmint.cli.stages import build_one

if TYPE_CHECKING:
    from grafmint.environment import Environment
    from grafmint.plan.against import Side
    from grafmint.target.server.restore.look import Everything


def told_against(here: "Environment", there: "Environment", debug: bool, format_: str, *, detailed: bool) -> Ended:
    """Print what differs between two servers, but for its JSON; raises UsageError where one is a directory."""
    from grafmint.cli.report import out_style, result
    from grafmint.environment import Directory
    from grafmint.plan.against import contrasts
    from grafmint.render.against import against_json, against_summary, against_text

    if here.name == there.name:
        raise click.UsageError(f"--against {there.name} is the environment itself: name another one")
    for each in (here, there):
        if isinstance(each.target, Directory):
            raise click.UsageError(f"{each.name} is a directory, and --against compares servers: name one with a url")
    found = contrasts(_side(here, debug), _side(there, debug))
    if format_ == "text":
        result(against_text(found, here.name, there.name, out_style()))
    summary = against_summary(found, here.name, there.name)
    return Ended(here.name, 2 if detailed and found else 0, summary, against_json(found, here.name, there.name))


def _side(environment: "Environment", debug: bool) -> "Side":
    """What a server has and what the code says of it.

    Raises ProjectError where that is not sound, and CredentialsError where we do not see all of what the server has.
    """
    from grafmint.cli.report import Reading
    from grafmint.errors import ProjectError
    from grafmint.plan.against import Side
    from grafmint.target.server.restore.look import everything, server_of

    built = build_one(environment, debug)
    if not built.is_sound:
        raise ProjectError(built.findings)
    with server_of(environment, Reading()) as target:
        found = everything(target)
        _refuse_unread(found, environment.name)
        live = {(held.kind, held.uid): target.entry(held) for held in found.held}
    return Side(
        environment=environment.name,
        live=live,
        code={(entry.kind, entry.uid): entry for entry in built.bundle},
        datasources={name: environment.datasources.get(name, name) for name in environment.datasource_types},
    )


def _refuse_unread(found: "Everything", name: str) -> None:
    from grafmint.bundle import GRAFANA, plural, shown
    from grafmint.cli.report import say
    from grafmint.errors import CredentialsError

    unread = [plural(kind) for kind in GRAFANA if kind in found.unread]
    unread += [f"{shown(kind)} {uid!r}" for kind, uid in found.lacking]
    if unread:
        raise CredentialsError(
            f"these credentials of {name} may not read {', '.join(unread)}",
            hint="use those of an account that may: what is not seen cannot be compared",
        )
    if not found.is_seen:
        say(f"{name}: folders and dashboards may be hidden from these credentials, and are not compared then")
