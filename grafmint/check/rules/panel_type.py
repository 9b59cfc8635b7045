"""panel-type: a panel is of a type that the project does not want; one without any is told by the panel's facts."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.finding import Finding
from grafmint.suggest import hint


def panel_type(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Panels of types that `panel_types` leaves out; headings are none."""
    wanted = bundle.demands.panel_types
    for panel in board.panels if wanted else ():
        type_ = panel.json.get("type")
        if isinstance(type_, str) and type_ != "row" and type_ not in wanted:
            message = f"panel {panel.title!r} is of type {type_!r}, which is not among [check] panel_types"
            yield board.finding(
                "panel-type", "warning", message, hint=hint(type_, wanted), path=panel.pointer, panel=panel
            )
