"""Listing: many objects of a kind read page by page, of which no more is kept than is needed."""

import threading
from collections.abc import Iterable, Iterator
from typing import Protocol

import orjson

from grafmint.bundle import Entry
from grafmint.plan.snapshot import Held
from grafmint.target.server.apis.metadata import Json
from grafmint.target.server.http.faults import Forbidden, Refused

#: Of fewer each one is asked for.
MANY = 50
#: A server may have many more than are wanted: beyond so many read for each one, the rest is asked for one by one.
_SPARE = 4
_EXPIRED = 410


class Family(Protocol):
    """How objects of a kind become what is held."""

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """One by its uid."""

    def glanced(self, found: Json, entry: Entry | None) -> Held | None:
        """What an object is, None where that takes more questions."""

    def judged(self, found: Json, entry: Entry | None) -> Held:
        """What an object is, by whatever questions."""


class Listing:
    """Reads pages for whoever asks for what is not read yet; safe to use from several threads."""

    def __init__(self, *, pages: Iterator[list[Json]], family: Family, wanted: Iterable[Entry]) -> None:
        self._pages, self._family = pages, family
        self._wanted = {entry.uid: entry for entry in wanted}
        # What took more questions waits as bytes, which are a fraction of what they stand for.
        self._found: dict[str, Held | bytes] = {}
        self._lock = threading.Lock()
        self._seen = 0
        self._is_over = self._is_whole = False

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """One of those that are wanted."""
        with self._lock:
            while uid not in self._found and not self._is_over:
                self._read_page()
            found = self._found.pop(uid, None)
        if isinstance(found, bytes):
            return self._family.judged(orjson.loads(found), entry)
        return found if found is not None or self._is_whole else self._family.read(uid, entry)

    def _read_page(self) -> None:
        # Until a page is there: what fails here is not asked for again.
        self._is_over = True
        try:
            page = next(self._pages, None)
        except Refused as refused:
            # A list that takes long expires; who may not list may still read.
            if refused.status != _EXPIRED and not isinstance(refused, Forbidden):
                raise
            return
        if page is None:
            self._is_whole = True
            return
        self._seen += len(page)
        for each in page:
            uid = each["metadata"]["name"]
            if uid in self._wanted:
                self._found[uid] = self._family.glanced(each, self._wanted[uid]) or orjson.dumps(each)
        self._is_over = self._seen > _SPARE * len(self._wanted)
