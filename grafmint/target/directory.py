"""The embedded target: a directory tree that a real Grafana provisions from.

Source: https://grafana.com/docs/grafana/latest/administration/provisioning/
"""

from collections.abc import Iterator
from pathlib import Path

import attrs

from grafmint.bundle import Bundle, Entry, Kind
from grafmint.compile.encode import canonical
from grafmint.environment import Environment
from grafmint.plan.plan import Plan
from grafmint.plan.snapshot import Held, Snapshot
from grafmint.plan.step import Step
from grafmint.target import provisioning
from grafmint.tree import File, Tree, open_tree, write_tree

#: The top level has no uid; Grafana reserves this name, so no folder can have it.
TOP = "general"


@attrs.frozen
class DirectoryTarget:
    """Writes dashboards as JSON and everything else as provisioning files."""

    environment: Environment
    root: Path

    def read(self, bundle: Bundle) -> Snapshot:
        """The resources below the root, ours and those in our way; raises TargetError when it cannot be read."""
        tree = self._open()
        held: dict[tuple[Kind, str], Held] = {}
        for entry in bundle:
            found = self._held(tree, path_of(entry), entry.kind, entry.uid)
            if found is not None:
                held[(entry.kind, entry.uid)] = found
        for path, record in tree.records.items():
            if record.kind != "provider" and (record.kind, record.uid) not in held:
                found = self._held(tree, path, record.kind, record.uid)
                if found is not None:
                    held[(record.kind, record.uid)] = found
        return Snapshot(held=held, unsaid=tuple(_unsaid(bundle)))

    def form(self, entry: Entry) -> bytes:
        """Dashboards and datasources as they are; of a folder its uid and title, all that a provider can say."""
        if entry.kind != "folder":
            return entry.document
        return canonical({"uid": entry.uid, "title": entry.title})

    def apply(self, plan: Plan) -> Iterator[Step]:
        """Write the files of the plan's steps; raises TargetError when the disk refuses."""
        tree = self._open()
        steps: dict[tuple[str, str], Step] = {(step.kind, step.uid): step for step in plan.writes}
        files = [file for step in plan.writes for file in self._files(step)]
        written = {file.path for file in files}
        removed = [
            path for path, record in tree.records.items() if (record.kind, record.uid) in steps and path not in written
        ]
        if any(
            step.kind == "dashboard" and step.entry is not None and step.entry.folder is None for step in plan.writes
        ):
            files.append(self._top())
        for file in write_tree(tree, self._owner, files, removed):
            if (file.kind, file.uid) in steps:
                yield steps[(file.kind, file.uid)]
        yield from (step for step in plan.writes if step.action == "delete")

    @property
    def _owner(self) -> str:
        return f"{self.environment.project}/{self.environment.name}"

    def _open(self) -> Tree:
        return open_tree(self.root, self._owner)

    def _held(self, tree: Tree, path: str, kind: Kind, uid: str) -> Held | None:
        content = tree.read(path)
        if content is None:
            return None
        state = tree.state(path)
        folder = path.split("/")[1] if kind == "dashboard" else None
        document = content if kind == "dashboard" else provisioning.document(kind, content)
        return Held(
            kind=kind,
            uid=uid,
            title=provisioning.title(document, uid),
            folder=None if folder == TOP else folder,
            document=document,
            hold="ours" if state == "ours" else "edited" if state == "edited" else "foreign",
            where=str(self.root / path),
        )

    def _files(self, step: Step) -> list[File]:
        entry = step.entry
        if entry is None or step.action == "delete":
            return []
        if entry.kind == "folder":
            content = provisioning.provider(entry.title, entry.uid, self._path(entry.uid))
        elif entry.kind == "datasource":
            content = provisioning.datasource(entry.json)
        else:
            content = entry.document
        return [File(path=path_of(entry), kind=entry.kind, uid=entry.uid, content=content)]

    def _top(self) -> File:
        content = provisioning.provider("", "", self._path(TOP))
        return File(path=f"provisioning/dashboards/{TOP}.yaml", kind="provider", uid=TOP, content=content)

    def _path(self, folder: str) -> str:
        return str((self.root / "dashboards" / folder).absolute())


def path_of(entry: Entry) -> str:
    """The file that holds an entry, below the target's root."""
    if entry.kind == "dashboard":
        return f"dashboards/{entry.folder or TOP}/{entry.uid}.json"
    return f"provisioning/{'dashboards' if entry.kind == 'folder' else 'datasources'}/{entry.uid}.yaml"


def _unsaid(bundle: Bundle) -> Iterator[str]:
    folders = bundle.of("folder")
    permissions = [entry.uid for entry in folders if "permissions" in entry.json]
    if permissions:
        yield f"permissions of folders: {', '.join(permissions)}"
    parents = [entry.uid for entry in folders if entry.folder is not None]
    if parents:
        yield f"parents of folders: {', '.join(parents)}"
