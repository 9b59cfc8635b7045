"""Post: one comment a review, written anew in its place."""

import time
from collections.abc import Callable
from typing import Literal

import attrs

from grafmint.config.ci import CiEnvironment
from grafmint.errors import GrafmintError
from grafmint.host.github import github
from grafmint.host.gitlab import gitlab
from grafmint.host.http import PAUSES
from grafmint.host.port import Comment, Host, UnsureError


@attrs.frozen(kw_only=True)
class Posted:
    """What was done with a comment; `url` is where it stands, where the host says that."""

    action: Literal["created", "updated", "unchanged", "left out"]
    url: str | None = None


def host_of(environment: CiEnvironment) -> Host:
    """The host of a job; raise UsageError or CredentialsError where something of it is not known, or is overtaken."""
    return github(environment) if environment.host == "github" else gitlab(environment)


def post(comment: str, host: Host, *, silent: bool = False, sleep: Callable[[float], object] = time.sleep) -> Posted:
    """Write a comment, which begins with its marker, in the place of the one before.

    Where there is none it is made, unless it has nothing to say (`silent`): then only an older one is corrected.
    Raise HostError or CredentialsError where the host does not do it.
    """
    marker = comment.partition("\n")[0]
    for pause in PAUSES:
        try:
            return _written(comment, host, host.find(marker), silent=silent)
        except UnsureError:
            # It may have been written all the same: a second comment would be worse than none.
            sleep(pause)
    return _written(comment, host, host.find(marker), silent=silent)


def _written(comment: str, host: Host, found: Comment | None, *, silent: bool) -> Posted:
    if found is None:
        return Posted(action="left out") if silent else Posted(action="created", url=host.create(comment).url)
    # Hosts drop the newline at the end.
    if found.body.replace("\r\n", "\n").rstrip() == comment.rstrip():
        return Posted(action="unchanged", url=found.url)
    try:
        return Posted(action="updated", url=host.update(found, comment).url)
    except UnsureError:
        raise
    except GrafmintError:
        # Somebody may have deleted it since it was found.
        if host.find(comment.partition("\n")[0]) is not None:
            raise
        return Posted(action="created", url=host.create(comment).url)
