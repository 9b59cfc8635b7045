"""A picture that another job may have left: read only as what it has to be."""

import stat
from pathlib import Path

from grafmint.host.port import HostError

#: The largest picture, in bytes, and the longest of its sides, in dots: ours have 3,200 at most.
LARGEST, LONGEST = 2_000_000, 4096
# Each file begins with its header, and that with the sides. Source: https://www.w3.org/TR/png-3/#11IHDR
_START = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
_SIDES = (slice(16, 20), slice(20, 24))


def content(file: Path) -> bytes:
    """The bytes of a PNG; raise HostError where the file is none, is too large or is no file."""
    try:
        # Reading something else may take for ever, or lead elsewhere.
        is_file = stat.S_ISREG(file.lstat().st_mode)
        found = _beginning(file) if is_file else b""
    except OSError as error:
        raise HostError(f"the picture {file.name} cannot be read: {error.strerror}") from None
    if not found.startswith(_START) or len(found) > LARGEST or not _is_small(found):
        raise HostError(
            f"{file.name} is no picture in PNG of at most {LARGEST // 1_000_000} MB and {LONGEST} dots a side"
        )
    return found


def _beginning(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def _is_small(found: bytes) -> bool:
    return all(0 < int.from_bytes(found[side], "big") <= LONGEST for side in _SIDES)
