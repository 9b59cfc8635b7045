"""Checkup: what was found of an environment's target before anything is written there."""

from typing import Literal

import attrs

from grafmint.errors import CredentialsError, GrafmintError

Status = Literal["ok", "warn", "bad"]
#: The check that says whether the target knows us.
CREDENTIALS = "credentials"


@attrs.frozen(kw_only=True)
class Check:
    """One thing that was looked at; `said` is what was found, `hint` what to do where that is not as it should be."""

    name: str
    status: Status
    said: str
    hint: str | None = None


@attrs.frozen(kw_only=True)
class Checkup:
    """All that was looked at, in order; what depends on something that is bad was left out."""

    environment: str
    checks: tuple[Check, ...]

    @property
    def exit_code(self) -> int:
        """3 when the credentials are missing, refused or of another organisation, 1 when anything else is bad, or 0."""
        bad = {check.name for check in self.checks if check.status == "bad"}
        return CredentialsError.exit_code if CREDENTIALS in bad else int(bool(bad))


def failed(name: str, error: GrafmintError) -> Check:
    """The check that ended with an error; one about credentials is told as such, wherever it came up."""
    name = CREDENTIALS if isinstance(error, CredentialsError) else name
    return Check(name=name, status="bad", said=error.message, hint=error.hint)
