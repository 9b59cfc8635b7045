"""Making a review: two revisions, what a sync would do, pictures, and the files that tell it all."""

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import attrs

from grafmint.cli.report import result, say
from grafmint.cli.stages import select_one
from grafmint.data.source import check_form
from grafmint.errors import CredentialsError, GrafmintError, UsageError
from grafmint.finding import has_errors
from grafmint.output import prepare_files
from grafmint.picture.theme import ThemeName
from grafmint.render.clean import clean
from grafmint.render.findings import number
from grafmint.render.review_files import review_files
from grafmint.render.review_text import review_text
from grafmint.review.make import make_review
from grafmint.tree import MANIFEST

if TYPE_CHECKING:
    from grafmint.environment import Environment
    from grafmint.render.page.picture import Pictures
    from grafmint.review import Review
    from grafmint.review.planned import Settings
    from grafmint.revision import Revision

#: What is compared where no grafmint.toml names a project.
_FILES = "dashboards"
_FAULT = "this is a fault of grafmint: run `grafmint preview --debug` and report what it prints"
#: What a shell says of a process that was asked to end.
_TERMINATED = 128 + signal.SIGTERM
_NUMBERS = {"sample": "sample, made up", "saved": "saved"}
#: Whose numbers reach back over days.
_LIVE = frozenset({"prometheus", "env"})


class Sides(NamedTuple):
    """What is compared, as the user calls it."""

    base: str
    head: str | None


class Scope(NamedTuple):
    """Which project, and which of its environments."""

    config: Path
    env: str


class Target(NamedTuple):
    """An environment, and what grafmint.toml says of its server; read before any code of the change runs."""

    environment: "Environment"
    settings: "Settings"


class Drawn(NamedTuple):
    """How panels are shown: whose numbers, and in which theme."""

    data: str
    theme: ThemeName


def make(paths: tuple[Path, ...], sides: Sides, scope: Scope, drawn: Drawn, out: Path) -> int:
    """Make a review and write its files; the exit code says whether what it reviews could be synced."""
    with _cancelled_cleanly():
        return _make(paths, sides, scope, drawn, out)


