"""Folder tree: what is in a folder and in those below it, and how all of it goes."""

from grafmint.testing import library
from grafmint.testing.reply import refused
from grafmint.testing.state import State
from grafmint.testing.stored import Stored

#: How newer releases call what a folder holds.
RESOURCES = {
    "folder": "folders",
    "dashboard": "dashboards",
    "librarypanel": "library_elements",
    "alertrule": "alertrules",
}


def delete(state: State, stored: Stored, *, with_rules: bool) -> None:
    """Delete a folder with all that is in it; answers what stands against that."""
    inside = below(state, stored)
    places = [stored, *(each for each in inside if each.is_folder)]
    elements = [each for place in places for each in library.in_folder(state, place)]
    if any(library.connected(state, each) for each in elements):
        raise refused(403, "Folder could not be deleted because it contains library elements in use", traced=True)
    uids = {each.uid for each in places}
    if any(each.folder in uids for each in state.alerting.rules.values()) and not with_rules:
        raise refused(400, "folder cannot be deleted: folder contains alert rules")
    for uid in uids:
        state.alerting.forget_folder(uid)
    for element in elements:
        del state.elements[element.uid]
    for each in (*inside, stored):
        state.discard(each)


def contents(state: State, folder: Stored) -> dict[str, int]:
    """How many of each kind are in a folder and in those below it."""
    inside = below(state, folder)
    places = [folder, *(each for each in inside if each.is_folder)]
    uids = {each.uid for each in places}
    return {
        "folder": len(places) - 1,
        "dashboard": len(inside) - len(places) + 1,
        "librarypanel": sum(len(library.in_folder(state, each)) for each in places),
        "alertrule": sum(each.folder in uids for each in state.alerting.rules.values()),
    }


def below(state: State, folder: Stored) -> list[Stored]:
    """All that is in a folder and in those below it, what is deepest first."""
    inside = [each for each in state.by_id.values() if each.folder_id == folder.id]
    return [*(deeper for each in inside if each.is_folder for deeper in below(state, each)), *inside]
