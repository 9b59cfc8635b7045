"""The command that reviews a change: words, pictures and a page for whoever has to judge it."""

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from grafmint.cli import options
from grafmint.cli.stages import select_one

if TYPE_CHECKING:
    from grafmint.config.ci import HostName
    from grafmint.environment import Environment
    from grafmint.host.images import How
    from grafmint.picture.theme import ThemeName
    from grafmint.render.page.picture import Pictures
    from grafmint.review import Review

OUT = Path("review")
#: What is compared where no grafmint.toml names a project.
_FILES = "dashboards"
_NUMBERS = {"sample": "sample, made up", "saved": "saved"}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--base", metavar="REV", help="What to compare with: a branch, a tag, a commit.")
@click.option("--head", metavar="REV", help="What to review. Default: the working tree.")
@options.one_env
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=OUT,
    show_default=True,
    help="The directory to write.",
)
@click.option(
    "--data",
    default="sample",
    show_default=True,
    metavar="SOURCE",
    help="Whose numbers are drawn: sample (made up), prometheus:URL, env:NAME (its Grafana) or saved:DIRECTORY.",
)
@click.option(
    "--theme", type=click.Choice(["dark", "light"]), default="dark", show_default=True, help="The theme of the panels."
)
@click.option("--post", type=click.Choice(["github", "gitlab"]), help="Write the comment, or the one before anew.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="With --post: the review that an earlier run wrote to this directory. Nothing is built.",
)
@click.option(
    "--images",
    type=click.Choice(["none", "branch", "command"]),
    default="none",
    show_default=True,
    help="With --post: how pictures get to the host; branch is a branch on GitHub, an upload on GitLab.",
)
@click.option(
    "--image-command",
    metavar="COMMAND",
    default="",
    help="With --images command: run for each picture, with {file} in it; prints its address.",
)
@click.option("--silent", is_flag=True, help="With --post: write no comment where there is nothing to say.")
@options.config
@options.debug
def review(  # noqa: PLR0913, PLR0917  # click hands over each option as an argument
    paths: tuple[Path, ...],
    base: str | None,
    head: str | None,
    env: str,
    out: Path,
    data: str,
    theme: "ThemeName",
    post: "HostName | None",
    source: Path | None,
    images: "How",
    image_command: str,
    silent: bool,
    config: Path,
    debug: bool,  # the border reads it
) -> int:
    """Review what a change does to dashboards, as a comment, a page, JSON and pictures.

    Compares the dashboards of PATHS, or of a project, with where they left --base.

    \b
    grafmint review --base main                       the working tree, into review/
    grafmint review --base origin/main --env prod     and what a sync would do there
    grafmint review --base main exported/             files of no project
    grafmint review --post github --from review/      in a job that builds nothing
    """  # noqa: D301  # \b keeps click from filling the examples
    from grafmint.cli.posting import post_review

    if (base is None) == (source is None):
        raise click.UsageError("name what to compare with by --base, or a review to post by --from")
    if source is not None and post is None:
        raise click.UsageError("--from is for --post: name the host")
    if post is None and (images != "none" or image_command or silent):
        raise click.UsageError("--images, --image-command and --silent are for --post: name the host")
    code = 0
    if base is not None:
        code = _review(paths, Sides(base, head), Scope(config, env), Drawn(data, theme), out)
    if post is not None:
        post_review(source or out, post, images, image_command, silent=silent)
    return code


class Sides(NamedTuple):
    """What is compared, as the user calls it."""

    base: str
    head: str | None


class Scope(NamedTuple):
    """Which project, and which of its environments."""

    config: Path
    env: str


class Drawn(NamedTuple):
    """How panels are shown: whose numbers, and in which theme."""

    data: str
    theme: "ThemeName"


def _review(paths: tuple[Path, ...], sides: Sides, scope: Scope, drawn: Drawn, out: Path) -> int:
    import attrs

    from grafmint.cli.report import result
    from grafmint.errors import GrafmintError
    from grafmint.output import prepare_files
    from grafmint.render.review_files import review_files
    from grafmint.render.review_text import review_text

    started = time.perf_counter()
    made = _of_files(paths, sides) if paths else _of_project(sides, scope)
    pictures: Pictures = {}
    try:
        pictures = _pictures(made, sides, scope, drawn)
    except GrafmintError as error:
        # Words alone are a review too.
        made = attrs.evolve(made, problems=(*made.problems, error))
    files = review_files(made, pictures, drawn.theme, _label(drawn.data))
    prepare_files(files, out, made.project).write()
    result(review_text(made, out, len(pictures), time.perf_counter() - started))
    return 1 if made.base.commit is None or made.head.failure is not None else 0


def _of_files(paths: tuple[Path, ...], sides: Sides) -> "Review":
    from grafmint.review.make import make_review
    from grafmint.revision.files import file_revisions

    return make_review(*file_revisions(paths, *sides), project=_FILES, environment=None)


def _of_project(sides: Sides, scope: Scope) -> "Review":
    from grafmint.config.ci import TOKENS
    from grafmint.review.make import make_review
    from grafmint.review.planned import planned
    from grafmint.revision.revisions import revisions
    from grafmint.revision.settings import server_settings

    environment = select_one(*scope)
    before, after = revisions(scope.config, *sides, environment.name, hidden=TOKENS)
    settings = [server_settings(scope.config, commit, environment.name) for commit in (before.commit, None)]
    found = planned(after, environment, settings[0] if before.commit else None, settings[1])
    return make_review(
        before,
        after,
        project=environment.project,
        environment=environment.name,
        plan=found.plan,
        no_plan=found.why_not,
    )


def _pictures(made: "Review", sides: Sides, scope: Scope, drawn: Drawn) -> "Pictures":
    from grafmint.data.source import instant, open_source
    from grafmint.review.illustrate import Look, illustrated
    from grafmint.review.pictures import wanted

    panels = list(wanted(made))
    if not panels:
        return {}
    datasources = {**made.base.bundle.datasources, **made.head.bundle.datasources}
    with open_source(drawn.data, partial(_asked, made, scope), run_commands=False) as source:
        now = instant(source, time.time_ns() // 1_000_000)
        look = Look(now=now, themes=(drawn.theme,), datasources=datasources)
        return illustrated(panels, source, look)


def _asked(made: "Review", scope: Scope, name: str) -> "Environment":
    """The environment whose Grafana is asked for numbers, where the change may not decide who that is."""
    from grafmint.errors import CredentialsError
    from grafmint.review.planned import refusal
    from grafmint.revision.settings import server_settings

    environment = select_one(scope.config, name)
    commit = made.base.commit
    before = server_settings(scope.config, commit, name) if commit else None
    why_not = refusal(environment, before, server_settings(scope.config, None, name))
    if why_not is not None:
        raise CredentialsError(f"no numbers from {name}: {why_not}", hint="--data sample needs nobody")
    return environment


def _label(data: str) -> str:
    kind, _, name = data.partition(":")
    # An address may hold a password.
    return _NUMBERS.get(kind) or f"live from {name if kind == 'env' else kind}"
