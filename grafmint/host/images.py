"""Pictures for a comment: put where its readers see them, or left out with the reason."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import attrs

from grafmint.config.ci import CiEnvironment
from grafmint.errors import GrafmintError, UsageError
from grafmint.host.port import HostError
from grafmint.host.post import host_of

#: `branch` is the host's own place: a branch of its own on GitHub, the project's uploads on GitLab.
How = Literal["none", "branch", "command"]
#: GitHub takes 80 requests a minute that make something.
#: Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
MOST = 60
#: The largest picture, in bytes.
LARGEST = 2_000_000
#: How long a command may take for one picture, in seconds.
PATIENCE = 60.0
_PNG = b"\x89PNG\r\n\x1a\n"
_FILE = "{file}"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 80


@attrs.frozen(kw_only=True)
class Published:
    """The addresses of pictures by their files, and what readers should know of those that have none."""

    urls: Mapping[Path, str] = attrs.field(factory=dict)
    remarks: tuple[str, ...] = ()


def publish(
    files: Sequence[Path], how: How, environment: CiEnvironment | None = None, *, command: Sequence[str] = ()
) -> Published:
    """Put PNG files, what matters most first, where the readers of a comment see them; all that are taken, or none.

    `command` is called for each, `{file}` in it being the file, and its first line is the address. What fails costs
    the pictures only. Raise UsageError where that cannot be meant.
    """
    if how == "command" and not any(_FILE in word for word in command):
        raise UsageError("the command for images does not say where the file stands", hint="write {file} in it")
    taken = files[:MOST]
    if how == "none" or not taken:
        return Published()
    refusal = _refusal(how, environment)
    if refusal is not None:
        return Published(remarks=(f"no pictures: {refusal}",))
    try:
        urls = _run(taken, command) if how == "command" else _uploaded(taken, environment)
    except GrafmintError as error:
        return Published(remarks=(f"no pictures: {error}",))
    left = len(files) - len(taken)
    return Published(urls=urls, remarks=(f"{left} more pictures are in the full review only",) if left else ())


def _refusal(how: How, environment: CiEnvironment | None) -> str | None:
    """Why nothing is put anywhere from this job."""
    if environment is not None and environment.is_fork:
        return "the change comes from a fork"
    if how == "branch" and (environment is None or environment.is_fork is None):
        return "it is not known whether the change comes from a fork"
    return None


def _uploaded(files: Sequence[Path], environment: CiEnvironment | None) -> Mapping[Path, str]:
    if environment is None:
        raise HostError("there is no host to put pictures on")
    names = {file: f"{index:02}-{_UNSAFE.sub('-', file.name)[-_LONGEST:]}" for index, file in enumerate(files)}
    urls = host_of(environment).upload({name: _content(file) for file, name in names.items()})
    return {file: urls[name] for file, name in names.items()}


def _content(file: Path) -> bytes:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise HostError(f"the picture {file.name} cannot be read: {error.strerror}") from None
    # Files may come from a job that anybody can change: nothing but pictures is passed on.
    if not content.startswith(_PNG) or len(content) > LARGEST:
        raise HostError(f"{file.name} is no picture in PNG of at most {LARGEST // 1_000_000} MB")
    return content


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
