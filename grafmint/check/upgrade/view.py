"""View: the documents that an upgrade is told of, and in each the panels that are its own."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView
from grafmint.check.document import Json
from grafmint.check.library_panel import LibraryPanelView
from grafmint.library import Library


def views(bundle: Bundle) -> Iterator[BoardView]:
    """Datasources, which have no panels, library panels, and dashboards."""
    library = Library.of(bundle)
    yield from map(BoardView, bundle.of("datasource"))
    yield from (LibraryPanelView(entry, library) for entry in bundle.of("library-panel"))
    yield from (BoardView(entry, library) for entry in bundle.of("dashboard"))


def own_panels(view: BoardView) -> Iterator[PanelView]:
    """The panels but those from the library, which is told of by itself."""
    return (panel for panel in view.panels if view.library.model(panel.json) is None)


def own_variables(view: BoardView) -> tuple[tuple[str, Json], ...]:
    """The variables that stand in the document."""
    return view.variables if view.entry.kind == "dashboard" else ()
