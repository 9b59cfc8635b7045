"""variable-start: a list of values that the page cannot open the dashboard with, or opens it without a value.

Seen in the page of a Grafana 9.4: an interval is filled in from its query, and so is the value of one that has options.
"""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.check.document import Json
from grafmint.finding import Finding


def variable_start(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Custom and interval variables that stop the page, and custom ones without a value."""
    for path, variable in board.variables:
        name, type_ = variable.get("name"), variable.get("type")
        fault = _fault(variable) if type_ in ("custom", "interval") else None
        if fault is not None:
            message = f"variable {name!r} {fault}: the page cannot open the dashboard"
            yield board.finding("variable-start", "error", message, hint="write options and current", path=path)
        elif type_ == "custom" and not variable.get("current"):
            message = f"variable {name!r} is empty until somebody chooses a value"
            yield board.finding("variable-start", "warning", message, hint="write current into it", path=path)


def _fault(variable: Json) -> str | None:
    """What stops the page: a null, or options of which none is the current one."""
    for key in ("options", "current"):
        if key in variable and variable[key] is None and (key == "options" or variable.get("type") == "custom"):
            return f"has {key} that are null" if key == "options" else f"has a {key} that is null"
    if variable.get("options") and variable.get("current") is None:
        return "has options and no current"
    return None
