"""Admission: what the server makes of an object before it stores it, and what it refuses.

Source: https://github.com/grafana/grafana/blob/main/pkg/registry/apis/dashboard/mutate.go
"""

from typing import Any

from grafmint.testing import refresh
from grafmint.testing.apis import validation
from grafmint.testing.apis.migration import MigrationError, migrated, stepped
from grafmint.testing.apis.resource import Asked
from grafmint.testing.apis.sent import Sent
from grafmint.testing.apis.status import failed, invalid
from grafmint.testing.call import text_of
from grafmint.testing.saving import FOLDER_SCHEMA
from grafmint.testing.stored import LEGACY, Json, Stored
from grafmint.testing.unified import MANAGER, spec_of

_LONGEST_TITLE, _LONGEST_MESSAGE = 5000, 500
_MODES = ("Ignore", "Strict", "Warn")


def folder_of(asked: Asked, sent: Sent) -> Stored | None:
    """The folder that an object is to be in; a dry run does not look for it."""
    if not sent.folder:
        return None
    folder = asked.call.state.folder(sent.folder)
    if folder is None and asked.call.one("dryRun") != "All":
        raise failed(404, "folder not found", details={"name": sent.folder, "kind": "folders"})
    if folder is not None and asked.resource.is_folder:
        _check_parent(asked, sent, folder)
    return folder


def check_grants(asked: Asked, sent: Sent) -> None:
    """Answer 500 to who asks for permissions where releases of 12 give none."""
    if not sent.grants or not asked.call.state.profile.has("grants strictly"):
        return
    if sent.folder:
        raise failed(500, "granting create permissions only works for root folder objects", reason="Unknown")
    if sent.annotations.get(MANAGER):
        raise failed(500, "managed resource may not grant permissions", reason="Unknown")


def _check_parent(asked: Asked, sent: Sent, parent: Stored) -> None:
    if any(each.uid == sent.name for each in (parent, *asked.call.state.above(parent))):
        raise failed(400, "a folder cannot be below itself")


def document(asked: Asked, sent: Sent) -> Json:
    """What is stored of a spec."""
    spec = sent.spec if asked.resource.is_folder else _dashboard(asked, sent, spec_of(sent.spec))
    title = text_of(spec.get("title")).strip()
    if not title:
        raise failed(400, f"{asked.resource.kind} title cannot be empty")
    if len(title) > _LONGEST_TITLE or len(sent.message) > _LONGEST_MESSAGE:
        raise failed(400, "the title or the message is too long")
    if not asked.resource.is_folder:
        return spec
    if title.lower() == "general" or sent.name in {"general", "sharedwithme"}:
        raise failed(400, "the folder has a title or a uid that is reserved")
    told = {"description": sent.spec["description"]} if sent.spec.get("description") else {}
    return {"schemaVersion": FOLDER_SCHEMA, "title": title, **told}


def _dashboard(asked: Asked, sent: Sent, spec: Json) -> Json:
    if not refresh.is_taken(spec, asked.call.state.profile):
        raise failed(400, "Dashboard refresh interval is too low")
    is_strict = _mode(asked) == "Strict" and asked.version != LEGACY
    of, profile = asked.resource.named(sent.name), asked.call.state.profile
    if asked.version != LEGACY and profile.has("migrates"):
        try:
            spec = (migrated if profile.has("migrates with defaults") else stepped)(spec)
        except MigrationError as error:
            if is_strict:
                raise invalid(of, [_cause("spec", str(error))]) from None
            return spec
    wrong = validation.causes(spec) if is_strict else []
    if wrong:
        raise invalid(of, wrong)
    return spec


def _mode(asked: Asked) -> str:
    mode = asked.call.one("fieldValidation") or "Strict"
    if mode not in _MODES:
        raise failed(422, f"fieldValidation: Unsupported value: {mode!r}")
    return mode


def _cause(field: str, message: str) -> Any:
    return {"reason": "FieldValueInvalid", "message": message, "field": field}
