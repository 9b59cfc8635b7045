"""Posting a review: from its files to the host of the pull request, as data."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from grafmint.config.ci import HostName
    from grafmint.host import Host, How, Published
    from grafmint.render.review_files import Kept

#: A review of thousands of changes stays below; what is larger is none.
_MOST = 64_000_000
_SAID = {
    "created": "Wrote the comment",
    "updated": "Wrote the comment anew",
    "unchanged": "The comment says it already",
    "left out": "Nothing to say: no comment",
}


def post_review(directory: Path, host: "HostName", images: "How", command: str, *, silent: bool) -> None:
    """Write the comment of the review in a directory, made anew from its JSON; its pictures go before it."""
    from grafmint.cli.report import result
    from grafmint.config.ci import ci_environment
    from grafmint.host.post import host_of, post
    from grafmint.render.comment import comment
    from grafmint.render.review_files import gallery, read_kept

    kept = read_kept(_content(directory))
    environment = ci_environment(host)
    target = host_of(environment)
    published = _published(_pictures(kept, directory), images, command, target, is_fork=environment.is_fork)
    urls = {str(file.relative_to(directory).as_posix()): url for file, url in published.urls.items()}
    text = comment(
        kept.review,
        images=gallery(kept, urls),
        full=environment.report,
        data=kept.data if urls else None,
        remarks=published.remarks,
        limit=target.limit,
    )
    done = post(text, target, silent=silent and kept.review.is_empty)
    result(f"{_SAID[done.action]}{f': {done.url}' if done.url else ''}\n")


def _content(directory: Path) -> bytes:
    from grafmint.errors import UsageError
    from grafmint.render.review_files import JSON

    file = directory / JSON
    if not file.is_file() or file.is_symlink() or file.stat().st_size > _MOST:
        raise UsageError(f"there is no review in {directory}", hint="name the directory that `grafmint review` wrote")
    return file.read_bytes()


def _pictures(kept: "Kept", directory: Path) -> list[Path]:
    """The pictures of a review; neither a file nor a folder on the way to it may lead elsewhere."""
    own = directory.resolve()
    return [directory / shot.file for shot in kept.shots if (own / shot.file).resolve() == own / shot.file]


def _published(files: list[Path], how: "How", command: str, host: "Host", *, is_fork: bool | None) -> "Published":
    from grafmint.host.images import publish

    try:
        words = shlex.split(command)
    except ValueError as error:
        raise click.UsageError(f"--image-command: {error}") from error
    return publish(files, how, host, is_fork=is_fork, command=words)
