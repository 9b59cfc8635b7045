"""Listing: pages of objects, what a selector picks, and the objects of history and trash."""

import base64
import binascii
from collections.abc import Sequence

import attrs

from grafmint.testing.apis import objects
from grafmint.testing.apis.resource import Asked
from grafmint.testing.apis.status import failed
from grafmint.testing.reply import UnservedError
from grafmint.testing.stored import Json, Stored, Version

_HISTORY, _TRASH = "grafana.app/get-history=true", "grafana.app/get-trash=true"
_NAME = "metadata.name="


@attrs.frozen
class Found:
    """An object of a list: as it is, as a save left it, or as it was when it was deleted."""

    stored: Stored
    version: Version | None = None
    deleted: str = ""

    @property
    def revision(self) -> int:
        """Its resourceVersion."""
        return self.version.revision if self.version else self.stored.revision

    def shown(self, asked: Asked) -> Json:
        """The object."""
        if self.version is not None:
            return objects.as_it_was(asked, self.stored, self.version)
        found = objects.shown(asked, self.stored)
        if self.deleted:
            found["metadata"] |= {"generation": -999, "deletionTimestamp": self.deleted}
        return found


def picked(asked: Asked) -> list[Found]:
    """All that the selectors of a request pick, of which a page is answered."""
    labels, fields = asked.call.one("labelSelector"), asked.call.one("fieldSelector")
    if labels not in {"", _HISTORY, _TRASH} or not (fields == "" or fields.startswith(_NAME)):
        raise UnservedError
    name = fields.removeprefix(_NAME)
    if labels == _HISTORY:
        return _history(asked, name)
    if labels == _TRASH:
        trash = reversed(asked.call.state.trash)
        return [Found(each, deleted=at) for each, at in trash if each.is_folder is asked.resource.is_folder]
    return [Found(each) for each in asked.all() if name in {"", each.uid} and asked.may("read", each)]


def _history(asked: Asked, name: str) -> list[Found]:
    if not name:
        raise failed(400, f"{_HISTORY} needs a fieldSelector {_NAME}")
    found = asked.find(name)
    if found is None or not asked.may("read", found):
        return []
    return [Found(found, each) for each in reversed(found.history)]


def page(asked: Asked, found: Sequence[Found]) -> Json:
    """A list with a page of what was found, and the token that continues it when there is more."""
    first, size = _offset(asked.call.one("continue")), asked.call.number("limit", len(found) or 1)
    part = found[first : first + size]
    left = len(found) - first - len(part)
    more = {"continue": _token(first + size), "remainingItemCount": left} if left > 0 else {}
    of = asked.resource
    return {
        "kind": f"{of.kind}List",
        "apiVersion": f"{of.group}/{asked.version}",
        "metadata": {"resourceVersion": str(max((each.revision for each in found), default=0)), **more},
        "items": [each.shown(asked) for each in part],
    }


def _token(first: int) -> str:
    return base64.urlsafe_b64encode(f"from {first}".encode()).decode()


def _offset(token: str) -> int:
    if not token:
        return 0
    try:
        return int(base64.urlsafe_b64decode(token).decode().removeprefix("from "))
    except (ValueError, binascii.Error):
        raise failed(400, "the continue key is not valid") from None
