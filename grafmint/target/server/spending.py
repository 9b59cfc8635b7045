"""Secrets that the steps of a plan send: each is asked for once, before anything is written."""

from collections.abc import Iterable

from grafmint.config.secrets import resolve
from grafmint.environment import Environment
from grafmint.plan.plan import Plan
from grafmint.target.server import datasources
from grafmint.target.server.alerting import contact_points

_SENT = {"datasource": datasources.sent, "contact-point": contact_points.sent}


def secrets_of(plan: Plan, environment: Environment) -> dict[str, str]:
    """The value of each placeholder that the plan needs; raises CredentialsError for one that cannot be had."""
    sources = {f"${name.upper()}": (name, source) for name, source in environment.secrets.items()}
    return {
        placeholder: resolve(sources[placeholder][1], what=f"secret {sources[placeholder][0]!r}")
        for placeholder in sorted(set(_placeholders(plan)))
    }


def _placeholders(plan: Plan) -> Iterable[str]:
    for step in plan.writes:
        if step.kind in _SENT:
            yield from _SENT[step.kind](step, resend=plan.choices.resend_secrets)
