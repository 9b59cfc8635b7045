"""Storing: what a checked save leaves behind."""

from grafmint.testing import unified
from grafmint.testing.saving import Save
from grafmint.testing.state import State
from grafmint.testing.stored import ADMIN, EDIT, VIEW, Account, Json, Stored, Subject, Version, encode, now


def write(state: State, save: Save, account: Account | None) -> Stored:
    """Store a checked save; None is the server itself, which provisions."""
    stored = state.by_id.get(save.id) or _fresh(state, save, account)
    moved = True
    if state.is_unified and stored.history:
        if unified.is_same(stored, save):
            return stored
        moved = unified.is_moved(stored, save)
    parent, uid = save.version, save.uid or stored.uid
    if moved:
        stored.version, stored.updated, stored.updated_by = stored.version + 1, now(), account.id if account else -1
    stored.permissions = state.permissions_of(stored, uid)
    state.keep(stored, title=save.title, uid=uid)
    stored.folder_id, stored.tags = save.folder_id, _tags(save.document)
    stored.annotations, stored.stored_as = save.annotations, save.stored_as
    stored.revision = next(state.revisions)
    stored.history.append(_version(state, save, stored, parent))
    stored.data = encode({**save.document, "id": stored.id, "uid": stored.uid, "version": stored.version})
    return stored


def _fresh(state: State, save: Save, account: Account | None) -> Stored:
    return Stored(
        id=next(state.ids),
        uid=save.uid or state.new_uid(),
        title=save.title,
        is_folder=save.is_folder,
        created_by=account.id if account else -1,
        permissions={**state.left_behind.pop(save.uid, {}), **_first_permissions(save, account)},
        external=save.external,
    )


def _version(state: State, save: Save, stored: Stored, parent: int) -> Version:
    data = encode({**save.document, "uid": stored.uid, "version": stored.version})
    return Version(
        id=next(state.version_ids),
        number=stored.version,
        parent=parent,
        message=save.message,
        created=stored.updated,
        created_by=stored.updated_by,
        data=data,
        revision=stored.revision,
        annotations=stored.annotations,
        folder_id=stored.folder_id,
        stored_as=stored.stored_as,
    )


def _first_permissions(save: Save, account: Account | None) -> dict[Subject, int]:
    if not save.grants:
        return {}
    own = {Subject(user_id=account.id): ADMIN} if account is not None and account.is_user else {}
    if save.folder_id:
        return own
    return {**own, Subject(role="Editor"): EDIT, Subject(role="Viewer"): VIEW}


def _tags(document: Json) -> tuple[str, ...]:
    tags = document.get("tags")
    return tuple(dict.fromkeys(tag for tag in tags if isinstance(tag, str))) if isinstance(tags, list) else ()
