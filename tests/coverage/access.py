"""Judges of access: who may see what, and that no secret is among it."""

import re
from collections.abc import Iterator
from typing import Any

from .build import Build, Document, Output, Wish

_SECRET_KEY = re.compile(
    r"passw|secret|token|credential|(?:api|access|private|routing|service|integration)_?key", re.IGNORECASE
)
#: A key that ends so names the file of a secret, as Alertmanager's do.
_FILE = "_file"
_REFERENCE = re.compile(r"\$(?:[A-Z_][A-Z0-9_]*|\{[A-Z_][A-Z0-9_]*\}|__(?:env|file|vault)\{[^}]+\})")
_LITERAL = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgl(?:sa|c)_\w{20,}|\bgh[pousr]_\w{30,}|\bxox[abpr]-\w"
    r"|\beyJ[\w-]{10,}|hooks\.slack\.com/services/|\b(?:Bearer|Basic) [\w+/=.-]{8,}|://[^/\s:@]*:[^/\s@]+@"
)
#: Where Grafana takes secrets, and nothing else: of datasources and of contact points.
SECRETS = frozenset({"secureJsonData", "secureSettings"})

_PERMISSIONS = frozenset({"View", "Edit", "Admin"})
_ROLES = frozenset({"Viewer", "Editor", "Admin"})


def no_plaintext_secrets(wish: Wish, build: Build) -> Iterator[str]:
    """No document has a secret in it, only references to where it is kept; nobody signs in with the default login."""
    for stage, output in build.outputs.items():
        for document in output.documents:
            yield from (f"{stage}: {document.kind} {document.uid!r} {problem}" for problem in plain_secrets(document))
    for login in wish.get("forbidden", ()):
        yield from _default_login(login, wish["except_environment"], build)


def folder_permissions(wish: Wish, output: Output) -> Iterator[str]:
    """Every folder says what which role may do in it."""
    if not output.of("folder"):
        yield "there is no folder"
    for folder in output.of("folder"):
        granted = folder.json.get("permissions") or []
        roles = {one.get("role") for one in granted if one.get("permission") in _PERMISSIONS} & _ROLES
        if not roles:
            yield f"folder {folder.uid!r} says of no role what it may do"


def _default_login(login: str, allowed: str, build: Build) -> Iterator[str]:
    user, _, password = login.partition("/")
    for stage, output in build.outputs.items():
        address = build.addresses.get(stage)
        if stage != allowed and address is not None and address.user == user:
            yield f"{stage} signs in as {user}"
        told = (one for one in output.documents if login in str(one.json) or f"{user}:{password}@" in str(one.json))
        yield from (f"{stage}: {one.kind} {one.uid!r} says {login}" for one in told if stage != allowed)


def plain_secrets(document: Document) -> Iterator[str]:
    """Where a document holds a secret as it is; the secret itself is never shown."""
    for path, text in _texts(document.json, ()):
        key = str(path[-1]) if path else ""
        is_named = _SECRET_KEY.search(key) is not None and not key.endswith(_FILE)
        is_secret = is_named or bool(SECRETS & set(path[:-1]))
        if _LITERAL.search(text) or (is_secret and text and not is_reference(text)):
            yield f"has a secret in plain text at {'/'.join(map(str, path))}"


def is_reference(text: str) -> bool:
    """Whether a text says where a secret is kept, and not the secret."""
    return _REFERENCE.fullmatch(text) is not None


def _texts(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _texts(one, (*path, index))
