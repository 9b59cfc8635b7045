"""Pictures for a comment: put where its readers see them, or left out with the reason."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import attrs

from grafmint.errors import GrafmintError, UsageError
from grafmint.host.picture import content
from grafmint.host.port import Host, HostError

#: `branch` is the host's own place: a branch of its own on GitHub, the project's uploads on GitLab.
How = Literal["none", "branch", "command"]
#: GitHub takes 80 requests a minute that make something.
#: Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
MOST = 60
#: How long a command may take for one picture, in seconds.
PATIENCE = 60.0
_FILE = "{file}"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 80


@attrs.frozen(kw_only=True)
class Published:
    """The addresses of pictures by their files, and what readers should know of those that have none."""

    urls: Mapping[Path, str] = attrs.field(factory=dict)
    remarks: tuple[str, ...] = ()


def publish(
    files: Sequence[Path], how: How, host: Host, *, is_fork: bool | None, command: Sequence[str] = ()
) -> Published:
    """Put PNG files, what matters most first, where the readers of a comment see them; all that are taken, or none.

    Those of a fork (`is_fork`) are put nowhere. `command` is called for each, `{file}` in it being the file, and its
    first line is the address. What fails costs the pictures only. Raise UsageError where that cannot be meant.
    """
    if how == "command" and not any(_FILE in word for word in command):
        raise UsageError("the command for images does not say where the file stands", hint="write {file} in it")
    taken = files[:MOST]
    if how == "none" or not taken:
        return Published()
    refusal = _refusal(how, is_fork=is_fork)
    if refusal is not None:
        return Published(remarks=(f"no pictures: {refusal}",))
    try:
        # Files may come from a job that anybody can change: nothing but pictures is passed on, to a command neither.
        contents = {file: content(file) for file in taken}
        urls = _run(taken, command) if how == "command" else _uploaded(contents, host)
    except (LookupError, TypeError, AttributeError) as error:
        return Published(remarks=(f"no pictures: the host answered in another form ({type(error).__name__})",))
    except GrafmintError as error:
        return Published(remarks=(f"no pictures: {error}",))
    left = len(files) - len(taken)
    return Published(urls=urls, remarks=(f"{left} more pictures are in the full review only",) if left else ())


def _refusal(how: How, *, is_fork: bool | None) -> str | None:
    """Why nothing is put anywhere from this job."""
    if is_fork:
        return "the change comes from a fork"
    if how == "branch" and is_fork is None:
        return "it is not known whether the change comes from a fork"
    return None


def _uploaded(contents: Mapping[Path, bytes], host: Host) -> Mapping[Path, str]:
    names = {file: f"{index:02}-{_UNSAFE.sub('-', file.name)[-_LONGEST:]}" for index, file in enumerate(contents)}
    urls = host.upload({name: contents[file] for file, name in names.items()})
    return {file: urls[name] for file, name in names.items()}


def _run(files: Sequence[Path], command: Sequence[str]) -> Mapping[Path, str]:
    return {file: _address(file, command) for file in files}


def _address(file: Path, command: Sequence[str]) -> str:
    words = [word.replace(_FILE, str(file)) for word in command]
    try:
        done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise HostError(f"{command[0]} gave no answer in {PATIENCE:g} s") from None
    except OSError as error:
        raise HostError(f"{command[0]} cannot be run: {error.strerror}") from None
    # What it says otherwise is not shown: there may be a secret in it.
    if done.returncode != 0:
        raise HostError(f"{command[0]} failed with exit code {done.returncode}")
    url = done.stdout.decode(errors="replace").partition("\n")[0].strip()
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in {"https", "http"} and bool(parts.hostname) and url.isprintable() and " " not in url
    except ValueError:
        is_address = False
    if not is_address:
        raise HostError(f"the first line of what {command[0]} writes is no address")
    return url
