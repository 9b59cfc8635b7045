"""Integration: one of a contact point's, as files and a server have it: its uid, and its secrets in their places.

The uid says which project and environment wrote the integration, and stays the same in each run.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from grafmint.compile.encode import canonical

Json = dict[str, Any]
_LETTERS, _LETTERS_EACH = 10, 12
# With the letters before and behind it, a uid is not longer than 40.
_LONGEST_TYPE = 16


def prefix(project: str, environment: str | None) -> str:
    """How the uids of an environment's integrations begin, and nobody else's, whatever their contact point."""
    text = "\0".join((project, environment or ""))
    return f"{_letters(text.encode(), _LETTERS)}-"


def with_uids(said: Json, project: str, environment: str | None) -> Iterator[tuple[str, Json]]:
    """The integrations of a contact point, each with its uid: known by its type and by the names of its secrets.

    A secret is never compared: were it not so, one that another takes the place of would leave its secret to that.
    """
    first, counts = prefix(project, environment), Counter[bytes]()
    for receiver in said["receivers"]:
        known_by = canonical([said["name"], receiver["type"], receiver.get("secureSettings") or {}])
        mark = _letters(known_by + str(counts[known_by]).encode(), _LETTERS_EACH)
        counts[known_by] += 1
        yield f"{first}{receiver['type'][:_LONGEST_TYPE]}-{mark}", receiver


def with_secrets(settings: Mapping[str, Any], secrets: Mapping[str, Any]) -> Json:
    """The settings with secrets in their places: one of an object has a point in its name."""
    whole = dict(settings)
    for name, value in secrets.items():
        key, _, rest = name.partition(".")
        inner = whole.get(key)
        whole[key] = with_secrets(inner if isinstance(inner, dict) else {}, {rest: value}) if rest else value
    return whole


def without_secrets(settings: Mapping[str, Any], names: Iterable[str]) -> Json:
    """The settings without what is secret in them, wherever the server has put it."""
    whole = dict(settings)
    for name in names:
        whole.pop(name, None)
        key, _, rest = name.partition(".")
        if rest and isinstance(whole.get(key), dict):
            whole[key] = without_secrets(whole[key], [rest])
    return whole


def secret_in(settings: Mapping[str, Any], name: str) -> Any:
    """What settings have of a secret: in its place, or under its whole name; None where it is not there."""
    if name in settings:
        return settings[name]
    key, _, rest = name.partition(".")
    inner = settings.get(key)
    return secret_in(inner, rest) if rest and isinstance(inner, dict) else None


def _letters(text: bytes, count: int) -> str:
    return hashlib.sha256(text).hexdigest()[:count]
