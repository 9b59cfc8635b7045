"""A session that is cut in the middle of its writes."""

from typing import Any

import attrs

from grafmint.target.server.http.client import Http, Unfounded
from grafmint.target.server.http.faults import Unreachable
from tests.target.server.alerting.scene import Scene


class Cut(Http):
    """A session that ends with its so-many-th write, done or not, as that of a process that is killed."""

    left: int
    done: bool

    def send(self, method: str, path: str, body: object = None, *, unfounded: Unfounded | None = None) -> Any:
        """Send, or be gone."""
        self.left -= 1
        if self.left >= 0:
            return super().send(method, path, body, unfounded=unfounded)
        if self.left == -1 and self.done:
            super().send(method, path, body, unfounded=unfounded)
        raise Unreachable("killed")


@attrs.frozen
class Killed(Scene):
    """A project whose sync is killed at a write."""

    left: int = 0
    done: bool = False

    def http(self) -> Http:
        """A session that will be cut."""
        http = super().http()
        http.__class__ = Cut
        assert isinstance(http, Cut)
        http.left, http.done = self.left, self.done
        return http
