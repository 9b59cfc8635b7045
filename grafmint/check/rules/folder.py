"""unknown-folder: a dashboard, a library panel or an alert rule is to go into a folder that no module defines."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.finding import Finding
from grafmint.suggest import hint


def unknown_folder(bundle: Bundle) -> Iterator[Finding]:
    """Folder uids of what lies in folders that no folder of the bundle has; checked only where there are modules."""
    folders = {entry.uid for entry in bundle.of("folder")}
    lying = (*bundle.of("library-panel"), *bundle.of("dashboard"), *bundle.of("alert-rule"))
    for entry in lying if bundle.is_whole else ():
        if entry.folder is not None and entry.folder not in folders and bundle.is_project:
            yield Finding(
                rule="unknown-folder",
                severity="error",
                message=f"no module defines the folder {entry.folder!r}",
                hint=hint(entry.folder, folders) if folders else "define it: Folder(uid=…, title=…)",
                place=entry.place(),
                kind=entry.kind,
                uid=entry.uid,
            )
