"""Looking at an upgrade: of what the code makes, of files, and of all that servers hold."""

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from grafmint.bundle import Bundle
from grafmint.check.upgrade import Upgrade, check_upgrade
from grafmint.check.upgrade.fact import shown
from grafmint.check.upgrade.facts import MAJORS
from grafmint.cli.report import Reading, say
from grafmint.environment import Directory, Environment, Version
from grafmint.errors import UsageError
from grafmint.finding import Finding, in_order
from grafmint.target.server.upgrade.content import Content, read_content
from grafmint.workflow import Built

_VERSION = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")


def version(text: str) -> Version:
    """The version that `--grafana` names; raises UsageError for what is none that anything is known of."""
    found = _VERSION.fullmatch(text)
    if found is not None and int(found[1]) in MAJORS:
        return int(found[1]), int(found[2])
    what = "is no version MAJOR.MINOR" if found is None else "is a version that nothing is known of"
    near = _VERSION.search(text) if found is None else None
    example = near[0] if near is not None else "13.2"
    hint = f"{MAJORS[0]}.0 to {MAJORS[-1]}.x are allowed: --grafana {example}"
    raise UsageError(f"--grafana {text!r} {what}", hint=hint)


def of_files(bundle: Bundle, found: Iterable[Finding], to: Version) -> tuple[Finding, ...]:
    """What an upgrade would break in files; those that cannot be read are told as well."""
    return in_order([*_errors(found), *check_upgrade(bundle, Upgrade(to=to))])


def of_code(built: Built, to: Version) -> Iterator[Finding]:
    """The same of an environment's documents, and whether they are built for a newer Grafana than that."""
    environment = built.environment
    yield from _errors(built.findings)
    found = (*_newer(environment, to), *check_upgrade(built.bundle, Upgrade(to=to)))
    yield from (finding.relative_to(environment.root) for finding in found)


def of_servers(environments: Sequence[Environment], to: Version) -> tuple[list[Bundle], list[Finding]]:
    """The same of everything that the servers of environments hold; raises UsageError where one is a directory."""
    for environment in environments:
        if isinstance(environment.target, Directory):
            message = f"{environment.name} is a directory, and --live looks at a server"
            raise UsageError(message, hint="name environments that have a url with --env, or leave out --live")
    contents = {environment.name: _read(environment) for environment in environments}
    found = [
        finding
        for name, content in contents.items()
        for finding in _of_content(content, to, f"{name}: " if len(contents) > 1 else "")
    ]
    return [content.bundle for content in contents.values()], found


def _errors(found: Iterable[Finding]) -> Iterator[Finding]:
    """What keeps documents from being looked at; all else is no matter of an upgrade."""
    return (finding for finding in found if finding.severity == "error")


def _newer(environment: Environment, to: Version) -> Iterator[Finding]:
    if to < environment.grafana:
        yield Finding(
            rule="upgrade-version",
            severity="error",
            message=f"{environment.name} is built for Grafana {shown(environment.grafana)}, and {shown(to)} is older",
            hint=f'write grafana = "{shown(to)}" in [env.{environment.name}]: a sync refuses an older server',
            place=environment.place("grafana"),
        )


def _read(environment: Environment) -> Content:
    from grafmint.target.server.http.client import connect

    assert not isinstance(environment.target, Directory)
    with connect(environment.target, what=environment.name) as http:
        content = read_content(http, environment, Reading())
    if content.unread:
        say(f"{environment.name}: not looked at, for these credentials may not: {', '.join(content.unread)}")
    if content.modern:
        say(f"{environment.name}: not looked at, for they have the new layout: {', '.join(content.modern)}")
    return content


def _of_content(content: Content, to: Version, before: str) -> list[Finding]:
    """The findings by document: on a server its title and uid are the place."""
    titles = {(entry.kind, entry.uid): entry.title for entry in content.bundle}
    upgrade = Upgrade(to=to, installed=content.installed)
    found = sorted(check_upgrade(content.bundle, upgrade), key=lambda each: (each.kind, each.uid))
    return [
        attrs.evolve(each, message=f'{before}"{titles[each.kind, each.uid]}" ({each.uid}): {each.message}')  # type: ignore[index]  # each has both
        for each in found
    ]
