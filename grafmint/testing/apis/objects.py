"""Objects: a dashboard or folder as the resource API shows it, now or as a save left it."""

import orjson

from grafmint.testing.apis.migration import MigrationError, migrated, stepped
from grafmint.testing.apis.resource import Asked
from grafmint.testing.state import State
from grafmint.testing.stored import LEGACY, Json, Stored, Version
from grafmint.testing.unified import MANAGER, spec_of

OWN = "grafana.app/"
FOLDER, MESSAGE = f"{OWN}folder", f"{OWN}message"
GRANT = f"{OWN}grant-permissions"
#: What the server says of an object itself, whatever a client sends.
SET_BY_SERVER = {f"{OWN}{name}" for name in ("createdBy", "updatedBy", "updatedTimestamp")}
ID_LABEL = f"{OWN}deprecatedInternalID"


def shown(asked: Asked, stored: Stored) -> Json:
    """One as it is now."""
    return _object(asked, stored, stored.history[-1], stored.data)


def as_it_was(asked: Asked, stored: Stored, version: Version) -> Json:
    """One as a save left it."""
    return _object(asked, stored, version, version.data)


def revision(state: State, stored: Stored, version: Version) -> int:
    """The resourceVersion of a state: in the tables of old a dashboard has none but the number of its version."""
    return version.revision if state.is_unified or stored.is_folder else version.number


def _object(asked: Asked, stored: Stored, version: Version, data: bytes) -> Json:
    document = orjson.loads(data)
    of = asked.resource
    found: Json = {
        "kind": of.kind,
        "apiVersion": f"{of.group}/{asked.version}",
        "metadata": _metadata(asked, stored, version),
    }
    if of.is_folder:
        kept = {key: document[key] for key in ("title", "description") if key in document}
        return {**found, "spec": kept, "status": {}}
    spec, status = _spec(asked, version, spec_of(document))
    return {**found, "spec": spec, "status": status}


def _metadata(asked: Asked, stored: Stored, version: Version) -> Json:
    state = asked.call.state
    folder = state.by_id.get(version.folder_id)
    annotations = {**version.annotations, f"{OWN}createdBy": _somebody(state, stored.created_by)}
    if version.number > 1:
        annotations[f"{OWN}updatedBy"] = _somebody(state, version.created_by)
        annotations[f"{OWN}updatedTimestamp"] = version.created
    if folder is not None:
        annotations[FOLDER] = folder.uid
    if version.message:
        annotations[MESSAGE] = version.message
    if stored.external:
        annotations |= {MANAGER: "classic-file-provisioning", f"{OWN}sourcePath": stored.external}
    return {
        "name": stored.uid,
        "namespace": asked.call.namespace,
        "uid": stored.uuid,
        "resourceVersion": str(revision(state, stored, version)),
        "generation": version.number,
        "creationTimestamp": stored.created,
        "labels": {ID_LABEL: str(stored.id)},
        "annotations": dict(sorted(annotations.items())),
    }


def _spec(asked: Asked, version: Version, spec: Json) -> tuple[Json, Json]:
    """The spec in the version that is asked for, and what the status says of how it got there."""
    conversion, profile = {"failed": False, "storedVersion": version.stored_as}, asked.call.state.profile
    if version.stored_as.startswith("v2"):
        spec = _classic(spec)
    elif asked.version != LEGACY and profile.has("migrates"):
        try:
            spec = (migrated if profile.has("migrates with defaults") else stepped)(spec)
        except MigrationError as error:
            conversion |= {"failed": True, "error": str(error)}
    is_told = conversion["failed"] or version.stored_as != asked.version
    return spec, {"conversion": conversion} if is_told else {}


def _classic(spec: Json) -> Json:
    """What a version 1 has room for of a version 2: here none of its panels."""
    return {"title": spec["title"], "tags": spec.get("tags", []), "schemaVersion": 42, "panels": []}


def _somebody(state: State, account_id: int) -> str:
    account = state.accounts.get(account_id)
    kind = "user" if account is None or account.is_user else "service-account"
    return f"{kind}:{account_id}"
