"""What the tests of revisions share."""

from pathlib import Path

import attrs

from grafmint.bundle import Entry
from grafmint.revision import Revision, transfer
from grafmint.revision.revisions import revisions
from grafmint.revision.transfer import Answer
from tests.revision.conftest import Clone


def reviewed(
    clone: Clone, base: str = "main", head: str | None = None, project: str = "."
) -> tuple[Revision, Revision]:
    """Both revisions of a project of a repository."""
    return revisions(clone.top / project / "grafmint.toml", base, head, "local")


def uids(revision: Revision) -> list[str]:
    """The uids of the dashboards."""
    return [entry.uid for entry in revision.bundle.of("dashboard")]


def everything(*found: Revision) -> str:
    """All that revisions say, in one text."""
    answers = [
        Answer(bundle=each.bundle, findings=each.findings, failure=each.failure, remarks=each.remarks) for each in found
    ]
    return "\n".join([*map(transfer.write, answers), *map(repr, found)])


def plain(entry: Entry, root: Path) -> object:
    """All that an entry holds, with its origins looked up."""
    origins = {
        pointer: (origin.inner.relative_to(root), origin.outer.relative_to(root))
        for pointer, origin in entry.origins.items()
    }
    return attrs.evolve(entry, origins={}), origins
