"""Channel: the newest page, for those who read it now and those who wait for the next one."""

from hashlib import sha256
from threading import Condition

import attrs

_BEGIN = '<html lang="en"'


@attrs.frozen
class Edition:
    """A page and the checksum that tells it from others."""

    version: str = ""
    content: bytes = attrs.field(default=b"", repr=False)


@attrs.define
class Channel:
    """Holds one page, at first one without a version; many threads may read it and wait."""

    first: str = ""
    _edition: Edition = attrs.field(init=False)
    _changed: Condition = attrs.field(factory=Condition, init=False, repr=False)
    _closed: bool = attrs.field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        self._edition = Edition(content=self.first.encode())

    def publish(self, page: str) -> None:
        """Take the place of the page before; nobody is woken for an equal one."""
        version = sha256(page.encode()).hexdigest()[:16]
        # The page knows its own version, so that it can tell whether another one is newer.
        content = page.replace(_BEGIN, f'{_BEGIN} data-version="{version}"', 1).encode()
        with self._changed:
            if version != self._edition.version:
                self._edition = Edition(version, content)
                self._changed.notify_all()

    def close(self) -> None:
        """Send away whoever waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def is_closed(self) -> bool:
        """Whether nothing comes any more."""
        return self._closed

    def other_than(self, version: str, seconds: float) -> Edition:
        """The page as soon as it is not the one of that version; the same one when so much time has passed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._edition.version != version, seconds)
            return self._edition