@contextmanager
def _cancelled_cleanly() -> Iterator[None]:
    """End what was begun also where a CI cancels its job: otherwise the builds and their checkouts would stay."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _make(paths: tuple[Path, ...], sides: Sides, scope: Scope, drawn: Drawn, out: Path) -> int:
    started = time.perf_counter()
    check_form(drawn.data)
    _refuse(out)
    kind, _, name = drawn.data.partition(":")
    numbers = _target(Scope(scope.config, name), sides.head) if kind == "env" else None
    made = _of_files(paths, sides) if paths else _of_project(sides, scope)
    made, pictures = _illustrated(_remembered(made, scope, drawn, numbers), scope, drawn, numbers)
    files = review_files(made, pictures, drawn.theme, _label(drawn.data), is_own=_is_own(out))
    # A build of the same project is another's: its files would go with those of an earlier review.
    output = prepare_files(files, out, f"review of {made.project}")
    output.write()
    for path in output.overwritten:
        say(f"overwrote edited {clean(str(out / path))}")
    result(review_text(made, out, len(pictures), time.perf_counter() - started))
    is_sound = made.head.failure is None and not has_errors(made.head.findings)
    return 0 if is_sound and made.base.commit is not None else 1


def _refuse(out: Path) -> None:
    """Raise UsageError for a directory that cannot be written, before anything is built for it."""
    whole = out.resolve()
    if out.exists() and not out.is_dir():
        raise UsageError(f"{clean(str(out))} is no directory", hint="choose another --out")
    if ".git" in whole.parts:
        raise UsageError(f"{clean(str(out))} belongs to git", hint="choose another --out")


def _is_own(out: Path) -> bool:
    """Whether a directory is there for the review alone."""
    return not out.exists() or (out / MANIFEST).exists()


def _of_files(paths: tuple[Path, ...], sides: Sides) -> "Review":
    from grafmint.revision.files import file_revisions

    return make_review(*file_revisions(paths, *sides), project=_FILES, environment=None)


def _of_project(sides: Sides, scope: Scope) -> "Review":
    from grafmint.config.ci import TOKENS
    from grafmint.review.planned import planned
    from grafmint.revision.revisions import revisions

    if sides.head is None and not scope.config.exists():
        hint = "or name the files of a repository without one: grafmint review --base main exported/"
        raise UsageError(f"there is no {scope.config}", hint=f"--config names it, {hint}")
    environment, now = _target(scope, sides.head)
    before, after = revisions(scope.config, *sides, environment.name, hidden=TOKENS)
    then = _settings_before(scope.config, before, environment.name)
    found = planned(after, environment, then, now)
    return make_review(
        before,
        attrs.evolve(after, remarks=(*after.remarks, *_moved(environment.name, then, now))),
        project=environment.project,
        environment=environment.name,
        plan=found.plan,
        no_plan=found.why_not,
    )


def _target(scope: Scope, head: str | None) -> Target:
    """The environment as the head has it; where it has none, the file that lies there says what is to be told."""
    from grafmint.revision.environments import environment_of
    from grafmint.revision.settings import server_settings

    found = environment_of(scope.config, head, scope.env) if head is not None else None
    environment = found or select_one(*scope)
    return Target(environment, server_settings(scope.config, head if found else None, environment.name))


def _settings_before(config: Path, base: "Revision", name: str) -> "Settings":
    from grafmint.revision.settings import server_settings

    return server_settings(config, base.commit, name) if base.commit is not None else None


def _moved(name: str, before: "Settings", after: "Settings") -> Iterator[str]:
    for key in ("url", "directory"):
        if before is not None and after is not None and before.get(key) != after.get(key):
            yield f"{name} gets another {key}: a sync writes there"


def _remembered(made: "Review", scope: Scope, drawn: Drawn, numbers: Target | None) -> "Review":
    """The review with how often its alerts fired; where nobody can be asked, the pictures say why if there are any."""
    from grafmint.data.source import open_source
    from grafmint.review.history import with_firings
    from grafmint.review.pictures import wanted

    has_alerts = any(part.alert is not None for each in made.resources for part in each.parts)
    if not has_alerts or drawn.data.partition(":")[0] not in _LIVE:
        return made
    datasources = {**made.base.bundle.datasources, **made.head.bundle.datasources}
    try:
        asked = partial(_asked, made.base, scope.config, numbers)
        with open_source(drawn.data, asked, run_commands=False) as source:
            return with_firings(made, source, time.time_ns() // 1_000_000, datasources)
    except GrafmintError as error:
        return made if any(wanted(made)) else attrs.evolve(made, problems=(*made.problems, error))


def _illustrated(made: "Review", scope: Scope, drawn: Drawn, numbers: Target | None) -> "tuple[Review, Pictures]":
    """The review with its pictures; without them it is a review too, and says why there are none."""
    try:
        pictures = _pictures(made, scope, drawn, numbers)
        return attrs.evolve(made, problems=(*made.problems, *_told(made, pictures, drawn))), pictures
    except GrafmintError as error:
        problem = error
    except Exception as error:  # noqa: BLE001  # whatever it is, the words are there
        problem = GrafmintError(f"the pictures could not be made: {type(error).__name__}: {error}", hint=_FAULT)
    return attrs.evolve(made, problems=(*made.problems, problem)), {}


def _pictures(made: "Review", scope: Scope, drawn: Drawn, numbers: Target | None) -> "Pictures":
    from grafmint.data.source import instant, open_source
    from grafmint.review.illustrate import Look, illustrated
    from grafmint.review.pictures import wanted

    panels = list(wanted(made))
    if not panels:
        return {}
    datasources = {**made.base.bundle.datasources, **made.head.bundle.datasources}
    with open_source(drawn.data, partial(_asked, made.base, scope.config, numbers), run_commands=False) as source:
        now = instant(source, time.time_ns() // 1_000_000)
        look = Look(now=now, themes=(drawn.theme,), datasources=datasources)
        return illustrated(panels, source, look)


def _told(made: "Review", pictures: "Pictures", drawn: Drawn) -> Iterator[GrafmintError]:
    """What a reader should know of the pictures."""
    from grafmint.picture.image import unanswered
    from grafmint.review.pictures import MOST, left_out

    count = left_out(made)
    if count and pictures:
        yield GrafmintError(f"{MOST} of {MOST + count} panels that change are drawn, one of each change first")
    found = None if drawn.data == "sample" else unanswered(pictures)
    if found is not None:
        yield GrafmintError(f"{found[0]} of {number(len(pictures), 'picture')} have no numbers: {found[1]}")


def _asked(base: "Revision", config: Path, numbers: Target | None, name: str) -> "Environment":
    """The environment whose Grafana is asked for numbers, where the change may not decide who that is."""
    from grafmint.review.planned import refusal

    if numbers is None:
        raise UsageError(f"there is no environment {name!r}")
    why_not = refusal(numbers.environment, _settings_before(config, base, name), numbers.settings)
    if why_not is not None:
        raise CredentialsError(f"no numbers from {name}: {why_not}", hint="--data sample needs nobody")
    return numbers.environment


def _label(data: str) -> str:
    kind, _, name = data.partition(":")
    # An address may hold a password.
    return _NUMBERS.get(kind) or f"live from {name if kind == 'env' else kind}"
