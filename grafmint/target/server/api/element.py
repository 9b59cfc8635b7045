"""A panel of the library as the server keeps it: our document with its mark, and back to the document."""

from typing import Any

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.snapshot import Whose
from grafmint.target.server.api.library import PANEL
from grafmint.target.server.proof.mark import KEY, Mark, checksum, read_mark
from grafmint.target.server.proof.owner import Owner

Json = dict[str, Any]
# What holds in one place only, and what the server repeats of the element itself.
_ELSEWHERE = ("id", "gridPos", "libraryPanel", KEY)


def form(said: Json) -> bytes:
    """What somebody can have written of a panel: its document without marks and what the server adds."""
    return canonical({"uid": said["uid"], "name": said["name"], "model": _plain(said["model"])})


def folder_of(found: Json) -> str | None:
    """Where it lies; None at the top level."""
    return found.get("folderUid") or None


def mark_of(found: Json) -> Mark | None:
    """Its mark, unless that is of another uid: a copy keeps the mark of its original."""
    mark = read_mark(found["model"])
    return mark if mark is not None and mark.uid == found["uid"] else None


def is_proven(found: Json, wanted: str | None) -> bool:
    """Whether this very version with this content is the write that its mark speaks of.

    It lies where the mark says, or where it is `wanted`: a folder may have another uid by now.
    """
    mark = mark_of(found)
    is_it = mark is not None and (mark.version, mark.checksum) == (found["version"], checksum(form(found)))
    return is_it and mark is not None and folder_of(found) in {mark.folder, wanted}


def body(entry: Entry, folder: str | None, replaced: int | None, owner: Owner, whose: Whose) -> Json:
    """What a save sends into a folder, with a mark of its owner unless it is to be somebody else's."""
    said = entry.json
    model = _plain(said["model"])
    if whose != "foreign":
        mark = Mark(
            project=owner.project,
            environment=owner.environment,
            uid=entry.uid,
            folder=folder,
            version=(replaced or 0) + 1,
            checksum=checksum(form(said)),
        )
        model[KEY] = (mark if whose == "ours" else mark.of_edit).json
    # Without `folderUid` the answer of Grafana 9 says that it is at the top level now.
    return {"uid": entry.uid, "name": entry.title, "folderUid": folder or "", "kind": PANEL, "model": model}


def _plain(model: Json) -> Json:
    """A model as the code has it: the server adds a description where there is none."""
    plain = {key: value for key, value in model.items() if key not in _ELSEWHERE}
    return plain if plain.get("description") else {key: plain[key] for key in plain if key != "description"}
