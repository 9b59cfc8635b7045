"""Looking at an environment's target by reads only, so that a first sync brings no surprise."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from grafmint.bundle import GRAFANA, Bundle, plural
from grafmint.environment import Directory, Environment
from grafmint.errors import TargetError
from grafmint.plan.choices import Choices
from grafmint.plan.snapshot import Held
from grafmint.target.checkup import Check, failed
from grafmint.target.directory.target import DirectoryTarget
from grafmint.target.obstacles import Obstacle, obstacles


def examine(environment: Environment, bundle: Bundle | None) -> Iterator[Check]:
    """What is there, check by check; without a bundle, because it cannot be built, whatever it might hold."""
    if isinstance(environment.target, Directory):
        yield from _directory(environment, environment.target.path, bundle)
        return
    from grafmint.target.server.doctor.examine import examine_server

    yield from examine_server(environment, environment.target, bundle)


def _directory(environment: Environment, path: Path, bundle: Bundle | None) -> Iterator[Check]:
    place = _place(environment, path)
    yield place
    if place.status == "bad":
        return
    target = DirectoryTarget(environment, path)
    try:
        held = target.read(bundle or Bundle(entries=()), Choices()).held.values()
    except TargetError as error:
        yield failed("files", error)
        return
    yield from _files(list(held))
    if bundle is not None:
        foreign = {(each.kind, each.uid): each.where for each in held if each.hold == "foreign"}
        yield obstacles([Obstacle(*key, f"the file {where}") for key, where in foreign.items()], environment, bundle)


def _place(environment: Environment, path: Path) -> Check:
    shown = path.relative_to(environment.root) if path.is_relative_to(environment.root) else path
    nearest = next(each for each in (path, *path.parents) if each.exists())
    if not nearest.is_dir():
        what, hint = f"{nearest} is no directory", "move it away, or choose another directory"
        return Check(name="directory", status="bad", said=f"{shown}: {what}", hint=hint)
    if not os.access(nearest, os.W_OK | os.X_OK):
        hint = "give yourself the right to write there, or choose another directory"
        return Check(name="directory", status="bad", said=f"{shown}: {nearest} cannot be written", hint=hint)
    state = "there, and can be written" if nearest == path else "not there yet: the first sync makes it"
    return Check(name="directory", status="ok", said=f"{shown}, {state}")


def _files(held: Sequence[Held]) -> Iterator[Check]:
    """How many resources of each kind are ours as we wrote them, and how many somebody has edited since."""
    there = {"folder", "datasource", "dashboard", *(each.kind for each in held)}
    for kind in (kind for kind in GRAFANA if kind in there):
        count = Counter(each.hold for each in held if each.kind == kind)
        said = f"{count['ours']} ours, {count['edited']} edited since"
        status, hint = ("warn", "see `grafmint plan` for what was edited") if count["edited"] else ("ok", None)
        yield Check(name=plural(kind), status=status, said=said, hint=hint)  # type: ignore[arg-type]  # two literals
