"""Writing: objects created, replaced and deleted."""

from typing import Any

import attrs
import orjson

from grafmint.testing import folder_tree, library, rights
from grafmint.testing.apis import admission, managers, objects
from grafmint.testing.apis.rehearsal import rehearsed
from grafmint.testing.apis.resource import Asked
from grafmint.testing.apis.sent import Sent
from grafmint.testing.apis.status import done, failed, in_its_own_words
from grafmint.testing.apis.tables import as_sent, is_unguarded
from grafmint.testing.call import Call
from grafmint.testing.reply import Reply, reply
from grafmint.testing.routes import serves
from grafmint.testing.saving import Save
from grafmint.testing.stored import Json, Stored
from grafmint.testing.storing import write

_FACT = "resource API"
_LIST = "/apis/:group/:version/namespaces/:namespace/:plural"
_ONE = f"{_LIST}/:name"


@serves("POST", _LIST, fact=_FACT)
@in_its_own_words
def create_object(call: Call) -> Reply:
    """Create one whose name is not taken."""
    asked = Asked.of(call)
    asked.require("create")
    sent = Sent.of(asked)
    if sent.revision:
        raise failed(400, "resourceVersion should not be set on objects to be created")
    if sent.name in call.state.by_uid:
        of = asked.resource
        message = f'{of.plural}.{of.group} "{sent.name}" already exists'
        raise failed(409, message, reason="AlreadyExists", details=of.named(sent.name))
    return _put(asked, sent, None)


@serves("PUT", _ONE, fact=_FACT)
@in_its_own_words
def replace_object(call: Call) -> Reply:
    """Replace one whole, or create it; with a resourceVersion only what has that."""
    asked = Asked.of(call)
    sent = Sent.of(asked)
    if sent.name != asked.name:
        raise failed(400, f"the name of the object ({sent.name}) does not match the name on the URL ({asked.name})")
    stored = asked.find(sent.name)
    if stored is None and not sent.revision and asked.may("create") and not is_unguarded(asked):
        return _put(asked, sent, None)
    stored = asked.wanted("write")
    if not is_unguarded(asked):
        _check_same(asked, stored, sent.uuid, sent.revision)
    if stored.external:
        raise failed(403, "Cannot save provisioned dashboard")
    return _put(asked, sent, stored)


def _put(asked: Asked, sent: Sent, stored: Stored | None) -> Reply:
    call = asked.call
    folder = admission.folder_of(asked, sent)
    if stored is None or stored.folder_id != (folder.id if folder else 0):
        _require_place(asked, folder)
    if stored is None:
        admission.check_grants(asked, sent)
    managers.check_write(stored.annotations if stored else {}, sent.annotations, folder)
    save = Save(
        document=admission.document(asked, sent),
        is_folder=asked.resource.is_folder,
        folder_id=folder.id if folder else 0,
        message=sent.message,
        annotations=sent.annotations if call.state.is_unified else {},
        stored_as=asked.version,
        grants=sent.grants,
        id=stored.id if stored else 0,
        uid=sent.name,
        version=stored.version if stored else 0,
    )

    def store() -> Json:
        before = attrs.evolve(stored) if stored else None
        made = write(call.state, save, call.caller)
        if not (call.state.is_unified or made.is_folder):
            # It stays saved where that is refused.
            library.connect(call.state, made)
        return as_sent(asked, objects.shown(asked, made), before, save, sent)

    shown = rehearsed(call.state, stored, sent.name, store) if _is_dry(asked) else store()
    return reply(shown, 200 if stored else 201)


def _require_place(asked: Asked, folder: Stored | None) -> None:
    """Answer 403 when the caller may not put something there."""
    if asked.resource.is_folder and folder is not None:
        asked.require("write", folder)
    elif not asked.resource.is_folder and not rights.may_create_in(asked.call, folder):
        raise failed(403, "dashboards.dashboard.grafana.app is forbidden: the caller may not create in the folder")


@serves("DELETE", _ONE, fact=_FACT)
@in_its_own_words
def delete_object(call: Call) -> Reply:
    """Delete one, a folder with all that is in it; with preconditions only what has that uid or resourceVersion."""
    asked = Asked.of(call)
    stored = asked.wanted("delete")
    wanted: Any = (orjson.loads(call.body) if call.body else {}).get("preconditions") or {}
    if not is_unguarded(asked):
        _check_same(asked, stored, wanted.get("uid", ""), wanted.get("resourceVersion", ""))
    if stored.external:
        raise failed(400, "provisioned dashboard cannot be deleted")
    managers.check_delete(stored)
    shown = objects.shown(asked, stored)
    if not _is_dry(asked):
        if stored.is_folder:
            folder_tree.delete(call.state, stored, with_rules=call.one("forceDeleteRules") == "true")
        else:
            call.state.discard(stored)
    of = asked.resource
    return reply(shown) if of.is_folder else done({**of.named(stored.uid), "kind": of.plural, "uid": stored.uuid})


def _is_dry(asked: Asked) -> bool:
    return asked.call.one("dryRun") == "All" and not is_unguarded(asked)


def _check_same(asked: Asked, stored: Stored, uuid: str, revision: str) -> None:
    of, now = asked.resource, objects.revision(asked.call.state, stored, stored.history[-1])
    if (uuid and uuid != stored.uuid) or (revision and revision != str(now)):
        message = f'Operation cannot be fulfilled on {of.plural}.{of.group} "{stored.uid}"'
        why = "requested RV does not match current RV; the object has been modified"
        raise failed(409, f"{message}: {why}", details=of.named(stored.uid))
