"""Secrets and credentials: the only code that reads variables, files and commands for them.

No message, no exception and no output made here has the secret in it.
"""

import os
import re
import shlex
import subprocess
from pathlib import Path

from grafmint.environment import Reference
from grafmint.errors import CredentialsError

#: How long a command may take, in seconds.
PATIENCE = 30.0
_NAMES = {"env": "the environment variable", "file": "the file", "command": "the command"}


def resolve(reference: Reference, *, what: str) -> str:
    """The secret that a reference names; `what` says who wants it (`token of prod`).

    One newline at its end is dropped. Raise CredentialsError where there is none, naming the source.
    """
    if isinstance(reference.value, tuple):
        secret = _text(_output(reference, reference.value, what), reference, what)
    elif reference.kind == "file":
        secret = _text(_content(reference, reference.value, what), reference, what)
    else:
        secret = _variable(reference.value, what)
    secret = re.sub(r"\r?\n\Z", "", secret)
    if not secret:
        raise CredentialsError(f"{what}: {_named(reference)} is empty", hint="put the secret there")
    return secret


def _variable(name: str, what: str) -> str:
    value = os.environ.get(name)
    if value is None:
        raise CredentialsError(
            f"{what}: the environment variable {name} is not set", hint=f"set {name} and run it again"
        )
    return value


def _content(reference: Reference, file: str, what: str) -> bytes:
    try:
        return (reference.folder / Path(file).expanduser()).read_bytes()
    except OSError as error:
        raise CredentialsError(
            f"{what}: {_named(reference)} cannot be read: {error.strerror}",
            hint="make the file, or name another in grafmint.toml",
        ) from None


def _output(reference: Reference, command: tuple[str, ...], what: str) -> bytes:
    try:
        done = subprocess.run(
            command,
            cwd=reference.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        problem = f"gave no answer in {PATIENCE:g} s"
    except OSError as error:
        problem = f"cannot be run: {error.strerror}"
    else:
        if done.returncode == 0:
            return done.stdout
        problem = f"failed with exit code {done.returncode}"
    # What it wrote to stderr is not shown: there may be a secret in it.
    raise CredentialsError(
        f"{what}: {_named(reference)} {problem}", hint=f"see what it says by hand: {shlex.join(command)}"
    )


def _text(content: bytes, reference: Reference, what: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        problem = f"{what}: {_named(reference)} is not UTF-8 text"
    # Outside of the handler: the decoder's error holds the bytes, and would stay the context of this one.
    raise CredentialsError(problem, hint="keep the secret as plain text")


def _named(reference: Reference) -> str:
    kind, _, source = str(reference).partition(" ")
    return f"{_NAMES[kind]} {source}"
