"""Owing: secrets that a step has to send and that nobody has, for no server gives one back."""

from collections.abc import Collection
from typing import Any

import attrs

from grafmint.environment import Environment
from grafmint.plan.step import Step
from grafmint.target.server.kinds.secrets import SENDING, placeholders_of


def with_owing(step: Step, environment: Environment) -> Step:
    """The step, or the conflict that it is because the server would not take it without its secrets."""
    if not step.writes or step.entry is None or step.kind not in SENDING:
        return step
    if not step.claims and (types := _strange(step.entry.json)):
        reason = f"the secrets of its {', '.join(types)} are kept nowhere: let whoever made it make it again"
        return attrs.evolve(step, action="conflict", reason=reason, way_out=None)
    known = {f"${name.upper()}" for name in environment.secrets}
    lacking = [name for name in dict.fromkeys(placeholders_of(step, resend=False)) if name not in known]
    if not lacking:
        return step
    names = ", ".join(repr(name.removeprefix("$").lower()) for name in lacking)
    reason = f"no server gives a secret back: name {names} in `secrets` of [env.{environment.name}]"
    return attrs.evolve(step, action="conflict", reason=reason, way_out=None)


def _strange(said: Any) -> Collection[str]:
    """The types of a contact point's integrations that have secrets."""
    return list(dict.fromkeys(each["type"] for each in said.get("receivers") or () if each.get("secureSettings")))
