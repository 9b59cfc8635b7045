"""Serving: a session, its server and its watch together, for as long as somebody wants them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

import attrs

from grafmint.errors import GrafmintError
from grafmint.preview.channel import Channel
from grafmint.preview.server import Server
from grafmint.preview.session import Session
from grafmint.preview.watch import Watched, changes, need_watchfiles

#: So long a build that is under way is waited for at the end, in seconds.
_PATIENCE = 2.0
_POLL = 0.1

#: Called with the address of the page, before there is one.
Opened = Callable[[str], None]
#: Called with the session and the seconds that it took whenever a page is there.
Told = Callable[[Session, float], None]


@attrs.frozen
class Publisher:
    """Makes pages, one at a time, and tells when one is there."""

    session: Session
    channel: Channel
    told: Told
    _lock: Lock = attrs.field(factory=Lock, init=False, repr=False)

    def publish(self) -> None:
        """Make the page of the files as they are."""
        with self._lock:
            begun = time.perf_counter()
            self.channel.publish(self.session.page())
            self.told(self.session, time.perf_counter() - begun)


@contextmanager
def serving(
    session: Session, port: int = 0, told: Told = lambda *_: None, opened: Opened = lambda _: None
) -> Iterator[str]:
    """Serve until the end of the block; the address of the page, once the first one is made.

    `opened` is called before that, `told` for every page. Raises GrafmintError without watchfiles, and when the port
    is taken.
    """
    need_watchfiles()
    stop, channel = Event(), Channel(session.first_page)
    publisher = Publisher(session, channel, told)
    with Server(channel, port) as server:
        # It watches before the first build begins, so that no change falls between the two.
        watch = Thread(target=_follow, args=(publisher, stop), daemon=True)
        answer = Thread(target=server.serve_forever, args=(_POLL,), daemon=True)
        watch.start()
        answer.start()
        try:
            opened(server.url)
            publisher.publish()
            yield server.url
        finally:
            stop.set()
            channel.close()
            server.shutdown()
            watch.join(_PATIENCE)


def _follow(publisher: Publisher, stop: Event) -> None:
    try:
        for _ in changes(Watched(publisher.session.environment.root), stop):
            publisher.publish()
    except Exception as error:  # noqa: BLE001  # a thread that ends without a word would leave an old page for good
        problem = GrafmintError(f"saves are not seen any more: {error}", hint="end it and start it again")
        publisher.channel.publish(publisher.session.page_of(problem))
