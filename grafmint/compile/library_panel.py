"""Library panels: each written once, however many dashboards show it."""

from grafmint._unset import Unset
from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.compile.folder import keep_folder
from grafmint.compile.panel import PanelWriter
from grafmint.compile.problems import Problems
from grafmint.compile.scope import Scope
from grafmint.finding import Finding
from grafmint.model.library_panel import LibraryPanel

#: Where the panel stands in the document.
MODEL = "/model"


def keep_library_panel(library: LibraryPanel, context: Scope) -> tuple[Finding, ...]:
    """Take in a library panel and its folder; an equal one again is the same. What is wrong with its panel."""
    writer = PanelWriter(context, Problems(library, "library-panel", library.uid))
    writer.trace("", library)
    model, _ = writer.write(library.panel, MODEL)
    folder = None if isinstance(library.folder, Unset) else library.folder
    entry = Entry(
        kind="library-panel",
        uid=library.uid,
        title=library.title,
        folder=folder.uid if folder is not None else None,
        document=canonical({"uid": library.uid, "name": library.title, "model": model}),
        origins=writer.origins,
        renamed_from=None if isinstance(library.renamed_from, Unset) else library.renamed_from,
    )
    if folder is not None:
        keep_folder(folder, context.entries, context, by_reference=True)
    context.entries.keep(entry, equal_is_same=True)
    return tuple(writer.problems.findings)
