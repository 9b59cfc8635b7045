"""Urgency: how soon somebody answers a fault, and who is told when nobody does."""

import attrs

from grafmint.alerting import Escalation
from grafmint.block import Block


@attrs.frozen(kw_only=True)
class Urgency(Block):
    """One row of a matrix of escalation: a fault that nobody has answered `after` so long goes along the `path`.

    The first of the path is told at once.
    """

    name: str
    response_time: str
    after: str
    path: tuple[str, ...]

    @property
    def steps(self) -> tuple[Escalation, ...]:
        """What an alert says of it: who is told once nobody has answered in time."""
        return (Escalation(after=self.after, to=", then ".join(self.path[1:] or self.path)),)
