"""People: what somebody does in Grafana's pages, and what its files do to it, behind a sync's back."""

from collections.abc import Callable

import attrs
import orjson

from grafmint.testing import library, unified
from grafmint.testing.page import SCHEMA_VERSION, saved
from grafmint.testing.reply import AnsweredError
from grafmint.testing.saving import FOLDER_SCHEMA, Save, check
from grafmint.testing.source import store
from grafmint.testing.state import State
from grafmint.testing.stored import Account, Json, Stored
from grafmint.testing.storing import write

#: What the pages of 12 and 13 write.
_NEW_SCHEMA = 42


def edit(state: State, uid: str, change: Callable[[Json], None], by: str) -> None:
    """Somebody opens a dashboard in its page, changes it and saves it there."""
    stored = _known(state, uid)
    names = {each.uid: each.name for each in state.sources.values()}
    document = saved(orjson.loads(stored.data), names, schema=_schema(state))
    change(document)
    save = Save.of(saved(document, names, schema=_schema(state)), folder_id=stored.folder_id)
    _post(state, _as_page(state, stored, save), state.user(by))


def move(state: State, uid: str, folder: str | None, by: str) -> None:
    """Somebody moves a dashboard in the list of dashboards, which saves it as it is."""
    stored = _known(state, uid)
    save = Save.of(orjson.loads(stored.data), folder_id=_folder_id(state, folder))
    _post(state, _as_page(state, stored, save), state.user(by))


def copy(state: State, uid: str, new_uid: str, title: str, by: str) -> None:
    """Somebody saves a dashboard under another title, with its tags."""
    stored = _known(state, uid)
    names = {each.uid: each.name for each in state.sources.values()}
    page = saved(orjson.loads(stored.data), names, schema=_schema(state))
    document = {**page, "id": None, "uid": new_uid, "title": title}
    _post(state, Save.of(document, folder_id=stored.folder_id), state.user(by))


def star(state: State, uid: str, by: str) -> None:
    """Somebody stars a dashboard, which may be starred already."""
    stored, account = _known(state, uid), state.user(by)
    if not state.is_starred(account, stored):
        state.stars.setdefault(account.id, []).append(state.star_key(stored))


def delete(state: State, uid: str) -> None:
    """Somebody deletes a dashboard."""
    state.discard(_known(state, uid))


def put_back(state: State, uid: str, version: int, by: str) -> None:
    """Somebody makes a stored version the newest one again; what it holds comes back, under the uid of today."""
    stored = _known(state, uid)
    found = next((each for each in stored.history if each.number == version), None)
    if found is None:
        raise LookupError(f"the dashboard {uid!r} has no version {version}")
    document = {**orjson.loads(found.data), "uid": uid, "version": stored.version}
    save = _as_page(state, stored, Save.of(document, folder_id=stored.folder_id))
    if state.profile.has("restored bare"):
        save.annotations = {}
    _post(state, save, state.user(by))


def provision(state: State, document: Json, folder: str | None, folder_title: str | None) -> None:
    """A file of the server's own brings a dashboard, and the folder that it is in when there is none."""
    if folder is not None and state.folder(folder) is None:
        top = {"schemaVersion": FOLDER_SCHEMA, "title": folder_title or folder, "uid": folder}
        _post(state, Save.of(top, is_folder=True), None)
    save = Save.of(document, folder_id=_folder_id(state, folder))
    save.overwrite, save.external = True, f"{save.uid}.json"
    # One that was somebody's own until now is the file's from here on.
    _post(state, save, None).external = save.external


def provision_datasource(state: State, document: Json) -> None:
    """A file of the server's own brings a datasource, which nobody can change."""
    store(state.sources, next(state.source_ids), {"access": "proxy", **document}, read_only=True)


def store_v2(state: State, uid: str, title: str, folder: str | None, by: str) -> None:
    """Somebody makes a dashboard of version 2, or makes one into that; its panels are in a layout."""
    spec = {"title": title, "elements": {}, "layout": {"kind": "TabsLayout", "spec": {"tabs": []}}}
    existing = state.by_uid.get(uid)
    folder_id = existing.folder_id if existing and folder is None else _folder_id(state, folder)
    save = Save.of({**spec, "uid": uid}, folder_id=folder_id)
    save.overwrite = True
    save.annotations = existing.annotations if existing else {}
    save.stored_as = "v2" if state.profile.has("resource API v1") else "v2beta1"
    _post(state, save, state.user(by))


def manage(state: State, uid: str, kind: str, identity: str) -> None:
    """Something that looks after a dashboard or folder says so, as Git Sync does."""
    stored = state.by_uid[uid]
    stored.annotations = {**stored.annotations, unified.MANAGER: kind, unified.MANAGER_ID: identity}
    stored.revision = next(state.revisions)
    stored.history[-1] = attrs.evolve(stored.history[-1], annotations=stored.annotations, revision=stored.revision)


def _schema(state: State) -> int:
    return _NEW_SCHEMA if state.profile.has("unified storage") else SCHEMA_VERSION


def _as_page(state: State, stored: Stored, save: Save) -> Save:
    """A save of the page of newer releases, which goes through the resource API and leaves annotations alone."""
    if state.profile.has("page saves resources"):
        save.annotations = stored.annotations
        save.stored_as = "v1" if state.profile.has("resource API v1") else "v1beta1"
    return save


def _post(state: State, save: Save, account: Account | None) -> Stored:
    try:
        check(state, save)
        stored = write(state, save, account)
        # What comes from a file is connected with nothing.
        if account is not None and not save.is_folder:
            library.connect(state, stored)
    except AnsweredError as answered:
        message = orjson.loads(answered.reply.body)["message"]
        raise ValueError(f"nobody can save {save.uid!r}: {message}") from None
    return stored


def _known(state: State, uid: str) -> Stored:
    stored = state.by_uid.get(uid)
    if stored is None or stored.is_folder:
        raise LookupError(f"there is no dashboard {uid!r}")
    return stored


def _folder_id(state: State, folder: str | None) -> int:
    if folder is None:
        return 0
    stored = state.folder(folder)
    if stored is None:
        raise LookupError(f"there is no folder {folder!r}")
    return stored.id
