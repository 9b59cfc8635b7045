"""People: what somebody does in Grafana's pages, and what its files do to it, behind a sync's back."""

from collections.abc import Callable

import orjson

from grafmint.testing.page import saved
from grafmint.testing.reply import AnsweredError
from grafmint.testing.saving import FOLDER_SCHEMA, Save, check, write
from grafmint.testing.source import store
from grafmint.testing.state import State
from grafmint.testing.stored import Account, Json, Stored


def edit(state: State, uid: str, change: Callable[[Json], None], by: str) -> None:
    """Somebody opens a dashboard in its page, changes it and saves it there."""
    stored = _known(state, uid)
    names = {each.uid: each.name for each in state.sources.values()}
    document = saved(orjson.loads(stored.data), names)
    change(document)
    _post(state, Save.of(saved(document, names), folder_id=stored.folder_id), state.user(by))


def move(state: State, uid: str, folder: str | None, by: str) -> None:
    """Somebody moves a dashboard in the list of dashboards, which saves it as it is."""
    stored = _known(state, uid)
    _post(state, Save.of(orjson.loads(stored.data), folder_id=_folder_id(state, folder)), state.user(by))


def copy(state: State, uid: str, new_uid: str, title: str, by: str) -> None:
    """Somebody saves a dashboard under another title, with its tags."""
    stored = _known(state, uid)
    names = {each.uid: each.name for each in state.sources.values()}
    document = {**saved(orjson.loads(stored.data), names), "id": None, "uid": new_uid, "title": title}
    _post(state, Save.of(document, folder_id=stored.folder_id), state.user(by))


def delete(state: State, uid: str) -> None:
    """Somebody deletes a dashboard."""
    state.forget(_known(state, uid))


def put_back(state: State, uid: str, version: int, by: str) -> None:
    """Somebody makes a stored version the newest one again; what it holds comes back as it was."""
    stored = _known(state, uid)
    found = next((each for each in stored.history if each.number == version), None)
    if found is None:
        raise LookupError(f"the dashboard {uid!r} has no version {version}")
    document = {**orjson.loads(found.data), "version": stored.version}
    _post(state, Save.of(document, folder_id=stored.folder_id), state.user(by))


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


def _post(state: State, save: Save, account: Account | None) -> Stored:
    try:
        check(state, save)
    except AnsweredError as answered:
        message = orjson.loads(answered.reply.body)["message"]
        raise ValueError(f"nobody can save {save.uid!r}: {message}") from None
    return write(state, save, account)


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
