"""Versioning: what newer releases say of a template or mute timing, so that nobody writes over another's change."""

import hashlib

from grafmint.testing.alerting.stored import Written
from grafmint.testing.call import Call, text_of
from grafmint.testing.reply import refused
from grafmint.testing.stored import Json, encode

_FACT = "alerting versions"
_LENGTH = 16


def shown(call: Call, stored: Written) -> Json:
    """One with its version, where there is one."""
    return {**stored.document, "version": _version(stored)} if call.state.profile.has(_FACT) else stored.document


def check(call: Call, stored: Written | None, body: Json) -> None:
    """Refuse a body that says another version than is stored; without one it writes over what there is."""
    said = text_of(body.get("version"))
    if not said or not call.state.profile.has(_FACT):
        return
    if stored is None:
        raise refused(404, "template not found")
    if said != _version(stored):
        raise refused(409, f"version conflict: {said} is not the current version")


def _version(stored: Written) -> str:
    return hashlib.sha256(encode(stored.document)).hexdigest()[:_LENGTH]
