"""What the user's code raised, as a finding at the user's line."""

import traceback
from collections.abc import Sequence
from pathlib import Path

from grafmint.errors import GrafmintError, ModelError, ProjectError
from grafmint.finding import Finding
from grafmint.origin import Place


def failures(error: BaseException, root: Path, fallback: Path) -> Sequence[Finding]:
    """What an exception says: its own findings, or one at the innermost line of the project that led to it."""
    return error.findings if isinstance(error, ProjectError) else (_failure(error, root, fallback),)


def _failure(error: BaseException, root: Path, fallback: Path) -> Finding:
    place = _place(error, root) or Place(str(fallback), 1)
    if isinstance(error, SyntaxError):
        text = f"{error.msg}" + (f": {error.text.strip()}" if error.text else "")
        return Finding(rule="syntax", severity="error", message=text, place=place, hint="mend the file")
    if isinstance(error, ModelError):
        return Finding(rule="refused", severity="error", message=error.message, hint=error.hint, place=place)
    hint = error.hint if isinstance(error, GrafmintError) else "run it again with --debug for the traceback"
    message = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Finding(rule="module-error", severity="error", message=message, hint=hint, place=place)


def _place(error: BaseException, root: Path) -> Place | None:
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        return Place(error.filename, error.lineno, error.offset)
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if Path(frame.filename).is_relative_to(root) and frame.lineno]
    ours = Path(__file__).parent.parent
    inside = [frame for frame in inside if not Path(frame.filename).is_relative_to(ours)]
    if not inside:
        return None
    frame = inside[-1]
    return Place(frame.filename, frame.lineno or 1, None if frame.colno is None else frame.colno + 1)
