"""Files: where each resource stands below a root, and what its file says."""

from pathlib import Path

import attrs

from grafmint.bundle import Entry, Kind
from grafmint.environment import Environment
from grafmint.origin import Place
from grafmint.target.directory import alerting, provisioning
from grafmint.target.directory.provisioning import TOP
from grafmint.tree import File


@attrs.frozen
class Files:
    """The files of an environment below a root."""

    environment: Environment
    root: Path

    def form(self, entry: Entry) -> bytes:
        """An entry as its file holds it."""
        return entry.document if entry.kind == "dashboard" else provisioning.comparable(self._provisioned(entry))

    def of(self, entry: Entry) -> File:
        """The file of an entry."""
        content = entry.document if entry.kind == "dashboard" else provisioning.write(self._provisioned(entry))
        return File(path=path_of(entry), kind=entry.kind, uid=entry.uid, content=content)

    def shown(self, path: str) -> str:
        """A file's path as the project's places are: from its folder where it lies below that."""
        return Place(str(self.root / path), 1).relative_to(self.environment.root).file

    def _provisioned(self, entry: Entry) -> provisioning.Json:
        if entry.kind in alerting.KINDS:
            return alerting.provisioned(entry, self.environment)
        if entry.kind == "datasource":
            return provisioning.datasource(entry.json)
        path = self.root / "dashboards" / entry.uid
        return provisioning.provider(entry.title, entry.uid, str(path.absolute()))


def path_of(entry: Entry) -> str:
    """The file that holds an entry, below the root."""
    if entry.kind == "dashboard":
        return f"dashboards/{entry.folder or TOP}/{entry.uid}.json"
    if entry.kind in alerting.KINDS:
        return alerting.path_of(entry)
    return f"provisioning/{'dashboards' if entry.kind == 'folder' else 'datasources'}/{entry.uid}.yaml"


def folder_of(kind: Kind, path: str) -> str | None:
    """The folder that the path of a file says; None for the top level."""
    folder = TOP
    if kind == "alert-rule":
        folder = alerting.folder_of(path)
    elif kind == "dashboard":
        folder = path.split("/")[1]
    return None if folder == TOP else folder
