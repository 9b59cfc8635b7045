"""Digest: what a document means, in a few letters."""

import hashlib
from typing import Any

import orjson

from grafmint.bundle import Kind
from grafmint.plan.semantic.normal import normal
from grafmint.plan.semantic.tree import Named

_LETTERS = 16


def digest(kind: Kind, document: bytes) -> str:
    """The same for any two documents between which there is no difference; raises ValueError for no JSON object."""
    meaning = orjson.dumps(_plain(normal(kind, document)), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(meaning).hexdigest()[:_LETTERS]


def _plain(value: Any) -> Any:
    # The order of what has names is part of what it means.
    if isinstance(value, Named):
        return [[name, _plain(item)] for name, item in value.items()]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
