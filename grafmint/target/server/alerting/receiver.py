"""Receiver: an integration of a contact point as it is compared, and the uid that says whose it is.

Secrets never come back. What the server hides behind one word is there; no more can be told of it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from grafmint.target.integration import prefix, secret_in, with_uids, without_secrets
from grafmint.target.server.proof.owner import Owner

Json = dict[str, Any]
#: What the server gives for a secret; sent back, it keeps the one that is stored.
REDACTED = "[REDACTED]"
_EMPTY: tuple[object, ...] = (None, "", {})


@attrs.frozen
class Pair:
    """An integration of the code, with the uid it has from us, beside what the server has of it."""

    uid: str | None
    code: Json | None
    live: Json | None

    @property
    def is_ours(self) -> bool:
        """Whether what the server has is what we wrote."""
        return self.live is not None and self.live["uid"] == self.uid

    @property
    def document(self) -> Json:
        """What the server has, as it is compared."""
        assert self.live is not None
        return _live(self.live, self.code or {})


def is_ours(found: Json, owner: Owner) -> bool:
    """Whether an integration on the server is one that we wrote."""
    return str(found.get("uid", "")).startswith(prefix(owner.project, owner.environment))


def code_form(said: Json) -> Json:
    """An integration of the code as it is compared: of a secret its name and its placeholder."""
    return _form(said, dict(said.get("settings") or {}), dict(said.get("secureSettings") or {}))


def as_built(found: Json, name: str) -> Json:
    """An integration that was read as a build would have it; a secret that no code named is called by its place."""
    secrets: Json = found["secrets"]
    return {
        "type": found["type"],
        "settings": found["settings"],
        "secureSettings": {key: each if each is not True else _placeholder(name, key) for key, each in secrets.items()},
        "disableResolveMessage": found["disableResolveMessage"],
    }


def pairs(said: Json, found: Sequence[Json], owner: Owner, *, claims: bool = True) -> list[Pair]:
    """The integrations of a contact point in the code's order, those that only the server has at the end.

    Where nothing is claimed, their uids say nobody's name.
    """
    # Grafana 9 lists those of one contact point in any order.
    left, made = sorted(found, key=lambda each: str(each["uid"])), list[Pair]()
    for ours, code in with_uids(said, owner.project, owner.environment):
        uid = ours if claims else ours.partition("-")[2]
        # Without one of ours, one of the same type that somebody made is what ours would replace; and the reverse.
        same = (each for each in left if is_ours(each, owner) != claims and each["type"] == code["type"])
        live = next((each for each in left if each["uid"] == uid), None) or next(same, None)
        if live is not None:
            left.remove(live)
        made.append(Pair(uid, code, live))
    return [*made, *(Pair(None, None, each) for each in left)]


def _live(found: Json, code: Json) -> Json:
    plain: Json = code.get("settings") or {}
    settings: Json = found.get("settings") or {}
    # Whose secrets the code does not know are those that the server hides.
    secure: Json = (code.get("secureSettings") or {}) if code else dict.fromkeys(_hidden(settings), True)
    present = {key: name for key, name in secure.items() if secret_in(settings, key) not in _EMPTY}
    return _form(found, _compared(without_secrets(settings, secure), plain), present)


def _compared(settings: Json, plain: Json) -> Json:
    """What the code has in plain and the server takes for a secret cannot be compared."""
    return {key: _beside(value, plain.get(key)) for key, value in settings.items()}


def _beside(value: Any, plain: Any) -> Any:
    if isinstance(value, dict):
        return _compared(value, plain if isinstance(plain, dict) else {})
    return plain if value == REDACTED else value


def _hidden(settings: Json, before: str = "") -> Iterator[str]:
    """The names of the secrets that the server hides; one of an object has a point in its name."""
    for key, value in settings.items():
        if isinstance(value, dict):
            yield from _hidden(value, f"{before}{key}.")
        elif value == REDACTED:
            yield f"{before}{key}"


def _placeholder(name: str, key: str) -> str:
    return f"${re.sub(r'[^A-Za-z0-9]+', '_', f'{name}_{key}').strip('_').upper()}"


def _form(said: Json, settings: Json, secrets: Json) -> Json:
    return {
        "type": said["type"],
        "settings": {key: value for key, value in settings.items() if value not in _EMPTY},
        "secrets": dict(secrets),
        "disableResolveMessage": bool(said.get("disableResolveMessage")),
    }
