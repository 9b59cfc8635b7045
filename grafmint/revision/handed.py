"""Files that code of a revision could have put in place of ours: read as far as they are what was asked for."""

import os
import stat
from pathlib import Path

from grafmint.errors import GrafmintError

# Neither a link is followed nor a pipe waited for.
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_MEGABYTE = 2**20


def whole(path: Path, most: int) -> bytes:
    """What a file holds.

    Raises FileNotFoundError where there is none, and GrafmintError for what is no plain file or has more than `most`
    bytes.
    """
    content = _read(path, most + 1)
    if len(content) > most:
        raise GrafmintError(f"{path.name} is larger than {most // _MEGABYTE} MB")
    return content


def end_of(path: Path, most: int) -> bytes:
    """The last bytes of a file, `most` of them; none of what is no plain file."""
    try:
        return _read(path, most, at_end=True)
    except (GrafmintError, FileNotFoundError):
        return b""


def _read(path: Path, most: int, *, at_end: bool = False) -> bytes:
    try:
        handle = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise GrafmintError(f"{path.name} cannot be read: {error.strerror}") from None
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise GrafmintError(f"{path.name} is no plain file")
        file.seek(max(0, about.st_size - most) if at_end else 0)
        return file.read(most)
