"""The command that reviews a change: words, pictures and a page for whoever has to judge it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grafmint.cli import options
from grafmint.cli.stages import refuse_env_of_files

if TYPE_CHECKING:
    from grafmint.config.ci import HostName
    from grafmint.host.images import How
    from grafmint.picture.theme import ThemeName

OUT = Path("review")


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
@options.data
@options.theme
@click.option("--post", type=click.Choice(["github", "gitlab"]), help="Write the comment, or the one before anew.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="With --post: the directory that an earlier run wrote. Nothing is built.",
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
    from grafmint.cli.reviewing import Drawn, Scope, Sides, make

    if (base is None) == (post is None):
        # What has a token for the host must not run the code of a change.
        raise click.UsageError("name what to compare with by --base, or in a run of its own where to --post it")
    if (source is None) != (post is None):
        raise click.UsageError("--post and --from belong together: the host, and the review that an earlier run wrote")
    if post is None and (images != "none" or image_command or silent):
        raise click.UsageError("--images, --image-command and --silent are for --post: name the host")
    refuse_env_of_files(paths)
    if base is not None:
        return make(paths, Sides(base, head), Scope(config, env), Drawn(data, theme), out)
    if post is not None and source is not None:
        post_review(source, post, images, image_command, silent=silent)
    return 0
