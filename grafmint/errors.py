"""The errors grafmint raises.

GrafmintError
├── ModelError (also a ValueError)   a value was refused where it was written
├── ProjectError                     the project cannot be read or built: carries findings
├── CredentialsError                 a token, password or secret could not be had
├── UsageError                       the command was called with arguments that cannot be
├── TargetError                      the target could not be read or written
└── HostError                        GitHub or GitLab did not do what it was asked for (`grafmint.host`)

Exit codes are those of `docs/reference/exit-codes.md`.
"""

from collections.abc import Sequence

from grafmint.finding import Finding
from grafmint.origin import Place


class GrafmintError(Exception):
    """Anything grafmint knows how to explain; `hint` says what to do next.

    `place` is where what it is about was written, if that is not where it was raised.
    """

    exit_code = 1
    place: Place | None = None

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


class ModelError(GrafmintError, ValueError):
    """A value that Grafana could not use, refused where it is written."""


class ProjectError(GrafmintError):
    """The project cannot be read: every problem that was found, at once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = tuple(findings)


class CredentialsError(GrafmintError):
    """A credential is missing or was refused."""

    exit_code = 3


class UsageError(GrafmintError):
    """The command line asks for something that cannot be."""

    exit_code = 64


class TargetError(GrafmintError):
    """The target could not be read or written."""
