"""Secrets that the steps of a plan send: each is asked for once, before anything is written."""

from collections.abc import Iterable

from grafmint.config.secrets import resolve
from grafmint.environment import Environment
from grafmint.plan.plan import Plan
from grafmint.plan.step import Step
from grafmint.target.server.alerting import contact_points
from grafmint.target.server.api import datasources

_SENT = {"datasource": datasources.sent, "contact-point": contact_points.sent}
#: The kinds that have secrets.
SENDING = frozenset(_SENT)


def secrets_of(plan: Plan, environment: Environment) -> dict[str, str]:
    """The value of each placeholder that the plan needs; raises CredentialsError for one that cannot be had."""
    sources = {f"${name.upper()}": (name, source) for name, source in environment.secrets.items()}
    needed = {name for step in plan.writes for name in placeholders_of(step, resend=plan.choices.resend_secrets)}
    return {
        placeholder: resolve(sources[placeholder][1], what=f"secret {sources[placeholder][0]!r}")
        for placeholder in sorted(needed)
    }


def placeholders_of(step: Step, *, resend: bool) -> Iterable[str]:
    """The placeholders of the secrets that a step sends."""
    return _SENT[step.kind](step, resend=resend) if step.kind in _SENT else ()
