"""Who we are to a server."""

from collections.abc import Iterator

import attrs

from grafmint.config.secrets import resolve
from grafmint.environment import Reference, Server
from grafmint.errors import CredentialsError


@attrs.frozen(kw_only=True)
class Credentials:
    """A service account's token, or a user and a password; `source` says for messages where they come from."""

    token: str | None = attrs.field(default=None, repr=False)
    user: str | None = None
    password: str | None = attrs.field(default=None, repr=False)
    source: str = "the credentials"

    def secrets(self) -> Iterator[str]:
        """What may never be shown; the pair too, which goes over the wire as one text."""
        if self.token is not None:
            yield self.token
        if self.password is not None:
            yield self.password
            yield f"{self.user}:{self.password}"


def credentials_of(server: Server, *, what: str) -> Credentials | None:
    """The credentials that an environment names; raises CredentialsError where they cannot be had or used."""
    if server.token is not None:
        token = _resolved("token", server.token, what)
        if not (token.isascii() and token.isprintable()) or " " in token:
            raise CredentialsError(
                f"token of {what}: what {server.token} holds is no token: it has characters that none has",
                hint="put nothing but the token there",
            )
        return Credentials(token=token, source=f"token of {what} ({server.token})")
    if server.user is not None and server.password is not None:
        password = _resolved("password", server.password, what)
        source = f"user {server.user!r} with the password of {what} ({server.password})"
        return Credentials(user=server.user, password=password, source=source)
    return None


def _resolved(name: str, reference: Reference, what: str) -> str:
    return resolve(reference, what=f"{name} of {what}")
