"""What can go wrong with a server that answers, or does not."""

from grafmint.errors import TargetError


class Refused(TargetError):  # noqa: N818  # who catches it asks what happened
    """The server refused a request with an HTTP `status`.

    `reason` is its own word for it (`version-mismatch`, `Conflict`), `said` its own sentence; None where it has none.
    `causes` are the fields that it refuses, each with why.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int,
        reason: str | None = None,
        said: str | None = None,
        causes: tuple[str, ...] = (),
        hint: str | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.reason = reason
        self.said = said
        self.causes = causes


class Forbidden(Refused):
    """The credentials are good, but what was asked needs a permission that they lack."""

    exit_code = 3


class Unreachable(TargetError):  # noqa: N818  # who catches it asks what happened
    """No Grafana answered: no connection, no trust, no answer in time, or something else stands at the address."""


class Uncertain(TargetError):  # noqa: N818  # who catches it asks what happened
    """A write that may have been done or not: read again what the server has before anything else."""
