"""Folders: each with those around it."""

import attrs

from grafmint._unset import Unset
from grafmint.compile.entries import Entries, entry_of
from grafmint.model.context import Context
from grafmint.model.folder import Folder


def keep_folder(folder: Folder, entries: Entries, context: Context, *, by_reference: bool = False) -> None:
    """Take in a folder, by itself or because another resource names it, which may be the same one again."""
    for index, each in enumerate(folder.ancestry):
        parent = None if isinstance(each.parent, Unset) else each.parent.uid
        former = None if isinstance(each.renamed_from, Unset) else each.renamed_from
        entry = entry_of("folder", each.uid, each.title, each, context, folder=parent)
        entries.keep(attrs.evolve(entry, renamed_from=former), equal_is_same=by_reference or index > 0)
