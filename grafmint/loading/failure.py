"""What the user's code raised, as a finding at the user's line."""

import traceback
from collections.abc import Sequence
from pathlib import Path

from grafmint.errors import GrafmintError, ModelError, ProjectError
from grafmint.finding import Finding, Snippet
from grafmint.loading.installed import is_of_project
from grafmint.loading.mistakes import meant
from grafmint.origin import Place

_DEBUG = "run it again with --debug for the traceback"
_UNNAMED = "positional argument follows keyword argument"
_NAMES = "give each argument its name, such as title=…"
# The libraries that an extra of grafmint installs.
_EXTRAS = ("grafanalib",)


def failures(error: BaseException, root: Path, fallback: Place) -> Sequence[Finding]:
    """What an exception says: its own findings, or one at the innermost line of the project that led to it."""
    return error.findings if isinstance(error, ProjectError) else (_failure(error, root, fallback),)


def _failure(error: BaseException, root: Path, fallback: Place) -> Finding:
    if isinstance(error, SyntaxError) and error.filename and is_of_project(error.filename, root):
        return _syntax(error, error.filename)
    raised = _place(error, root)
    written = error.place if isinstance(error, GrafmintError) else None
    place = written or raised or fallback
    also = raised if written is not None and raised is not None and not _is_same(written, raised) else None
    if isinstance(error, ModelError):
        return Finding(rule="refused", severity="error", message=error.message, hint=error.hint, place=place, also=also)
    hint = error.hint if isinstance(error, GrafmintError) else _way_out(error, root)
    message = f"{type(error).__name__}: {_text(error)}" if str(error) else type(error).__name__
    if isinstance(error, SystemExit):
        message, hint = f"the module ends the process: {message}", "raise an error instead"
    return Finding(rule="module-error", severity="error", message=message, hint=hint, place=place, also=also)


def _text(error: BaseException) -> str:
    """What is said; of a module that has not a name its file is no news to whoever imports it."""
    text = str(error)
    return text.removesuffix(f" ({error.path})") if isinstance(error, ImportError) else text


def _is_same(one: Place, other: Place) -> bool:
    return (one.file, one.line) == (other.file, other.line)


def _way_out(error: BaseException, root: Path) -> str:
    suggested = meant(error, root)
    if suggested is not None:
        return suggested
    top = (error.name or "").partition(".")[0] if isinstance(error, ModuleNotFoundError) else ""
    # A module that is missing from the project's own package is not to be installed.
    if not top or (root / top).is_dir() or (root / f"{top}.py").is_file():
        return _DEBUG
    return f"pip install {top}" if top in _EXTRAS else "is it installed in this environment?"


def _syntax(error: SyntaxError, file: str) -> Finding:
    line, column = error.lineno or 1, error.offset or 1
    text = (error.text or "").rstrip("\n")
    end = error.end_offset if error.end_lineno == line and error.end_offset else column + 1
    snippet = Snippet(text=text, start=column - 1, end=max(column, end - 1)) if text.strip() else None
    return Finding(
        rule="syntax",
        severity="error",
        message=error.msg,
        hint=_NAMES if (error.msg or "").startswith(_UNNAMED) else "mend the file",
        place=Place(file, line, column),
        snippet=snippet,
    )


def _place(error: BaseException, root: Path) -> Place | None:
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.lineno and is_of_project(frame.filename, root)]
    if not inside:
        return None
    frame = inside[-1]
    return Place(frame.filename, frame.lineno or 1, None if frame.colno is None else frame.colno + 1)
