"""Composite: a resource that is made of others."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from grafmint.model.base import Traced, frozen


@frozen(kw_only=True)
class Composite(Traced):
    """The base of what stands for several resources, such as an SLO: its rules, its alerts and its dashboard."""

    is_resource: ClassVar[bool] = True

    @property
    def called(self) -> str:
        """What messages call it."""
        return type(self).__name__

    @property
    def history(self) -> str | None:
        """How far back its queries read, a duration that the environment's retention must hold; None: nothing says."""
        return None

    @abstractmethod
    def resources(self, *, records: bool) -> Iterator[Traced]:
        """The resources; `records` says whether a Prometheus evaluates recording rules for this environment."""
