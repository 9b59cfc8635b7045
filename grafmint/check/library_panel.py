"""Library panel: its one panel as the rules read it, among the variables of the dashboards that show it."""

from collections.abc import Iterator
from functools import cached_property

import attrs

from grafmint.check.board import BoardView, PanelView
from grafmint.check.document import Json


@attrs.frozen(slots=False)
class LibraryPanelView(BoardView):
    """A library panel as if it were a dashboard of one panel; whether each dashboard suits it is asked there."""

    @cached_property
    def variables(self) -> tuple[tuple[str, Json], ...]:
        boards = self.library.users.get(self.entry.uid, ())
        return tuple(variable for board in boards for variable in BoardView(board).variables)

    def _panels(self) -> Iterator[PanelView]:
        model = self.json.get("model")
        if isinstance(model, dict):
            yield PanelView(model, "/model")
