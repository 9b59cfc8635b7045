"""Claim: what an object bears that is ours: the mark, and who looks after it."""

from collections.abc import Mapping
from pathlib import Path

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.environment import Environment
from grafmint.target.server.apis import manager
from grafmint.target.server.apis.metadata import FOLDER, GRANT, MARK, MESSAGE, Json, annotations_of
from grafmint.target.server.proof.mark import Mark
from grafmint.target.server.proof.owner import Owner

_OURS = (MARK, *manager.KEYS)
#: What the page says of a save of its own, and what is in a write of somebody else.
_THEIRS = (MESSAGE, "grafana.app/saved-from-ui", "kubectl.kubernetes.io/last-applied-configuration")


@attrs.frozen(kw_only=True)
class Claim:
    """How one environment of a project marks what it writes; in `locked` ones the page is to save nothing."""

    owner: Owner
    root: Path
    locked: bool = False

    @classmethod
    def of(cls, environment: Environment) -> "Claim":
        """The claim of an environment."""
        owner = Owner(environment.project, environment.name)
        return cls(owner=owner, root=environment.root, locked=environment.locked)

    def annotations(self, entry: Entry, there: Json | None, mark: Mark | None) -> dict[str, str]:
        """The annotations of what is written over `there`: those of others stay; without a mark it is not ours."""
        others = annotations_of(there) if there is not None else {}
        kept = {key: value for key, value in others.items() if key not in (*_OURS, *_THEIRS, FOLDER)}
        folder = {FOLDER: entry.folder} if entry.folder is not None else {}
        # At the top level there is no folder to have them from: without it administrators alone would see it.
        granted = {GRANT: "default"} if there is None and entry.folder is None else {}
        message = {MESSAGE: f"grafmint sync of {self.owner.project}"}
        return {**kept, **folder, **granted, **message, **self._ours(entry, mark)}

    def _ours(self, entry: Entry, mark: Mark | None) -> Mapping[str, str]:
        if mark is None:
            return {}
        place = entry.place()
        file = Path(place.file) if place is not None else None
        # Where a project lies on somebody's machine is nobody's business.
        path = file.relative_to(self.root).as_posix() if file is not None and file.is_relative_to(self.root) else None
        return {
            MARK: orjson.dumps(mark.json).decode(),
            manager.KIND: manager.OURS,
            manager.ID: manager.manager_id(self.owner.project),
            manager.ALLOWS_EDITS: "false" if self.locked else "true",
            **({manager.SOURCE: path} if path is not None else {}),
        }
