"""unknown-library-panel: a dashboard shows a library panel that no module defines."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.finding import Finding
from grafmint.library import Library, shown_by


def unknown_library_panel(bundle: Bundle) -> Iterator[Finding]:
    """Library panels that others' dashboards name by uid: where the Grafana has them nothing is wrong."""
    library = Library.of(bundle if bundle.is_project and bundle.is_whole else ())
    for board in (each for each in library.boards if each.foreign):
        for uid in shown_by(board):
            if uid not in library.panels:
                yield Finding(
                    rule="unknown-library-panel",
                    severity="info",
                    message=f"no module defines the library panel {uid!r}: the Grafana must have it",
                    place=board.place(),
                    kind=board.kind,
                    uid=board.uid,
                )
