"""Port: what we ask of a host, and what it may answer."""

from collections.abc import Mapping
from typing import Protocol

import attrs

from grafmint.errors import GrafmintError


class HostError(GrafmintError):
    """A host did not do what it was asked for."""


class UnsureError(HostError):
    """Something may have been written or not: only who looks again knows."""


@attrs.frozen(kw_only=True)
class Comment:
    """A comment as its host has it; `url` is where people read it."""

    id: int
    body: str = attrs.field(repr=False)
    url: str | None = None


class Host(Protocol):
    """A host and one pull or merge request there. Errors: HostError, CredentialsError."""

    @property
    def limit(self) -> int:
        """The longest comment that it takes, in characters."""

    def find(self, marker: str) -> Comment | None:
        """Our own comment that begins with a line."""

    def create(self, body: str) -> Comment:
        """Write a new comment."""

    def update(self, comment: Comment, body: str) -> Comment:
        """Write a comment anew."""

    def upload(self, pictures: Mapping[str, bytes]) -> Mapping[str, str]:
        """Put pictures, given by their names, where readers of the comment see them; their addresses."""
